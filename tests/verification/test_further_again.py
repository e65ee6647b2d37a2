"""Discounts, bridged places, moves, terms and companies are counted again from the choice."""

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.bids.terms import Discount
from aanbesteding.verification.verify import verify
from tests import combinations
from tests.report import shelf_sample
from tests.verification.small_round import recorded
from tests.verification.tampering import changed, numbers

PARTS = ("discounts", "bridged", "moved", "conditions", "companies")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    offered = shelf_sample.bids()
    marks = shelf_sample.marks(offered)
    return recorded(tmp_path, monkeypatch, shelf_sample.tender(), offered, marks)


def objections(path: Path) -> set[str]:
    return {str(f.values.get("pointer")) for f in verify(path).findings if f.blocks}


def test_an_award_with_nearly_every_rule_of_the_shelf_is_verified(path: Path) -> None:
    assert set(PARTS) <= set(read_json(path.read_bytes())["decision"])
    assert objections(path) == set()


@pytest.mark.parametrize("part", PARTS)
def test_every_figure_of_such_a_part_is_counted_again(path: Path, part: str) -> None:
    good = read_json(path.read_bytes())
    places = [place for place, _ in numbers(good["decision"][part])]
    assert places
    for place in places:
        tree: dict[str, Any] = copy.deepcopy(good)
        parent = tree["decision"][part]
        for key in place[:-1]:
            parent = parent[key]
        parent[place[-1]] = changed(parent[place[-1]])
        path.write_bytes(canonical(tree))
        assert any(found.startswith(f"decision/{part}") for found in objections(path)), place


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_left_out_is_missed(path: Path, part: str) -> None:
    tree = read_json(path.read_bytes())
    del tree["decision"][part]
    path.write_bytes(canonical(tree))
    assert f"decision/{part}" in objections(path)


def test_a_discount_on_what_comes_above_saves_only_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten at 100, of which five at 90: 50 euros less."""
    offered = combinations.bids(("200", "200"))
    anker, *others = offered.bids
    off = {"discounts": (Discount(least=6, percent="10"),)}
    cheaper = anker.model_copy(update={"lots": (anker.lots[0].model_copy(update=off),)})
    offered = replace(offered, bids=(cheaper, *others))
    award = {**combinations.AWARD, "discounts": "incremental"}
    asked, marks = combinations.tender(award=award), combinations.marks(offered)
    path = recorded(tmp_path, monkeypatch, asked, offered, marks)
    (row,) = read_json(path.read_bytes())["decision"]["discounts"]
    money = [row[name] for name in ("listed_cents", "spend_cents", "saved_cents")]
    assert (row["bidder"], row["units"], money) == ("Anker", 10, [100_000, 95_000, 5_000])
    assert objections(path) == set()
