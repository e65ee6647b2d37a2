"""The marks that count, worked out by two pieces of code that share no arithmetic."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

import aanbesteding.verification.panel as panel
from aanbesteding.assessment.counting import marks_that_count
from aanbesteding.assessment.marks import CONSENSUS, EVERY_LOT, Mark, Marks
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.panel import counting_marks
from tests.assessment.panels import MEMBERS, bids, given, panel_tender
from tests.made_up import cases

JUDGED = bids(lots={"K01": ("C", "C+"), "K02": ("C",), "K03": ("C+",)})
LOTS, CRITERIA = ("C", "C+"), ("team", "wachten")
KEYS = [
    (who, bidder, lot, criterion)
    for who in (*MEMBERS, CONSENSUS)
    for bidder in ("K01", "K02", "K03")
    for lot in LOTS
    for criterion in CRITERIA
]


@st.composite
def panels(draw: Any) -> Tender:
    """A panel with any method, rounding, division of work and interests."""
    some = st.lists(st.sampled_from(LOTS), max_size=1)
    people = {
        who: {
            "lots": draw(some),
            "criteria": draw(st.lists(st.sampled_from(CRITERIA), max_size=1)),
        }
        for who in MEMBERS
    }
    pairs = st.tuples(st.sampled_from(MEMBERS), st.sampled_from(("K01", "K02", "K03")))
    interests = [
        {"assessor": who, "bidder": bidder, "text": "Werkte daar."}
        for who, bidder in sorted(draw(st.sets(pairs, max_size=3)))
    ]
    mode = draw(st.sampled_from(("half_up", "half_even", "floor")))
    step = {"step": "mark", "decimals": draw(st.integers(0, 2)), "mode": mode}
    criteria = [
        {"id": one, "title": one, "weight": 50, "scale": "half", "shared": draw(st.booleans())}
        for one in CRITERIA
    ]
    return panel_tender(
        draw(st.sampled_from(("consensus", "mean", "median"))),
        people,
        criteria=criteria,
        interests=interests,
        rounding=[step, {"step": "total"}] if draw(st.booleans()) else [{"step": "total"}],
    )


def marks_in(draw: Any, tender: Tender) -> Marks:
    """Marks of the scale for most keys; one that is judged once is given once, for every lot."""
    shared = {one.id for one in tender.criteria if one.shared}
    found = []
    for who, bidder, lot, criterion in KEYS:
        first = JUDGED.bid(bidder).lots[0].lot
        if (criterion not in shared or lot == first) and draw(st.integers(0, 9)):
            mark = Decimal(draw(st.integers(0, 20))) / 2
            where = EVERY_LOT if criterion in shared else lot
            found.append(Mark(who, bidder, where, criterion, mark, "Omdat."))
    return Marks(tuple(found))


@settings(max_examples=cases(300), deadline=None)
@for_all(st.data())
def test_both_ways_to_count_give_the_same_marks(data: Any) -> None:
    tender = data.draw(panels())
    marks = marks_in(data.draw, tender)
    again = counting_marks(tender, JUDGED, marks)
    counting = marks_that_count(tender, marks)
    asked = [
        (bid.id, lot.lot, criterion.id)
        for bid in JUDGED.bids
        for lot in bid.lots
        for criterion in tender.judged(lot.lot)
    ]
    assert {key: counting[key] for key in asked if key in counting} == dict(again)


@pytest.mark.parametrize(
    ("method", "counts"), [("mean", Fraction(20, 3)), ("median", Fraction(13, 2))]
)
def test_mean_and_median_of_three_marks_counted_by_hand(method: str, counts: Fraction) -> None:
    """6, 6.5 and 7.5 add up to 20; 6.5 stands in the middle."""
    marks = given({("A1", "K01"): "6", ("A2", "K01"): "7.5", ("A3", "K01"): "6.5"})
    found = counting_marks(panel_tender(method), bids(), marks)
    assert found == {("K01", "C", "team"): counts}


def test_the_second_count_uses_none_of_the_first() -> None:
    assert "counting" not in Path(panel.__file__).read_text("utf-8").partition("def ")[0]
    assert "judges" not in Path(panel.__file__).read_text("utf-8").partition("def ")[0]
