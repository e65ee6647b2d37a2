"""Random rounds written as open data and read back: the same tender, ranks and points."""

import json
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from aanbesteding import flow
from aanbesteding.basis.canonical import read_json
from aanbesteding.basis.errors import FindingsError
from aanbesteding.dossier.dossier import written
from aanbesteding.dossier.editions.internal import INTERNAL
from aanbesteding.exchange.extension import KEY, NEVER
from aanbesteding.exchange.package import PLAIN, PROFILE, edition_of, exchange_files
from aanbesteding.exchange.read_release import read_release
from aanbesteding.exchange.release import Terms
from aanbesteding.tender.tender import Tender
from tests.laws.random_rounds import OBJECTIVE, RANKED, random_round

SEEDS = range(15)


def drawn(seed: int, mode: str) -> tuple[Tender, dict[str, Any], str] | None:
    """The round of this seed and its record; nothing where a formula has no outcome."""
    tender, offered = random_round(Random(f"exchange {mode} {seed}"), mode)
    try:
        dossier = flow.award(tender, offered.bids, offered.marks)
    except FindingsError:
        return None
    content, record_hash = written(dossier.record())
    return tender, read_json(content), record_hash


@pytest.mark.parametrize("mode", [RANKED, OBJECTIVE])
def test_a_random_round_comes_back_from_open_data(mode: str) -> None:
    tried = 0
    for seed in SEEDS:
        found = drawn(seed, mode)
        if found is None:
            continue
        tried += 1
        tender, record, record_hash = found
        files = exchange_files(edition_of(record, record_hash, INTERNAL), Terms())
        for name in (PLAIN, PROFILE):
            again = Tender.model_validate(read_release(files[name], name).tree)
            assert again.model_dump(exclude={*NEVER}) == tender.model_dump(exclude={*NEVER}), seed
        _bids_are_those_of(record, json.loads(files[PROFILE], parse_float=Decimal))
    assert tried > len(SEEDS) // 2


def _bids_are_those_of(record: Any, package: Any) -> None:
    """Ranks, points and values, each worked out of the record by itself."""
    release = package["releases"][0]
    told = {bid["id"]: bid for bid in release["bids"]["details"]}
    points = {one["bid"]: one for one in release[KEY]["scores"]}
    offers = {
        (bid["id"], lot["lot"]): {one["need"]: one["price"] for one in lot["offers"]}
        for bid in record["bids"]
        for lot in bid["lots"]
    }
    for score in record["scores"]:
        name = f"{score['lot']}/{score['bidder']}"
        asked = [row for row in record["tender"]["demand"] if row["lot"] == score["lot"]]
        prices = offers[score["bidder"], score["lot"]]
        if all(row["need"] in prices for row in asked):
            worth = sum(Fraction(prices[row["need"]]) * row["volume"] for row in asked)
            assert Fraction(told[name]["value"]["amount"]) == worth
        else:
            assert "value" not in told[name]
        assert told[name].get("rank") == score["rank"]
        ours = [Fraction(one["points"]) for one in points[name]["points"]]
        assert ours == [Fraction(one["rounded"]) for one in score["points"]]
