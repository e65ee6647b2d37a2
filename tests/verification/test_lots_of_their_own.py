"""Lots with a way of their own: figures worked by hand, and any changed number is named."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.awarding.decision import Draw
from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.basis.texts import finding_text
from aanbesteding.bids.bid import Event, EventKind
from aanbesteding.verification.scores import count_scores
from aanbesteding.verification.verify import verify
from tests.verification.small_round import (
    MIXED,
    MIXED_EVENTS,
    mixed_tender,
    recorded,
    small_bids,
    small_marks,
)
from tests.verification.tampering import PARTS, unnamed

LADDER = {"least_points": 20, "tie_ladder": ["heaviest_criterion", "draw"]}


def mixed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, what_if: bool = False, **changes: Any
) -> Path:
    bids, marks = small_bids(MIXED, MIXED_EVENTS), small_marks(MIXED)
    tender = mixed_tender(**changes)
    return recorded(folder, monkeypatch, tender, bids, marks, what_if=what_if)


def decision(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = read_json(path.read_bytes())["decision"]
    return found


def lots_with(**changes: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The lots of the mixed tender, some of them otherwise."""
    lots = (lot.model_dump(mode="json") for lot in mixed_tender().lots)
    return [{**lot, **changes.get(lot["id"], {})} for lot in lots]


ONE_LOT_EACH = {"kind": "lots_per_bidder", "id": "één perceel", "at_most": 1}

TENDERS: Mapping[str, Mapping[str, Any]] = {
    "as they are": {},
    "published objective": {"award": {"mode": "published_objective", **LADDER}},
    "an open house but for one lot": {
        "award": {"mode": "admit_all", **LADDER},
        "lots": lots_with(vol={"mode": "rank_order"}),
        "rules": [],
    },
    "nobody is chosen": {"award": {"mode": "admit_all", **LADDER}, "rules": []},
    "one winner in one lot": {"lots": lots_with(L1={"selection": "single_winner"})},
    "above the threshold in one lot": {
        "award": {"mode": "rank_order", "threshold": 90, **LADDER},
        "lots": lots_with(L1={"selection": "above_threshold"}),
    },
    "filled within a budget": {
        "lots": lots_with(vol={"selection": "fill_budget_by_rank"}),
        "budgets": [{"id": "krap", "amount": "15000.00", "lots": ["vol"]}],
    },
    "nothing to fill with": {
        "budgets": [{"id": "niets", "amount": "0.00", "lots": ["vol"]}],
        "rules": [],
    },
    "clients choose in the lot that is filled": {
        "lots": lots_with(vol={"client_choice": True}),
        "rules": [],
    },
    "shares for one lot": {"cost_shares": [{"area": "Z", "lot": "vol", "share": "0.123"}]},
    "a lot nobody can serve": {"demand": []},
    "one lot each": {"rules": [ONE_LOT_EACH]},
}


@pytest.mark.parametrize("what_if", [False, True], ids=["award", "what-if"])
@pytest.mark.parametrize("changes", TENDERS.values(), ids=TENDERS)
def test_a_record_with_lots_of_their_own_agrees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: Any, what_if: bool
) -> None:
    found = verify(mixed(tmp_path, monkeypatch, what_if, **changes))
    assert [finding_text(f, "en") for f in found.findings] == []
    assert found.ok


def test_each_lot_ends_in_its_own_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = mixed(tmp_path, monkeypatch)
    found = {row["lot"]: (row["outcome"], row["winners"]) for row in decision(path)["lots"]}
    assert found == {
        "L1": ("awarded", ["A", "B"]),
        "L2": ("awarded", ["B", "C"]),  # D has 400/7 points there, fewer than 60
        "L3": ("out_of_scope", []),
        "huis": ("admitted", ["A", "E"]),  # D offers 5, fewer than 6
        "keus": ("awarded", ["B", "C"]),  # D holds no contract now
        # A and E take their share of 12; B would get 6 of its least 7, so C is next.
        "vol": ("awarded", ["A", "E", "C"]),
        "weg": ("withdrawn", []),
    }


def test_who_has_its_one_lot_makes_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A and B win L1; of L2 they make room for C, and D stays below its points."""
    stated = [rule.model_dump(mode="json") for rule in mixed_tender().rules]
    rules = [*stated, {**ONE_LOT_EACH, "lots": ["L1", "L2"]}]
    path = mixed(tmp_path, monkeypatch, rules=rules)
    found = {row["lot"]: (row["winners"], row["made_room"]) for row in decision(path)["lots"]}
    assert found["L1"] == (["A", "B"], [])
    assert found["L2"] == (["C"], ["B"])
    reasons = read_json(path.read_bytes())["reasons"]
    of_b = next(row for row in reasons if (row["bidder"], row["lot"]) == ("B", "L2"))
    assert (of_b["key"], of_b["values"]["lots"]) == ("reason.made_room", "L1, keus")


def test_a_lump_sum_is_paid_in_twelfths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = mixed(tmp_path, monkeypatch)
    row = decision(path)["contracts"][0]
    # A serves 9 at 1000.00 and 8 at 500.50 in L1: 13 004.00 euros.
    assert (row["spend_cents"], row["monthly_cents"]) == (1300400, 108366)
    assert row["last_month_cents"] == 1300400 - 11 * 108366


def test_a_municipality_pays_what_is_asked_there_and_its_share_of_what_is_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = mixed(tmp_path, monkeypatch)
    north = decision(path)["municipalities"][0]
    asked_there = 400400 + 540000 + 150150 + 360000  # light help in L1 and vol, asked in N
    forecast = 7 * 105000  # huis in N, at the mean of 1000.00 and 1100.00
    above = 900000 + 1260000 + 900000 + 400000 + 660000 + 11 * 85000  # heavy help asked in R
    assert north["spend_cents"] == asked_there + forecast + above // 4
    assert north["left_cents"] == 2000000 - north["spend_cents"]


def test_who_waits_is_bridged_and_not_counted_as_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = mixed(tmp_path, monkeypatch)
    # Heavy need waits: 30 − 9 − 14 in L1 and 5 in weg.
    row = {"need": "zwaar", "by": "lichte hulp", "clients": 12, "cost_cents": 120000}
    assert decision(path)["bridging"] == [row]


@pytest.mark.parametrize("part", PARTS)
def test_any_one_number_changed_in_a_record_with_lots_of_their_own_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    assert unnamed(mixed(tmp_path, monkeypatch), 5, part) == []


@pytest.mark.parametrize(
    ("bidder", "lot"), [("D", "huis"), ("D", "keus"), ("B", "weg"), ("C", "huis")]
)
def test_a_contract_for_who_does_not_qualify_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bidder: str, lot: str
) -> None:
    path = mixed(tmp_path, monkeypatch)
    tree = read_json(path.read_bytes())
    tree["decision"]["contracts"][-1].update(bidder=bidder, lot=lot)
    assert "V502" in codes_of(path, tree)


def test_who_qualifies_for_an_open_house_cannot_be_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = mixed(tmp_path, monkeypatch)
    tree = read_json(path.read_bytes())
    rows = tree["decision"]["contracts"]
    tree["decision"]["contracts"] = [r for r in rows if (r["bidder"], r["lot"]) != ("E", "huis")]
    assert codes_of(path, tree) == {"V501", "V105"}


def codes_of(path: Path, tree: Any) -> set[str]:
    path.write_bytes(canonical(tree))
    return {finding.code for finding in verify(path).findings}


def standing(bidder: str, lot: str, **changes: Any) -> tuple[str, str, Mapping[str, Any]]:
    bids = small_bids(MIXED, changes.pop("events", MIXED_EVENTS))
    scores = count_scores(mixed_tender(**changes), bids, small_marks(MIXED))
    score = next(s for s in scores if (s.bidder, s.lot) == (bidder, lot))
    return score.status, score.key, score.values


def test_a_capacity_below_the_requirement_is_unsuitable() -> None:
    figures = {"requirement": "Groot", "offered": 5, "least": 6}
    assert standing("D", "huis") == ("unsuitable", "standing.capacity_below", figures)


@pytest.mark.parametrize(("least", "status"), [(17, "in"), (18, "unsuitable")])
def test_a_capacity_of_all_needs_is_counted_together(least: int, status: str) -> None:
    # A offers 9 and 8.
    asked = [{"id": "samen", "title": "Samen", "lots": ["vol"], "least_capacity": least}]
    assert standing("A", "vol", requirements=asked)[0] == status


@pytest.mark.parametrize(("need", "status"), [("zwaar", "in"), ("licht", "unsuitable")])
def test_a_capacity_of_one_need_is_counted_alone(need: str, status: str) -> None:
    row = {"id": "een", "title": "Een", "lots": ["vol"], "need": need, "least_capacity": 9}
    assert standing("A", "vol", requirements=[row])[0] == status


def test_the_first_requirement_that_is_not_met_is_the_reason() -> None:
    rows = [
        {"id": "groot", "title": "Groot", "lots": ["keus"], "least_capacity": 6},
        {"id": "houder", "title": "Houder", "lots": ["keus"], "contract_held": True},
    ]
    assert standing("D", "keus", requirements=rows)[1] == "standing.capacity_below"
    assert standing("D", "keus", requirements=rows[::-1])[1] == "standing.no_contract"


def test_the_register_comes_before_a_requirement() -> None:
    event = Event(bidder="D", event=EventKind.LATE, reason="Te laat.", lot="huis")
    assert standing("D", "huis", events=(event,))[0] == "late"


def test_the_least_points_of_a_lot_go_before_those_of_the_tender() -> None:
    # D has 400/7 points in L2; C has as many in vol, where the tender's own 20 hold.
    figures = {"points": Decimal("57.14"), "least_points": Decimal(60)}
    assert standing("D", "L2") == ("knocked_out", "standing.points_below", figures)
    assert standing("C", "vol")[0] == "in"


def test_lots_may_be_drawn_over_volume_between_bidders_of_different_rank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The only goal is that nobody waits: it is the same whether A or B serves the five.
    given = {
        bidder: ({"L1": marks}, (5, 0), ("1000.00", "500.00"), ("N", "Z"))
        for bidder, marks in {"A": (7, 7), "B": (6, 6)}.items()
    }
    asked = [{"lot": "L1", "need": "zwaar", "area": "R", "period": "2027", "volume": 5}]
    goals = [{"kind": "unmet", "need": "zwaar"}]
    ladder = {"mode": "rank_order", "tie_ladder": ["draw"]}
    tender = mixed_tender(demand=asked, rules=[], goals=goals, award=ladder)
    bids, marks = small_bids(given, ()), small_marks(given)
    path = recorded(tmp_path, monkeypatch, tender, bids, marks)
    assert decision(path)["outcome"] == "draw_needed"
    assert verify(path).findings == ()
    held = [Draw("L1", ("A", "B"), "volume", ("B", "A"), "people")]
    drawn = tmp_path / "drawn"
    path = recorded(drawn, monkeypatch, tender, bids, marks, draws=held)
    assert decision(path)["outcome"] == "awarded"
    assert verify(path).findings == ()
