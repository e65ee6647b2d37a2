"""Points, totals and ranks by the published arithmetic."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.assessment.assessment import Status
from aanbesteding.bids.bid import Event, EventKind
from aanbesteding.scoring.scoresheet import Score, Scoresheet
from tests.tiny import bid, bids, marks, scored, tender

THREE = [
    {"id": "g1", "title": "G1", "weight": 25, "scale": "tien", "lowest_mark": 6},
    {"id": "g2", "title": "G2", "weight": 25, "scale": "tien", "lowest_mark": 6},
    {"id": "g3", "title": "G3", "weight": 20, "scale": "tien", "lowest_mark": 6},
    {"id": "g4", "title": "G4", "weight": 15, "scale": "tien"},
    {"id": "g5", "title": "G5", "weight": 15, "scale": "tien"},
]
AMERSFOORT = {
    "eemzicht": (8, 8, 8, 10, 6),
    "vallei": (10, 10, 4, 8, 8),
    "verder": (8, 8, 6, 8, 8),
}


def by_bidder(sheet: Scoresheet) -> dict[str, Score]:
    return {score.bidder: score for score in sheet.scores}


def amersfoort() -> Scoresheet:
    asked = tender(criteria=THREE)
    found = bids(*(bid(name) for name in AMERSFOORT))
    given_marks = [
        marks({name: row[i] for name, row in AMERSFOORT.items()}, criterion=f"g{i + 1}").marks
        for i in range(5)
    ]
    judged = marks({})
    every = tuple(mark for group in given_marks for mark in group)
    return scored(asked, found, type(judged)(every))


@pytest.mark.parametrize(
    ("bidder", "total"), [("eemzicht", "80.00"), ("vallei", "82.00"), ("verder", "76.00")]
)
def test_totals_are_those_of_the_amersfoort_table(bidder: str, total: str) -> None:
    assert by_bidder(amersfoort())[bidder].total == Decimal(total)


def test_the_highest_total_is_knocked_out_by_a_mark_below_the_lowest() -> None:
    score = by_bidder(amersfoort())["vallei"]
    assert score.standing.status is Status.KNOCKED_OUT
    assert score.standing.key == "standing.mark_below"
    assert score.rank is None


def test_a_mark_on_the_lowest_mark_stays_in() -> None:
    assert by_bidder(amersfoort())["verder"].rank == 2


def test_a_total_on_the_least_points_stays_in_and_one_below_is_out() -> None:
    asked = tender(award={"least_points": 50})
    sheet = scored(asked, bids(bid("A"), bid("B")), marks({"A": 5, "B": 4}))
    assert [by_bidder(sheet)[b].standing.status for b in "AB"] == [Status.IN, Status.KNOCKED_OUT]


def test_equal_totals_share_a_rank_and_the_next_rank_is_left_out() -> None:
    sheet = scored(
        tender(), bids(*(bid(b) for b in "ABCD")), marks({"A": 7, "B": 9, "C": 7, "D": 5})
    )
    assert [(s.bidder, s.rank) for s in sheet.ranked("1")] == [
        ("B", 1),
        ("A", 2),
        ("C", 2),
        ("D", 4),
    ]


def test_a_withdrawn_bid_has_no_rank_and_keeps_its_reason() -> None:
    event = Event(bidder="A", event=EventKind.WITHDRAWN, reason="trok zich terug")
    sheet = scored(tender(), bids(bid("A"), bid("B"), events=[event]), marks({"A": 9, "B": 5}))
    assert by_bidder(sheet)["A"].standing.values == {"reason": "trok zich terug"}
    assert [s.bidder for s in sheet.ranked("1")] == ["B"]


def price_tender(formula: str, **price: Any) -> Any:
    half = [{"id": "k", "title": "Kwaliteit", "weight": 50, "scale": "tien"}]
    demand = [{"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 1}]
    award = {"on_dropout": "keep"}
    return tender(
        criteria=half,
        demand=demand,
        award=award,
        price={"formula": formula, "weight": 50, **price},
    )


def test_lowest_share_gives_the_published_points_of_case_v04() -> None:
    asked = price_tender("price.lowest_share")
    found = bids(bid("A", price="40"), bid("B", price="80"), bid("C", price="100"))
    sheet = scored(asked, found, marks({"A": 0, "B": 0, "C": 0}))
    assert {b: s.total for b, s in by_bidder(sheet).items()} == {
        "A": Decimal("50.00"),
        "B": Decimal("25.00"),
        "C": Decimal("20.00"),
    }


def test_a_bid_that_is_out_does_not_set_the_lowest_price() -> None:
    asked = price_tender("price.lowest_share")
    event = Event(bidder="A", event=EventKind.EXCLUDED, reason="uitgesloten")
    found = bids(bid("A", price="40"), bid("B", price="80"), bid("C", price="100"), events=[event])
    sheet = scored(asked, found, marks({"A": 0, "B": 0, "C": 0}))
    assert by_bidder(sheet)["B"].total == Decimal("50.00")
    assert by_bidder(sheet)["C"].total == Decimal("40.00")


def without_the_cheapest(on_dropout: str) -> dict[str, Score]:
    """Case V04 after bid A, the cheapest, left when the award had been sent."""
    asked = price_tender("price.lowest_share").model_copy(
        update={"award": tender(award={"on_dropout": on_dropout}).award}
    )
    event = Event(bidder="A", event=EventKind.WITHDRAWN, date="2027-05-20", reason="weg")
    found = bids(bid("A", price="40"), bid("B", price="80"), bid("C", price="100"), events=[event])
    return by_bidder(scored(asked, found, marks({"A": 0, "B": 0, "C": 0})))


def test_a_drop_out_after_the_award_leaves_points_as_they_were_when_so_published() -> None:
    sheet = without_the_cheapest("keep")
    assert [sheet[b].total for b in "BC"] == [Decimal("25.00"), Decimal("20.00")]
    assert sheet["A"].rank is None


def test_a_drop_out_after_the_award_is_left_out_of_the_points_when_so_published() -> None:
    sheet = without_the_cheapest("recompute")
    assert [sheet[b].total for b in "BC"] == [Decimal("50.00"), Decimal("40.00")]


def test_award_on_value_gives_the_fictive_price_of_case_v06_and_the_lowest_wins() -> None:
    wish = [{"id": "k", "title": "Wens", "weight": 2500, "scale": "tien"}]
    asked = price_tender("value.award_on_value").model_copy(
        update={"criteria": tender(criteria=wish).criteria}
    )
    found = bids(bid("A", price="80000"), bid("B", price="79000"))
    sheet = scored(asked, found, marks({"A": 6, "B": 0}))
    assert by_bidder(sheet)["A"].total == Decimal("78500.00")
    assert by_bidder(sheet)["A"].rank == 1


def test_half_a_hundredth_is_rounded_up_once_on_the_total() -> None:
    thirds = [
        {"id": "g1", "title": "1", "weight": "50.005", "scale": "tien"},
        {"id": "g2", "title": "2", "weight": "49.995", "scale": "tien"},
    ]
    asked = tender(criteria=thirds)
    both = marks({"A": 5}, criterion="g1").marks + marks({"A": 10}, criterion="g2").marks
    sheet = scored(asked, bids(bid("A")), type(marks({}))(both))
    score = by_bidder(sheet)["A"]
    assert score.exact == Fraction("74.9975")
    assert score.total == Decimal("75.00")


def test_rounding_each_criterion_adds_the_rounded_points() -> None:
    parts = [{"id": f"g{i}", "title": str(i), "weight": "0.05", "scale": "tien"} for i in (1, 2)]
    asked = tender(criteria=parts, rounding=[{"step": "criterion", "decimals": 1}])
    both = marks({"A": 10}, criterion="g1").marks + marks({"A": 10}, criterion="g2").marks
    sheet = scored(asked, bids(bid("A")), type(marks({}))(both))
    assert by_bidder(sheet)["A"].total == Decimal("0.2")


@given(st.permutations(list("ABCDE")), st.lists(st.integers(0, 10), min_size=5, max_size=5))
def test_the_order_of_bids_does_not_matter(order: list[str], given_marks: list[int]) -> None:
    judged = marks(dict(zip("ABCDE", given_marks, strict=True)))
    one = scored(tender(), bids(*(bid(b) for b in "ABCDE")), judged)
    two = scored(tender(), bids(*(bid(b) for b in order)), judged)
    assert one == two


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 499))
def test_a_cheaper_bid_never_loses_points(own: int, other: int, off: int) -> None:
    cheaper = max(1, own - off)
    judged = marks({"A": 5, "B": 5})
    for formula in ("price.lowest_share", "price.min_max"):
        totals = [
            by_bidder(
                scored(
                    price_tender(formula),
                    bids(bid("A", price=str(price)), bid("B", price=str(other))),
                    judged,
                )
            )["A"].total
            for price in (own, cheaper)
        ]
        assert totals[1] >= totals[0]


def test_where_nothing_is_judged_all_bids_are_ranked_equal() -> None:
    sheet = scored(tender(criteria=[]), bids(bid("A"), bid("B")), marks({}))
    assert [score.rank for score in sheet.scores] == [1, 1]
