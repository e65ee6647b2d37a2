"""Discounts, costs of contracts, soft rules and weighed or bounded goals are counted again."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.canonical import read_json
from aanbesteding.bids.bid import Bids
from aanbesteding.bids.terms import Discount
from aanbesteding.verification.verify import verify
from tests.verification.small_round import recorded, small_bids, small_marks, small_tender
from tests.verification.tampering import unnamed

SOFT = {"kind": "number_of_contracts", "id": "een", "lots": ["L1"], "at_most": 1, "penalty": "25"}
SHARE = {"kind": "share", "id": "deel", "at_most": "0.1", "penalty": "0.5"}
BONUS = {"kind": "preference", "id": "zuid", "bidders": ["C"], "value": "40"}
RULES = [SOFT, SHARE, BONUS]
WAITING = [{"kind": "unmet", "need": "zwaar"}, {"kind": "unmet", "need": "licht"}]
GOALS: dict[str, list[dict[str, Any]]] = {
    "in order": [*WAITING, {"kind": "stated_value"}, {"kind": "spend"}],
    "bounded": [{"kind": "spend", "at_most": "25000"}, *WAITING, {"kind": "stated_value"}],
    "weighed": [
        {"kind": "unmet", "need": "zwaar", "weight": "900"},
        {"kind": "unmet", "need": "licht", "weight": "450"},
        {"kind": "spend", "weight": "0.5"},
        {"kind": "stated_value", "weight": "1"},
    ],
}
LADDER = ["higher_quality", "heavier_capacity", "lower_price", "draw"]
LOTS = [
    {"id": "L1", "title": "Een", "contract_cost": "1000.02"},
    {"id": "L2", "title": "Twee"},
]
CEILINGS = [{"area": area, "period": "2027", "amount": "30000"} for area in ("R", "N", "Z")]


def discounted() -> Bids:
    """The small bids, with two percent off from eight units on, and ten from fifteen."""
    off = {"discounts": (Discount(least=8, percent="2"), Discount(least=15, percent="10"))}
    bids = small_bids()
    changed = (
        bid.model_copy(update={"lots": tuple(lot.model_copy(update=off) for lot in bid.lots)})
        for bid in bids.bids
    )
    return replace(bids, bids=tuple(changed))


def record_of(folder: Path, monkeypatch: pytest.MonkeyPatch, goals: str) -> Path:
    award = {"mode": "published_objective", "tie_ladder": LADDER, "discounts": "whole_quantity"}
    asked = small_tender(award=award, lots=LOTS, ceilings=CEILINGS, rules=RULES, goals=GOALS[goals])
    return recorded(folder, monkeypatch, asked, discounted(), small_marks())


@pytest.mark.parametrize("goals", GOALS)
def test_an_award_with_all_that_money_can_do_is_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, goals: str
) -> None:
    path = record_of(tmp_path, monkeypatch, goals)
    assert [f for f in verify(path).findings if f.blocks] == []


@pytest.mark.parametrize("goals", GOALS)
def test_what_is_spent_stands_in_the_record_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, goals: str
) -> None:
    decision = read_json(record_of(tmp_path, monkeypatch, goals).read_bytes())["decision"]
    assert decision["outcome"] == "awarded"
    volumes = sum(Fraction(row["spend_cents"]) for row in decision["volumes"])
    fees = sum(Fraction(row["spend_cents"]) for row in decision["fees"])
    assert fees == 1000_02 * len([c for c in decision["contracts"] if c["lot"] == "L1"]) > 0
    assert sum(Fraction(row["fees_cents"]) for row in decision["contracts"]) == fees
    spent = sum(Fraction(row["spend_cents"]) for row in decision["contracts"])
    assert spent == volumes + fees
    shares = [c for c in decision["counts"] if c["rule"] == "deel"]
    assert sum(Fraction(count["counted"]) for count in shares) == spent
    (whole,) = [row for row in decision["budgets"] if row["id"] == "alles"]
    assert Fraction(whole["spend_cents"]) == spent
    (region,) = [row for row in decision["municipalities"] if row["area"] == "R"]
    assert abs(region["spend_cents"] - spent) <= Fraction(1, 2)
    named = {row["goal"]: Fraction(row["value"]) for row in decision["goals"]}
    assert named.get("spend", spent) == spent


def test_a_discount_that_was_reached_is_paid_in_every_volume_of_its_contract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = read_json(record_of(tmp_path, monkeypatch, "in order").read_bytes())["decision"]
    listed = {offer.need: offer.price for offer in small_bids().bid("B").lots[0].offers}
    units = {(c["bidder"], c["lot"]): c["clients"] for c in decision["contracts"]}
    mine = [row for row in decision["volumes"] if (row["bidder"], row["lot"]) == ("B", "L1")]
    assert units["B", "L1"] >= 15
    for row in mine:
        assert Fraction(row["price_cents"]) == Fraction(listed[row["need"]] or 0) * 90


def test_a_soft_rule_that_is_broken_is_told_with_its_price_and_is_no_objection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = record_of(tmp_path, monkeypatch, "in order")
    counts = read_json(path.read_bytes())["decision"]["counts"]
    (soft,) = [row for row in counts if row["rule"] == "een"]
    assert (soft["holds"], soft["counted"], soft["required"]) == (False, 3, 1)
    assert soft["fine_cents"] == 2 * 25_00
    assert {row["fine_cents"] for row in counts if row["kind"] == "budget"} == {None}
    assert "V504" not in {finding.code for finding in verify(path).findings}


def test_a_bound_is_counted_among_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = read_json(record_of(tmp_path, monkeypatch, "bounded").read_bytes())["decision"]
    (bound,) = [row for row in decision["counts"] if row["kind"] == "goal"]
    assert (bound["rule"], bound["sense"], bound["required"]) == ("goal:spend", "<=", 25_000_00)
    assert bound["holds"]


def test_the_goals_that_were_weighed_are_told_with_their_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = read_json(record_of(tmp_path, monkeypatch, "weighed").read_bytes())["decision"]
    (goal,) = decision["goals"]
    assert goal["goal"] == "weighted"
    assert [(part["goal"], part["weight"]) for part in goal["parts"]] == [
        ("unmet:zwaar", "900"),
        ("unmet:licht", "450"),
        ("spend", "0.5"),
        ("stated_value", "1"),
    ]


@pytest.mark.parametrize("goals", GOALS)
def test_every_figure_of_such_a_record_is_counted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, goals: str
) -> None:
    assert unnamed(record_of(tmp_path, monkeypatch, goals), step=17) == []
