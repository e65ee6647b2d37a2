"""Who takes part in the contest of a lot, and in which order the scores come."""

from fractions import Fraction
from typing import Any

import pytest

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.assessment import Status
from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.findings import Finding
from aanbesteding.bids.bid import Bids, Event, EventKind
from aanbesteding.contest.count import count
from aanbesteding.scoring.domain import domain_findings
from aanbesteding.scoring.price import price_in_ranking
from aanbesteding.scoring.taking_part import contest_in
from tests.tiny import bid, bids, marks, scored, tender

HALF = {"id": "k", "title": "Kwaliteit", "weight": 50, "scale": "tien"}
DAYS = {"id": "w", "title": "Wachttijd", "weight": 50, "formula": "quality.time_share",
        "unit": "dag"}  # fmt: skip
ONE = [{"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 1}]
TWO = [{"id": "1", "title": "1"}, {"id": "2", "title": "2"}]


def out(bidder: str, date: str = "") -> Event:
    return Event(bidder=bidder, event=EventKind.EXCLUDED, date=date, reason="uitgesloten")


def priced(formula: str, weight: int = 50, award: Any = None, **price: Any) -> Any:
    asked = {"formula": formula, "weight": weight, **price}
    return tender(criteria=[HALF], demand=ONE, price=asked, award=award or {})


CEILING: dict[str, Any] = {"ceiling_price": 100, "over_ceiling": "out"}


def test_a_price_on_the_ceiling_takes_part_and_one_above_it_does_not() -> None:
    asked = priced("price.lowest_share", **CEILING)
    offered = bids(bid("A", price="100"), bid("B", price="101"), bid("C", price="99"))
    sheet = scored(asked, offered, marks(dict.fromkeys("ABC", 6)))
    status = {one.bidder: one.standing.status for one in sheet.scores}
    assert status == {"A": Status.IN, "B": Status.KNOCKED_OUT, "C": Status.IN}


def test_who_is_out_already_is_not_put_out_by_the_price_as_well() -> None:
    offered = bids(bid("A", price="101"), events=[out("A")])
    (one,) = scored(priced("price.lowest_share", **CEILING), offered, marks({"A": 6})).scores
    assert (one.standing.status, one.standing.key) != (Status.KNOCKED_OUT, "standing.price_above")
    assert one.standing.values == {"reason": "uitgesloten"}


@pytest.mark.parametrize(("criteria", "known"), [([HALF, DAYS], ["A", "B"]), ([HALF], ["B"])])
def test_who_falls_below_the_points_still_moves_the_mean_of_answers_where_there_is_one(
    criteria: list[dict[str, Any]], known: list[str]
) -> None:
    asked = tender(criteria=criteria, award={"least_points": 50})
    offered = bids(bid("A", answers={"w": "10"}), bid("B", answers={"w": "30"}))
    judged = assess(asked, offered, marks({"A": 0, "B": 10}))
    entries = contest_in(asked, offered, judged, asked.lots[0])[1].entries
    assert [entry.bidder for entry in entries] == known
    assert [entry.bidder for entry in entries if entry.ranked] == ["B"]


@pytest.mark.parametrize(("date", "lowest"), [("2027-05-09", 80), ("2027-05-10", 40)])
def test_a_bid_that_leaves_on_the_day_the_award_is_sent_keeps_its_effect(
    date: str, lowest: int
) -> None:
    """The award is sent on 10 May; B and C get 50 times the lowest price over their own."""
    offered = bids(
        bid("A", price="40"), bid("B", price="80"), bid("C", price="100"), events=[out("A", date)]
    )
    asked = priced("price.lowest_share", award={"on_dropout": "keep"})
    sheet = scored(asked, offered, marks(dict.fromkeys("ABC", 0)))
    totals = {one.bidder: one.total for one in sheet.scores if one.bidder != "A"}
    assert totals == {"B": 50 * lowest / 80, "C": 50 * lowest / 100}


@pytest.mark.parametrize(
    ("left", "points"), [("-3", Fraction(200, 7)), ("0", Fraction(300, 7)), ("16", Fraction(20))]
)
def test_a_late_drop_out_moves_the_mean_unless_one_of_its_answers_can_never_be_taken(
    left: str, points: Fraction
) -> None:
    """Of 50, C gets 4 in the mean: that is 7 without A, 14/3 with a nought of A, 10 with 16."""
    offered = bids(
        *(bid(one, answers={"w": days}) for one, days in (("A", left), ("B", "10"), ("C", "4"))),
        events=[out("A", "2027-06-01")],
    )
    asked = tender(criteria=[HALF, DAYS], award={"on_dropout": "keep"})
    sheet = scored(asked, offered, marks(dict.fromkeys("ABC", 6)))
    for counted in (sheet.scores, count(sheet.contests["1"])):
        (mine,) = (one.points for one in counted if one.bidder == "C")
        assert [one.exact for one in mine if one.criterion == "w"] == [points]


def test_in_an_open_house_every_bid_has_its_standing_and_nothing_else() -> None:
    lots = [{**TWO[0], "mode": "admit_all"}, TWO[1]]
    offered = bids(bid("A", lots=("1", "2")), bid("B", lots=("1",)), bid("C", lots=("2",)))
    sheet = scored(tender(lots=lots), offered, marks(dict.fromkeys("ABC", 8), lots=("1", "2")))
    assert [(one.lot, one.bidder) for one in sheet.scores] == [
        ("1", "A"), ("1", "B"), ("2", "A"), ("2", "C"),
    ]  # fmt: skip
    for one in sheet.scores[:2]:
        assert not one.points
        assert [one.quality, one.exact, one.total, one.rank] == [0, 0, 0, None]
    assert [*sheet.contests] == ["2"]


def test_scores_come_by_rank_and_who_is_out_comes_last() -> None:
    offered = bids(*map(bid, "ABCD"), events=[out("A"), out("C")])
    sheet = scored(tender(), offered, marks({"A": 9, "B": 5, "C": 10, "D": 8}))
    assert [(one.bidder, one.rank) for one in sheet.scores] == [
        ("D", 1), ("B", 2), ("A", None), ("C", None),
    ]  # fmt: skip


def test_the_price_of_a_bid_for_a_lot_is_at_the_demand_of_that_lot_alone() -> None:
    demand = [{**ONE[0], "lot": "1", "volume": 3}, {**ONE[0], "lot": "2", "volume": 70}]
    asked, offered = tender(lots=TWO, demand=demand), bid("A", price="10", lots=("1", "2"))
    found = {lot.id: offered.lot(lot.id) for lot in asked.lots}
    prices = [price_in_ranking(asked, lot, one) for lot in asked.lots if (one := found[lot.id])]
    assert prices == [30, 700]


def told(asked: Any, offered: Bids, judged: Marks) -> list[tuple[str, Any]]:
    findings: tuple[Finding, ...] = domain_findings(asked, offered, judged)
    return [(one.code, one.values.get("bidder")) for one in findings]


def test_an_answer_outside_the_formula_of_a_bid_that_is_out_is_no_finding() -> None:
    asked = tender(criteria=[DAYS])
    both = bid("A", answers={"w": "-1"}), bid("B", answers={"w": "5"})
    assert told(asked, bids(*both), Marks(())) == [("S104", "A")]
    assert told(asked, bids(*both, events=[out("A")]), Marks(())) == []


def test_a_price_of_one_euro_is_a_price() -> None:
    """What is wrong with B in value for money (F11) is that it lags 42 of the 60 points."""
    asked = priced("value.utility_index", 40)
    asked = asked.model_copy(
        update={"criteria": tender(criteria=[{**HALF, "weight": 60}]).criteria}
    )
    offered = bids(bid("A", price="100"), bid("B", price="1"))
    assert told(asked, offered, marks({"A": 10, "B": 3})) == [("S103", "B")]


def test_prices_that_are_all_on_the_ceiling_are_told_once_and_not_as_above_it() -> None:
    """The points divide by the distance from the lowest price to the ceiling, which is none."""
    asked = priced("price.discount_share", ceiling_price=100)
    offered = bids(bid("A", price="100"), bid("B", price="100"))
    assert told(asked, offered, marks({"A": 6, "B": 6})) == [("S105", None)]


@pytest.mark.parametrize(("price", "known"), [({"formula": "price.lowest_share"}, 100), ({}, None)])
def test_no_price_comes_into_a_contest_in_which_it_decides_nothing(
    price: dict[str, Any], known: int | None
) -> None:
    asked = tender(criteria=[HALF], demand=ONE, price={**price, "weight": 50 if price else 0})
    offered = bids(bid("A", price="100"))
    judged = assess(asked, offered, marks({"A": 6}))
    (entry,) = contest_in(asked, offered, judged, asked.lots[0])[1].entries
    assert entry.price == known
