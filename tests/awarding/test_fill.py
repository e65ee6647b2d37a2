"""Filling by rank, and lots with a way of their own; outside truth is Holland Rijnland 2025."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from aanbesteding.assessment.assessment import Status
from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.awarding.decide import decide
from aanbesteding.awarding.decision import Decision, Draw, LotOutcome, Outcome
from aanbesteding.awarding.problem import facts_of
from aanbesteding.awarding.ranking import ranking_of
from aanbesteding.bids.bid import Bid, Event, LotBid, Offer
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.tender.tender import Tender
from tests.holland_rijnland import BIDS as OFFERED
from tests.holland_rijnland import DEMAND, TARIFFS
from tests.tiny import bid, bids, marks, scored, tender

EXPECTED = {
    "L1": {"P01": 30, "P02": 25, "P05": 25, "P12": 20},
    "L2": {"P03": 35, "P04": 30, "P09": 20, "P01": 15},
    "L3": {"P04": 40, "P03": 40, "P11": 20},
    "L4": {"P06": 40, "P02": 40, "P12": 20},
    "L5": {"P07": 40, "P05": 30, "P06": 30},
    "L6": {"P08": 40, "P09": 35, "P10": 25},
}
RESERVE = {"L1": ("P07",), "L2": ("P11",), "L4": ("P14",), "L5": ("P14",)}


def rijnland() -> tuple[Tender, Decision]:
    asked = tender(
        award={"selection": "fill_capacity_by_rank", "least_points": "55"},
        price={"asked": "none"},
        lots=[{"id": lot, "title": lot, "needs": [f"n{lot}"]} for lot in DEMAND],
        needs=[
            {"id": f"n{lot}", "label": lot, "priority": number}
            for number, lot in enumerate(DEMAND, 1)
        ],
        areas=[{"id": "noord", "name": "Regio"}],
        demand=[
            {"lot": lot, "need": f"n{lot}", "area": "noord", "period": "2028", "volume": volume}
            for lot, volume in DEMAND.items()
        ],
        tariffs=[
            {"lot": lot, "need": f"n{lot}", "kind": "fixed", "amount": amount}
            for lot, amount in TARIFFS.items()
        ],
        budgets=[{"id": "regio", "amount": "55000000"}],
        scales=[{"scale": "tien", "mark": m, "label": str(m)} for m in range(101)],
        rules=[{"kind": "share", "id": "hoogstens-40", "of": "volume", "at_most": "0.4"}],
    )
    offered = bids(
        *(
            Bid(id=bidder, name=bidder, lots=tuple(percent(*one) for one in lots.items()))
            for bidder, lots in OFFERED.items()
        )
    )
    judged = Marks(
        tuple(
            Mark(CONSENSUS, bidder, lot, "k", Decimal(quality), "omdat")
            for bidder, lots in OFFERED.items()
            for lot, (quality, _) in lots.items()
        )
    )
    return asked, decide(asked, offered, scored(asked, offered, judged))


def percent(lot: str, offer: tuple[int, int]) -> LotBid:
    capacity = DEMAND[lot] * offer[1] // 100
    return LotBid(lot=lot, offers=(Offer(need=f"n{lot}", capacity=capacity),), areas=("noord",))


@pytest.fixture(scope="module")
def found() -> Decision:
    return rijnland()[1]


def lot_of(decision: Decision, lot: str = "1") -> LotOutcome:
    return next(one for one in decision.lots if one.lot == lot)


@pytest.mark.parametrize("lot", DEMAND)
def test_holland_rijnland_is_filled_by_rank_up_to_forty_percent(found: Decision, lot: str) -> None:
    shares = {v.bidder: n for v, n in found.chosen.volumes.items() if v.lot == lot}
    whole = DEMAND[lot]
    assert {b: Decimal(n) * 100 / whole for b, n in shares.items()} == EXPECTED[lot]


@pytest.mark.parametrize("lot", DEMAND)
def test_holland_rijnland_names_winners_and_reserve_by_rank(found: Decision, lot: str) -> None:
    by_rank = sorted(EXPECTED[lot], key=lambda bidder: -OFFERED[bidder][lot][0])
    assert lot_of(found, lot).winners == tuple(by_rank)
    assert lot_of(found, lot).reserve == RESERVE.get(lot, ())


def test_holland_rijnland_needs_no_draw_and_serves_everyone(found: Decision) -> None:
    assert (found.outcome, found.unique, found.draws) == (Outcome.AWARDED, True, ())
    served = sum(found.chosen.volumes.values())
    assert served == sum(DEMAND.values())


def decided(asked: Tender, offered: tuple[Bid, ...], given: Any, **more: Any) -> Decision:
    several = bids(*offered)
    lots = tuple(lot.id for lot in asked.open_lots)
    return decide(asked, several, scored(asked, several, marks(given, lots=lots)), **more)


def served(decision: Decision) -> dict[tuple[str, str], int]:
    return {(v.bidder, v.need): n for v, n in decision.chosen.volumes.items()}


def filled(**changes: Any) -> Tender:
    award = {"selection": "fill_capacity_by_rank", **changes.pop("award", {})}
    return tender(award=award, **changes)


def test_the_best_ranked_bid_is_filled_first_in_every_need() -> None:
    offered = (bid("A", zwaar=4, licht=20), bid("B"), bid("C"))
    found = decided(filled(), offered, {"A": 9, "B": 8, "C": 7})
    assert served(found) == {("A", "zwaar"): 4, ("A", "licht"): 20, ("B", "zwaar"): 6}
    assert (lot_of(found).winners, lot_of(found).reserve) == (("A", "B"), ("C",))


def test_within_a_bid_the_first_need_is_filled_first() -> None:
    asked = filled(budgets=[{"id": "krap", "amount": "12000"}])
    found = decided(asked, (bid("A"), bid("B", price="1")), {"A": 9, "B": 8})
    assert served(found)["A", "zwaar"] == 10
    assert served(found)["A", "licht"] == 2


def test_filling_does_not_let_a_cheaper_bid_go_first() -> None:
    asked = filled(budgets=[{"id": "krap", "amount": "5000"}])
    found = decided(asked, (bid("A"), bid("B", price="1")), {"A": 9, "B": 8})
    assert served(found) == {("A", "zwaar"): 5}


def test_the_number_of_contracts_ends_the_filling() -> None:
    asked = filled(rules=[{"kind": "number_of_contracts", "at_most": 1}])
    found = decided(asked, (bid("A", zwaar=1, licht=1), bid("B")), {"A": 9, "B": 8})
    assert served(found) == {("A", "zwaar"): 1, ("A", "licht"): 1}


def test_a_bid_whose_smallest_contract_is_not_left_over_is_passed_by() -> None:
    second = bid("B")
    wants = second.lots[0].model_copy(update={"least": 5})
    offered = (bid("A", zwaar=8, licht=18), second.model_copy(update={"lots": (wants,)}), bid("C"))
    found = decided(filled(), offered, {"A": 9, "B": 8, "C": 7})
    assert lot_of(found).winners == ("A", "C")
    assert served(found)["C", "zwaar"] == 2


def test_equal_bids_are_filled_by_lot_only_when_there_is_not_enough_for_both() -> None:
    enough = decided(
        filled(), (bid("A", zwaar=5, licht=5), bid("B", zwaar=5, licht=5)), {"A": 8, "B": 8}
    )
    assert enough.outcome is Outcome.AWARDED
    short = decided(filled(), (bid("A"), bid("B"), bid("C")), {"A": 8, "B": 8, "C": 7})
    assert short.outcome is Outcome.DRAW_NEEDED
    given = Draw("1", ("A", "B"), "contract", ("A", "B"), "nobody")
    assert short.draws == (given, Draw("1", ("A", "B"), "volume"))


def test_the_draw_decides_who_of_two_equals_is_filled_first() -> None:
    first = decided(filled(), (bid("A"), bid("B")), {"A": 8, "B": 8}).draws[0]
    held = Draw(first.lot, first.bidders, first.about, ("B", "A"))
    found = decided(filled(), (bid("A"), bid("B")), {"A": 8, "B": 8}, draws=[held])
    assert served(found) == {("B", "zwaar"): 10, ("B", "licht"): 20}


@pytest.mark.parametrize(("origin", "groups"), [("people", [1, 1]), ("nobody", [2])])
def test_only_lots_that_were_drawn_put_equals_in_an_order(origin: str, groups: list[int]) -> None:
    asked, offered, judged = filled(), bids(bid("A"), bid("B")), marks({"A": 8, "B": 8})
    sheet = scored(asked, offered, judged)
    draw = Draw("1", ("A", "B"), "contract", ("B", "A"), origin)
    order = ranking_of(asked, facts_of(asked, offered, sheet), sheet, "1", [draw])
    assert [len(group) for group in order] == groups


def test_where_areas_leave_a_choice_the_award_is_still_the_only_one() -> None:
    demand = [
        {"lot": "1", "need": "zwaar", "area": area, "period": "2028", "volume": 10}
        for area in ("noord", "zuid")
    ]
    asked = filled(demand=demand)
    offered = (bid("A", zwaar=12), bid("B", zwaar=10), bid("C", zwaar=9))
    found = decided(asked, offered, {"A": 9, "B": 8, "C": 7})
    assert (found.outcome, found.unique) == (Outcome.AWARDED, True)
    by_bidder: dict[str, int] = {}
    for volume, clients in found.chosen.volumes.items():
        by_bidder[volume.bidder] = by_bidder.get(volume.bidder, 0) + clients
    assert by_bidder == {"A": 12, "B": 8}


TWO = ({"id": "1", "title": "Een"}, {"id": "2", "title": "Twee"})


def two_lots(second: Mapping[str, Any], **changes: Any) -> Tender:
    rows = [
        {"lot": lot, "need": need, "area": "noord", "period": "2028", "volume": volume}
        for lot in ("1", "2")
        for need, volume in (("zwaar", 10), ("licht", 20))
    ]
    return tender(lots=[TWO[0], {**TWO[1], **second}], demand=rows, **changes)


BOTH = ("1", "2")


def test_an_open_house_beside_a_ranked_lot_admits_everyone() -> None:
    rules = [{"kind": "number_of_contracts", "lots": ["1"], "at_most": 1}]
    asked = two_lots({"mode": "admit_all"}, rules=rules)
    found = decided(asked, tuple(bid(b, lots=BOTH) for b in "ABC"), {"A": 7, "B": 9, "C": 8})
    assert found.mode == "rank_order"
    assert lot_of(found, "1").winners == ("B",)
    house = lot_of(found, "2")
    assert (house.outcome, house.winners, house.reserve) == ("admitted", ("A", "B", "C"), ())
    assert (house.places, house.selection_applied) == (None, False)
    assert {volume.lot for volume in found.chosen.volumes} == {"1"}


def test_an_open_house_is_awarded_when_nobody_bids_for_the_ranked_lot() -> None:
    asked = two_lots({"mode": "admit_all"})
    found = decided(asked, (bid("A", lots=("2",)),), {"A": 7})
    assert [one.outcome for one in found.lots] == ["no_valid_bid", "admitted"]
    assert found.outcome is Outcome.ADMITTED


def test_lots_may_be_filled_and_followed_side_by_side() -> None:
    asked = two_lots(
        {"selection": "fill_capacity_by_rank"},
        rules=[{"kind": "number_of_contracts", "lots": ["1"], "at_most": 1}],
    )
    offered = tuple(bid(b, zwaar=6, licht=12, lots=BOTH) for b in "ABC")
    found = decided(asked, offered, {"A": 9, "B": 8, "C": 7})
    assert lot_of(found, "1").winners == ("A",)
    assert lot_of(found, "2").winners == ("A", "B")
    last = {v.need: n for v, n in found.chosen.volumes.items() if v[:2] == ("B", "2")}
    assert last == {"zwaar": 4, "licht": 8}


def test_the_threshold_holds_in_the_lot_that_asks_it() -> None:
    asked = two_lots({"selection": "above_threshold"}, award={"threshold": "75"})
    offered = tuple(bid(b, zwaar=5, licht=10, lots=BOTH) for b in "AB")
    found = decided(asked, offered, {"A": 8, "B": 7})
    assert lot_of(found, "1").winners == ("A", "B")
    assert lot_of(found, "2").winners == ("A",)


def test_least_points_of_a_lot_go_before_those_of_the_tender() -> None:
    asked = two_lots({"least_points": "85"}, award={"least_points": "75"})
    offered = tuple(bid(b, zwaar=5, licht=10, lots=BOTH) for b in "AB")
    found = decided(asked, offered, {"A": 9, "B": 8})
    assert lot_of(found, "1").winners == ("A", "B")
    assert lot_of(found, "2").winners == ("A",)


def test_where_clients_choose_winners_are_promised_nothing() -> None:
    rules = [{"kind": "number_of_contracts", "at_most": 2}]
    asked = tender(lots=[{**TWO[0], "client_choice": True}], rules=rules)
    found = decided(asked, tuple(bid(b) for b in "ABC"), {"A": 7, "B": 9, "C": 8})
    assert lot_of(found).winners == ("B", "C")
    assert lot_of(found).reserve == ("A",)
    assert dict(found.chosen.volumes) == {}
    assert found.outcome is Outcome.AWARDED


def sheet(asked: Tender, offered: tuple[Bid, ...], given: Any) -> Scoresheet:
    several = bids(*offered)
    return scored(asked, several, marks(given))


def test_a_bid_below_a_required_capacity_is_unsuitable_and_exactly_enough_is_not() -> None:
    needed = {"id": "zwaar-9", "title": "Negen", "need": "zwaar", "least_capacity": 9}
    asked = tender(requirements=[needed])
    scores = sheet(asked, (bid("A", zwaar=8), bid("B", zwaar=9)), {"A": 10, "B": 6})
    out, ranked = sorted(scores.scores, key=lambda one: one.bidder)
    assert (out.standing.status, out.standing.key) == (
        Status.UNSUITABLE,
        "standing.capacity_below",
    )
    assert dict(out.standing.values) == {"requirement": "Negen", "offered": 8, "least": 9}
    assert (out.rank, ranked.rank) == (None, 1)


def test_a_required_capacity_without_need_counts_all_needs() -> None:
    asked = tender(requirements=[{"id": "r", "title": "Dertig", "least_capacity": 30}])
    scores = sheet(asked, (bid("A", zwaar=10, licht=19), bid("B")), {"A": 10, "B": 6})
    assert [one.bidder for one in scores.ranked("1")] == ["B"]


def test_only_who_holds_a_contract_takes_part_in_a_call_off() -> None:
    asked = tender(
        procedure="call_off",
        requirements=[{"id": "r", "title": "Contract", "contract_held": True}],
        contract_holders=[{"id": "B", "name": "Zorg B"}],
    )
    scores = sheet(asked, (bid("A"), bid("B")), {"A": 10, "B": 6})
    assert [one.bidder for one in scores.ranked("1")] == ["B"]
    (out,) = [one for one in scores.scores if one.bidder == "A"]
    assert out.standing.key == "standing.no_contract"


def test_what_is_bound_already_is_not_spent_again() -> None:
    asked = tender(budgets=[{"id": "jaar", "amount": "20000", "committed": "14000"}])
    found = decided(asked, (bid("A"),), {"A": 8})
    assert served(found) == {("A", "zwaar"): 6}


def test_a_lot_whose_only_bid_was_withdrawn_says_so() -> None:
    asked = two_lots({})
    gone = Event(bidder="B", event="withdrawn", reason="toch niet", lot="2")
    offered = bids(bid("A"), bid("B", lots=("2",)), events=[gone])
    judged = marks({"A": 8}, lots=("1",))
    found = decide(asked, offered, scored(asked, offered, judged))
    assert [one.outcome for one in found.lots] == ["one_bid", "withdrawn"]
