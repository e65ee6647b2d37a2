"""Trees, answers in numbers, bonuses and bounds are worked out the same in two ways."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aanbesteding.assessment.assess import assess
from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.basis.canonical import jsonable
from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.bids.bid import Bid, Bids, Event, EventKind
from aanbesteding.scoring.score import score
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.lot_scores import Counted
from aanbesteding.verification.scores import count_scores
from tests.made_up import cases
from tests.tiny import bid, bids, tender

LOTS = ("1", "2")
WHO = ("A", "B", "C", "D")
MARKS = (-5, 0, 5, 10)
STEPS = [{"scale": "s", "mark": mark, "label": str(mark)} for mark in MARKS]
BOUNDS = st.sampled_from([None, 0, 5, 20])
FIELDS = [field.name for field in fields(Counted)]


@st.composite
def criteria(draw: Any) -> list[dict[str, Any]]:
    """A parent with two parts, an answer on a line, a compared answer, and a bonus."""
    bounds = {"lowest_mark": draw(BOUNDS), "lowest_mark_in": draw(st.booleans())}
    ends = draw(st.sampled_from([(5, 25), (25, 5)]))
    line = {"formula": "quality.between", "best_answer": ends[0], "worst_answer": ends[1]}
    compared = {"formula": "quality.time_share"}
    own = draw(st.sampled_from([(), ("1",)]))
    every = [
        {"id": "top", "title": "top", "weight": 40, "lots": own},
        {"id": "a", "title": "a", "weight": 15, "parent": "top", "scale": "s", **bounds},
        {"id": "b", "title": "b", "weight": 25, "parent": "top", "scale": "s", "shared": True},
        {"id": "n", "title": "n", "weight": 30, "unit": "dag", **line, **bounds},
        {"id": "m", "title": "m", "weight": 30, "unit": "dag", **compared},
        {"id": "x", "title": "x", "weight": 7, "scale": "s", "bonus": True},
    ]
    kept = draw(st.sets(st.sampled_from(("top", "n", "m", "x")), min_size=1))
    return [one for one in every if one["id"] in kept or (one["id"] in "ab" and "top" in kept)]


@st.composite
def rounds(draw: Any) -> tuple[Tender, Bids, Marks]:
    """A small round: two lots, four bidders, some of them out, a formula that compares prices."""
    points = draw(st.sampled_from([None, 20, 40]))
    award = {"on_dropout": draw(st.sampled_from(("keep", "recompute"))), "least_points": points,
             "least_points_in": draw(st.booleans())}  # fmt: skip
    steps = draw(st.sets(st.sampled_from(("criterion", "price", "quality", "total"))))
    price = draw(st.sampled_from(("price.fixed_tariff", "price.lowest_share", "price.two_slopes")))
    asked = tender(
        lots=[{"id": lot, "title": lot} for lot in LOTS],
        demand=[{"lot": lot, "need": "zwaar", "area": "noord", "period": "2028", "volume": 1}
                for lot in LOTS],
        criteria=draw(criteria()),
        scales=STEPS,
        award=award,
        rounding=[{"step": step, "decimals": draw(st.integers(0, 2))} for step in sorted(steps)],
        price={"formula": price, "weight": 40, "ceiling_price": 100, "low_price": 30,
               "over_ceiling": "out"},
        requirements=[{"id": "eis", "title": "Eis", "asked": True}],
    )  # fmt: skip
    offered = bids(*(offer(draw, who) for who in WHO), events=draw(events()))
    return asked, offered, marks_of(draw, asked)


def offer(draw: Any, who: str) -> Bid:
    given = {name: str(draw(st.integers(least, 30))) for name, least in (("n", 0), ("m", -2))}
    meets = draw(st.sampled_from([("eis",), ("eis",), ("eis",), ()]))
    lots = draw(st.sampled_from([("1",), LOTS]))
    price = str(draw(st.integers(1, 120)))
    return bid(who, price=price, lots=lots, answers=given, meets=meets)


@st.composite
def events(draw: Any) -> list[Event]:
    """Some bidders left or were put out, before the award was sent or after it."""
    kinds = st.sampled_from((EventKind.EXCLUDED, EventKind.WITHDRAWN))
    lots, days = st.sampled_from(("", "2")), st.sampled_from(("2027-04-01", "2027-06-01"))
    who = sorted(draw(st.sets(st.sampled_from(WHO), max_size=2)))
    return [
        Event(bidder=one, event=draw(kinds), reason="omdat", lot=draw(lots), date=draw(days))
        for one in who
    ]


def marks_of(draw: Any, asked: Tender) -> Marks:
    keys = {
        (who, "*" if one.shared else lot, one.id)
        for who in WHO
        for lot in LOTS
        for one in asked.judged(lot)
    }
    given = {key: Decimal(draw(st.sampled_from(MARKS))) for key in sorted(keys)}
    return Marks(tuple(Mark(CONSENSUS, *key, mark, "omdat") for key, mark in given.items()))


def as_counted(found: Any) -> dict[str, Any]:
    """A score with the fields of one that was worked out again."""
    own = {name: getattr(found, name) for name in FIELDS if hasattr(found, name)}
    standing = found.standing
    return {**own, "status": standing.status, "key": standing.key, "values": standing.values}


@settings(max_examples=cases(400), deadline=None)
@given(rounds())
def test_both_ways_give_the_same_scores(found: tuple[Tender, Bids, Marks]) -> None:
    asked, offered, judged = found
    try:
        sheet = score(asked, offered, assess(asked, offered, judged))
    except FormulaDomainError:
        assume(False)
    first = {(s.bidder, s.lot): jsonable(as_counted(s)) for s in sheet.scores}
    again = {(s.bidder, s.lot): jsonable(s) for s in count_scores(asked, offered, judged)}
    assert again == first
