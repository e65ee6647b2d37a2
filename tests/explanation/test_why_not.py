"""Why a bid did not win, and what would have: small rounds worked out by hand."""

import pickle
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from aanbesteding.assessment.marks import Marks
from aanbesteding.awarding.decision import Draw
from aanbesteding.bids.bid import Bid, Event, EventKind
from aanbesteding.explanation.changed import Figure
from aanbesteding.explanation.judged import Judged, judged
from aanbesteding.explanation.why_not import Least, Why, WhyNot, why
from aanbesteding.rules.facts import Pick
from tests import tiny

ONE = [{"id": "een", "kind": "number_of_contracts", "at_most": 1}]
BY_GOALS = {"mode": "published_objective"}


def case(
    marks: Mapping[str, Any],
    *bids: Bid,
    events: tuple[Event, ...] = (),
    draws: tuple[Draw, ...] = (),
    **changes: Any,
) -> Judged:
    """A round of one lot with one contract, unless told otherwise."""
    asked = tiny.tender(**{"rules": ONE, **changes})
    return judged(asked, tiny.bids(*bids, events=events), tiny.marks(marks), draws)


def bid_of(answer: Why, bidder: str) -> WhyNot:
    return next(one for one in answer.bids if one.bidder == bidder)


def moved(least: Least) -> list[tuple[str, int, int]]:
    """Each figure that moves, before and after; none of them has a fraction here."""
    found = least.figures
    assert all(f.before.denominator == f.after.denominator == 1 for f in found)
    return [(f.need, int(f.before), int(f.after)) for f in found]


def least_of(answer: Why, bidder: str, kind: str, about: str = "") -> Least:
    found = bid_of(answer, bidder).least
    return next(one for one in found if one.kind == kind and about in ("", one.about))


# 60 points by the mark, 40 by the price: at 1000 cents a unit A has 30 points and B 40.
PRICED: dict[str, Any] = {
    "price": {
        "asked": "per_need",
        "formula": "price.absolute_linear",
        "weight": 40,
        "floor_price": "0",
        "ceiling_price": "300",
    },
    "criteria": [{"id": "k", "title": "Kwaliteit", "weight": 60, "scale": "tien"}],
    "rounding": [],
}


def test_the_outranked_needs_just_more_points_than_the_winner() -> None:
    # Thirty units at 4 euro: 120 of 300 euro, so 24 price points; at 3 euro 28 points.
    # A: 8 → 48 + 24 = 72. B: 7 → 42 + 28 = 70. B lacks 2 points, which is 15 euro of 90:
    # 0.50 a unit makes it a tie, which would be drawn, so 0.51.
    found = why(
        case({"A": 8, "B": 7}, tiny.bid("A", price="4"), tiny.bid("B", price="3"), **PRICED)
    )
    loser = bid_of(found, "B")
    assert (loser.status, loser.key) == ("outranked", "reason.outranked")
    assert loser.values["last_winner"] == "A"
    assert {one.criterion: one.difference for one in loser.compared} == {
        "k": Decimal(-6),
        "price": Decimal(4),
    }
    price = least_of(found, "B", "price")
    assert (price.result, price.steps) == ("wins", 51)
    assert moved(price) == [
        ("zwaar", 300, 249),
        ("licht", 300, 249),
    ]
    # An 8 gives 48 + 28 = 76.
    mark = least_of(found, "B", "mark")
    assert (mark.result, moved(mark)) == ("wins", [("", 7, 8)])


def test_a_tie_that_a_rung_settles_counts_as_winning() -> None:
    # As above, but on equal points the lower price wins: fifty cents is enough.
    bids = (tiny.bid("A", price="4"), tiny.bid("B", price="3"))
    award = {"tie_ladder": ["lower_price", "draw"]}
    found = why(case({"A": 8, "B": 7}, *bids, award=award, **PRICED))
    assert least_of(found, "B", "price").steps == 50


def test_one_thing_may_not_be_enough() -> None:
    # B: 1 → 6 points; with 40 for a price of nothing 46, and A has 72. The least price is a cent.
    bids = (tiny.bid("A", price="4"), tiny.bid("B", price="3"))
    found = why(case({"A": 8, "B": 1}, *bids, **PRICED))
    price = least_of(found, "B", "price")
    assert (price.result, price.steps) == ("never", 299)
    assert {figure.after for figure in price.figures} == {1}
    # A 10 gives 60 + 28 = 88; an 8 gives 76, a 7 gives 70 against 72.
    assert least_of(found, "B", "mark").figures[0].after == 8
    assert {one.result for one in bid_of(found, "B").least if one.kind == "capacity"} == {"never"}


def test_no_price_goes_below_the_floor_of_its_tariff() -> None:
    tariffs = [{"lot": "1", "need": "licht", "kind": "floor", "amount": "2.90"}]
    bids = (tiny.bid("A", price="4"), tiny.bid("B", price="3"))
    found = why(case({"A": 8, "B": 7}, *bids, tariffs=tariffs, **PRICED))
    # Licht (20 units) stops at 2.90 and saves 2.00; zwaar (10 units) must save 13.01 more.
    price = least_of(found, "B", "price")
    assert moved(price) == [("zwaar", 300, 300 - 131), ("licht", 300, 290)]


def test_who_has_the_highest_mark_has_no_step_left() -> None:
    bids = (tiny.bid("A", price="1"), tiny.bid("B", price="9"))
    found = why(case({"A": 10, "B": 10}, *bids, **PRICED))
    assert least_of(found, "B", "mark").result == "top"


def test_a_mark_below_the_bound_says_so_and_which_mark_would_win() -> None:
    criteria = [{**PRICED["criteria"][0], "lowest_mark": 6}]
    bids = (tiny.bid("A", price="4"), tiny.bid("B", price="3"))
    found = why(case({"A": 8, "B": 5}, *bids, **{**PRICED, "criteria": criteria}))
    out = bid_of(found, "B")
    assert (out.status, out.key) == ("out", "standing.mark_below")
    assert least_of(found, "B", "mark").figures[0].after == 8
    assert least_of(found, "B", "price").result == "never"


def test_a_bid_that_the_register_put_out_gets_no_what_if() -> None:
    late = Event(bidder="B", event=EventKind.LATE, reason="een dag te laat")
    found = why(case({"A": 5, "B": 9}, tiny.bid("A"), tiny.bid("B"), events=(late,)))
    out = bid_of(found, "B")
    assert (out.status, out.key, out.least) == ("out", "standing.late", ())


def test_a_requirement_on_capacity_is_met_by_that_many_clients_more() -> None:
    asked = [{"id": "groot", "title": "Groot genoeg", "least_capacity": 25}]
    found = why(
        case({"A": 5, "B": 9}, tiny.bid("A"), tiny.bid("B", zwaar=2, licht=3), requirements=asked)
    )
    assert bid_of(found, "B").status == "out"
    # 2 + 3 of the 25 asked: twenty more, of either need level, and then the 9 wins of the 5.
    for need, before, after in (("zwaar", 2, 22), ("licht", 3, 23)):
        more = least_of(found, "B", "capacity", need)
        assert (more.result, moved(more)) == ("wins", [(need, before, after)])


def test_lots_to_be_drawn_are_won_by_any_step_ahead() -> None:
    found = why(case({"A": 7, "B": 7, "C": 3}, tiny.bid("A"), tiny.bid("B"), tiny.bid("C")))
    assert {one.status for one in found.bids} == {"draw"}
    assert least_of(found, "A", "mark").figures[0].after == 8
    assert bid_of(found, "C").least == ()


def test_who_lost_the_draw_needs_one_step_more() -> None:
    drawn = Draw("1", ("A", "B"), "contract", ("B", "A"), "people")
    found = why(case({"A": 7, "B": 7}, tiny.bid("A"), tiny.bid("B"), draws=(drawn,)))
    assert (bid_of(found, "A").status, bid_of(found, "A").key) == ("outranked", "reason.tie_lost")
    assert least_of(found, "A", "mark").figures[0].after == 8


def test_rules_that_clash_give_nobody_a_what_if() -> None:
    rules = [{"id": "drie", "kind": "number_of_contracts", "at_least": 3}]
    found = why(case({"A": 7, "B": 6}, tiny.bid("A"), tiny.bid("B"), rules=rules))
    assert {(one.status, one.least, one.forced) for one in found.bids} == {
        ("nothing_fits", (), None)
    }


LOTS: dict[str, Any] = {
    "lots": [{"id": "1", "title": "Een"}, {"id": "2", "title": "Twee"}],
    "demand": [
        {"lot": lot, "need": "zwaar", "area": "noord", "period": "2028", "volume": 10}
        for lot in ("1", "2")
    ],
}


LOWEST = {"asked": "per_need", "formula": "price.lowest_share", "weight": 40}


def two_lots(marks: Mapping[str, Any], **changes: Any) -> Judged:
    bids = tiny.bids(*(tiny.bid(bidder, lots=("1", "2")) for bidder in marks))
    given = tuple(m for lot in ("1", "2") for m in tiny.marks(marks, lots=(lot,)).marks)
    return judged(tiny.tender(**{**LOTS, **changes}), bids, Marks(given))


def test_who_made_room_is_told_for_which_lot() -> None:
    rules = [*ONE, {"id": "max", "kind": "lots_per_bidder", "at_most": 1}]
    found = why(two_lots({"A": 9, "B": 5}, rules=rules), bidder="A")
    assert [(one.lot, one.status) for one in found.bids] == [("1", "won"), ("2", "made_room")]


def test_only_what_is_asked_about_is_answered() -> None:
    found = why(two_lots({"A": 9, "B": 5}, rules=ONE), lot="2")
    assert [(one.bidder, one.lot) for one in found.bids] == [("A", "2"), ("B", "2")]
    assert [(one.bidder, one.lot) for one in found.winners] == [("A", "2")]


def test_lots_divided_over_workers_give_the_same_answer() -> None:
    judged_round = two_lots({"A": 9, "B": 8, "C": 7})
    with ThreadPoolExecutor(2) as pool:
        assert why(judged_round, executor=pool) == why(judged_round)


def test_a_round_that_travelled_to_another_process_gives_the_same_answer() -> None:
    judged_round = two_lots({"A": 9, "B": 8, "C": 7}, price=LOWEST)
    assert why(pickle.loads(pickle.dumps(judged_round))) == why(judged_round)  # noqa: S301


def test_in_an_open_house_a_bid_that_meets_the_requirements_is_admitted() -> None:
    found = why(case({}, tiny.bid("A"), award={"mode": "admit_all"}, criteria=[], rules=[]))
    assert [one.status for one in found.bids] == ["admitted"]


def test_by_the_ranking_a_winner_is_replaced_by_who_comes_next() -> None:
    # 10 + 20 clients: quality counts points times clients. A: 90 × 30 = 2700; B: 50 × 30 = 1500.
    found = why(case({"A": 9, "B": 5}, tiny.bid("A"), tiny.bid("B", price="800")))
    (won,) = found.winners
    assert [(one.need, one.units, one.asked) for one in won.serves] == [
        ("zwaar", 10, 10),
        ("licht", 20, 20),
    ]
    assert (won.without.result, won.without.into) == ("award", (Pick("B", "1"),))
    moved = {goal.goal: (goal.before, goal.after) for goal in won.without.goals}
    assert moved["quality"] == (2700, 1500)
    assert moved["spend"] == (3_000_000, 2_400_000)


def test_without_the_only_bid_there_is_nobody() -> None:
    (won,) = why(case({"A": 9}, tiny.bid("A"))).winners
    assert won.without.result == "nobody"


SPEND: dict[str, Any] = {"award": BY_GOALS, "goals": [{"kind": "unmet"}, {"kind": "spend"}]}


def test_the_passed_over_is_told_what_a_contract_would_cost() -> None:
    # All thirty clients at 10 euro, or at 12: 60 euro more, that is 6000 cents.
    bids = (tiny.bid("A", price="10"), tiny.bid("B", price="12"))
    found = why(case({"A": 5, "B": 9}, *bids, **SPEND))
    other = bid_of(found, "B")
    assert (other.status, other.key) == ("passed_over", "reason.not_chosen")
    assert other.forced is not None
    moved = {goal.goal: (goal.before, goal.after) for goal in other.forced.goals}
    assert moved == {"unmet": (0, 0), "spend": (30_000, 36_000)}
    assert (other.forced.out, other.forced.into) == ((Pick("A", "1"),), (Pick("B", "1"),))
    # At 10 euro it is a tie to be drawn; a cent below it wins. No mark counts in these goals.
    assert least_of(found, "B", "price").steps == 201
    assert least_of(found, "B", "mark").result == "never"


def test_by_the_goals_more_places_can_win() -> None:
    # Only A serves all ten of zwaar; with a tenth place B serves them too, and is cheaper.
    bids = (tiny.bid("A", price="12"), tiny.bid("B", price="10", zwaar=7))
    found = why(case({"A": 5, "B": 5}, *bids, **SPEND))
    more = least_of(found, "B", "capacity", "zwaar")
    assert (more.result, moved(more)) == ("wins", [("zwaar", 7, 10)])
    assert least_of(found, "B", "price").result == "never"
    assert least_of(found, "B", "capacity", "licht").result == "never"


def test_where_nothing_fits_with_a_bid_that_is_said() -> None:
    rules = [*ONE, {"id": "vast", "kind": "freeze", "contracts": ["B/1"], "out": True}]
    found = why(case({"A": 9, "B": 5}, tiny.bid("A"), tiny.bid("B"), **SPEND, rules=rules))
    forced = bid_of(found, "B").forced
    assert forced is not None
    assert (forced.result, forced.goals, forced.into) == ("nothing_fits", (), ())


def test_an_award_without_a_winner_may_be_as_good() -> None:
    # Equally dear, and a rung chose A for its quality.
    bids = (tiny.bid("A", price="10"), tiny.bid("B", price="10"))
    award = {**BY_GOALS, "tie_ladder": ["higher_quality", "draw"]}
    found = why(case({"A": 9, "B": 5}, *bids, goals=SPEND["goals"], award=award))
    assert found.winners[0].without.result == "same"
    forced = bid_of(found, "B").forced
    assert forced is not None
    assert forced.result == "same"
    assert least_of(found, "B", "price").steps == 1


def test_a_mean_of_marks_is_raised_by_all_who_judge() -> None:
    panel = {"method": "mean"}
    assessors = [{"id": "p", "name": "P"}, {"id": "q", "name": "Q"}]
    asked = tiny.tender(rules=ONE, panel=panel, assessors=assessors)
    given = {"p": {"A": 8, "B": 6}, "q": {"A": 7, "B": 7}}
    marks = tuple(
        replace(mark, assessor=who)
        for who, each in given.items()
        for mark in tiny.marks(each).marks
    )
    found = why(judged(asked, tiny.bids(tiny.bid("A"), tiny.bid("B")), Marks(marks)))
    mark = least_of(found, "B", "mark")
    assert mark.figures == (Figure("", Fraction(13, 2), Fraction(8)),)


@pytest.mark.parametrize("mode", ["rank_order", "published_objective"])
def test_the_same_round_gives_the_same_answer(mode: str) -> None:
    bids = (tiny.bid("A", price="10"), tiny.bid("B", price="12"), tiny.bid("C", price="11"))
    one, other = (
        why(case({"A": 5, "B": 9, "C": 7}, *given, award={"mode": mode}))
        for given in (bids, bids[::-1])
    )
    assert one == other
