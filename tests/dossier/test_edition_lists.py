"""Editions are built from lists: what is not listed does not come through, wherever it stands."""

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.canonical import canonical
from aanbesteding.bids.bid import Bid
from aanbesteding.dossier.editions import bidder as of_bidder
from aanbesteding.dossier.editions import council as of_council
from aanbesteding.dossier.editions import public as of_public
from aanbesteding.dossier.editions.allowed import MANY, ONE, copied
from aanbesteding.dossier.editions.bidder import bidder_edition
from aanbesteding.dossier.editions.council import council_edition
from aanbesteding.dossier.editions.internal import internal_edition
from aanbesteding.dossier.editions.public import public_edition
from aanbesteding.dossier.editions.published import NAMING, TENDER
from aanbesteding.formulas import BY_ID
from aanbesteding.formulas.statistics import STATISTICS
from aanbesteding.rules import WRITTEN
from aanbesteding.tender.tender import Tender
from tests.secret_rounds import Secret, first

ROOT = Path(__file__).parents[2]
PLANTED = "zwijgplicht"
ROUNDS = first(12)


def every_edition(secret: Secret) -> Iterator[dict[str, Any]]:
    yield public_edition(secret.record, secret.record_hash)
    for bid in secret.record["bids"]:
        yield bidder_edition(secret.record, bid["id"], secret.record_hash)
    for area in secret.record["tender"]["areas"]:
        yield council_edition(secret.record, area["id"], secret.record_hash)


def planted(value: Any) -> Any:
    """The record with a field nobody knows in every object of it, at every depth."""
    if isinstance(value, dict):
        grown = {key: planted(item) for key, item in value.items()}
        return {**grown, PLANTED: PLANTED, f"{PLANTED}_list": [{PLANTED: PLANTED}]}
    return [planted(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("secret", ROUNDS, ids=lambda s: s.record_hash[:6])
def test_an_unknown_field_at_any_depth_comes_through_in_no_edition(secret: Secret) -> None:
    grown = Secret(planted(secret.record), secret.record_hash, secret.assessors)
    assert PLANTED.encode() in canonical(internal_edition(grown.record, grown.record_hash))
    for plain, edition in zip(every_edition(secret), every_edition(grown), strict=True):
        assert PLANTED.encode() not in canonical(edition)
        assert edition == plain


def test_something_below_a_field_that_is_listed_as_one_value_stays_out() -> None:
    record = {"a": {"b": PLANTED}, "c": [{"d": PLANTED}], "e": ["f", {"g": PLANTED}]}
    assert copied(record, {"a": ONE, "c": MANY, "e": MANY}) == {}


def test_a_record_is_copied_and_not_shared() -> None:
    secret = ROUNDS[0]
    before = deepcopy(secret.record)
    for edition in (*every_edition(secret), internal_edition(secret.record, "")):
        edition["tender"]["lots"][0]["title"] = PLANTED
    assert secret.record == before


def test_every_edition_says_which_it_is_and_of_which_record() -> None:
    secret = ROUNDS[0]
    public, *others = every_edition(secret)
    assert (public["edition"], public["record_sha256"]) == ("public", secret.record_hash)
    own = [one for one in others if one["edition"] == "bidder"]
    assert [one["bidder"] for one in own] == [bid["id"] for bid in secret.record["bids"]]
    councils = [one for one in others if one not in own]
    assert {(one["edition"], one["record_sha256"]) for one in councils} == {
        ("council", secret.record_hash)
    }
    assert [one["area"] for one in councils] == [a["id"] for a in secret.record["tender"]["areas"]]
    assert internal_edition(secret.record, "ab")["edition"] == "internal"


@pytest.mark.parametrize(
    "group", [*of_public.GROUPS, *of_bidder.GROUPS, of_council.MONEY], ids=lambda group: group.of
)
def test_every_group_of_fields_has_a_reason_and_a_source(group: Any) -> None:
    listed = tomllib.loads((ROOT / "docs" / "sources.toml").read_text("utf-8"))
    assert group.why.endswith(".")
    assert group.source in listed


def test_a_bidder_gets_no_number_that_a_formula_takes_from_other_bids() -> None:
    shown = set(of_bidder._INPUTS)
    every = {name for formula in BY_ID.values() for name in formula.inputs}
    assert shown == every - STATISTICS.keys()


def test_a_bidder_is_told_of_one_winner_only_and_only_where_it_lost() -> None:
    for secret in ROUNDS:
        for bid in secret.record["bids"]:
            edition = bidder_edition(secret.record, bid["id"], "")
            lost = {r["lot"] for r in edition["reasons"] if r["result"] == "not_won"}
            assert {one["lot"] for one in edition["beside"]} <= lost
            assert len(edition["beside"]) == len({one["lot"] for one in edition["beside"]})


def test_the_winner_beside_is_the_lowest_ranked_one() -> None:
    several = 0
    for secret in ROUNDS:
        ranks = {(s["lot"], s["bidder"]): s["rank"] for s in secret.record["scores"]}
        won = {lot["lot"]: lot["winners"] for lot in secret.record["decision"]["lots"]}
        for bid in secret.record["bids"]:
            for one in bidder_edition(secret.record, bid["id"], "")["beside"]:
                several += len(won[one["lot"]]) > 1
                assert one["rank"] == max(ranks[one["lot"], w] for w in won[one["lot"]])
    assert several


def test_only_winners_stand_in_the_public_edition_and_a_practice_without_its_name() -> None:
    practices = 0
    for secret in ROUNDS:
        won = {w for lot in secret.record["decision"]["lots"] for w in lot["winners"]}
        names = {bid["id"]: bid["name"] for bid in secret.record["bids"]}
        for bid in public_edition(secret.record, "")["bids"]:
            private = bid["kind"] == "independent_practice"
            practices += private
            assert bid["id"] in won
            assert bid["name"] == (bid["id"] if private else names[bid["id"]])
    assert practices


def test_a_rule_that_names_bidders_is_counted_and_not_shown() -> None:
    secret = ROUNDS[0]
    bidder = secret.record["bids"][-1]["id"]
    naming = {
        "kind": "freeze",
        "id": "vast",
        "lots": [],
        "contracts": [f"{bidder}/een"],
        "out": True,
    }
    tender = {**secret.record["tender"], "rules": [naming]}
    edition = public_edition({**secret.record, "tender": tender}, "")
    assert edition["rules_naming_bidders"] == 1
    assert edition["tender"]["rules"] == []


def test_the_tender_and_own_bid_in_an_edition_can_be_read_again() -> None:
    for secret in ROUNDS:
        for edition in every_edition(secret):
            tender = Tender.model_validate(edition["tender"])
            assert tender.demand == ()
            for bid in edition["bids"]:
                assert Bid.model_validate({k: v for k, v in bid.items() if k != "file"})


def test_rules_survive_the_list_of_fields_for_every_kind_on_the_shelf() -> None:
    """Every field of every rule is either listed or names bidders."""
    listed = {*TENDER.fields["rules"], *NAMING}
    assert {name for rule in WRITTEN for name in rule.model_fields} <= listed
