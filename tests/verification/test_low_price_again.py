"""Low prices and likeness counted again: the same as the record says, by other code."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.basis.canonical import jsonable
from aanbesteding.basis.findings import blocking, in_order
from aanbesteding.bids.bid import Bid, Bids, Event, LotBid, Offer, Received
from aanbesteding.scoring.flags import flags_of
from aanbesteding.scoring.low_price_findings import scoring_findings
from aanbesteding.tender.checks import check
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.alike import pattern_rows
from aanbesteding.verification.flags import flag_findings
from aanbesteding.verification.low_price import low_price_rows
from aanbesteding.verification.scores import count_scores
from tests.made_up import cases
from tests.tiny import bid, bids, marks, scored, tender

NEEDS = ("zwaar", "middel", "licht")
LOTS = ("1", "2", "huis")
NAMES = ("A", "B", "C", "D", "E")
LONG = ["Wij werken met kleine teams. " * 10, "wij  werken met kleine teams. " * 10, "Kort."]
METHODS = [
    {"id": "m", "method": "below_mean", "below": "0.1"},
    {"id": "n", "method": "below_next", "below": "0.2", "lots": ["2"]},
    {"id": "e", "method": "below_estimate", "below": "0.15", "lots": ["1"]},
    {"id": "s", "method": "rglcap_85"},
]


def small(tariffs: Sequence[dict[str, Any]]) -> Tender:
    lots = [{"id": lot, "title": lot} for lot in LOTS[:2]]
    house = {"id": "huis", "title": "huis", "mode": "admit_all"}
    demand = [
        {"lot": lot, "need": need, "area": "noord", "period": "2028", "volume": volume}
        for lot in LOTS
        for need, volume in zip(NEEDS, (1, 2, 3), strict=True)
    ]
    judged = {"id": "k", "title": "Kwaliteit", "weight": 100, "scale": "tien", "lots": LOTS[:2]}
    return tender(
        lots=[*lots, house],
        criteria=[judged],
        needs=[
            {"id": n, "label": n, "priority": at, "unit": "uur"}
            for at, n in enumerate(NEEDS, start=1)
        ],
        demand=demand,
        tariffs=tariffs,
        low_prices=METHODS,
        award={"least_points": 40},
    )


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Tender, Bids, Any]:
    """A small round in which prices, texts and people often meet."""
    kinds = st.sampled_from(["fixed", "norm", "ceiling", "floor"])
    all_estimated = draw(st.sampled_from([(), ("norm",)]))
    tariffs = [
        {"lot": lot, "need": need, "kind": kind, "amount": str(draw(st.sampled_from([10, 20])))}
        for lot in LOTS
        for need in NEEDS
        for kind in sorted({*draw(st.sets(kinds, max_size=2)), *all_estimated})
    ]
    found = [_bid(draw, name) for name in NAMES[: draw(st.sampled_from([1, 2, 3, 4, 5, 5]))]]
    kinds_of_events = ("price_asked", "price_answered", "price_accepted", "excluded", "withdrawn")
    events = [
        Event.model_validate(
            {
                "bidder": draw(st.sampled_from(NAMES)),
                "event": kind,
                "reason": "omdat",
                "lot": draw(st.sampled_from(["", *LOTS])),
                "field": draw(st.sampled_from(["", "price", "kvk"])),
                "date": draw(st.sampled_from(["", "2027-03-01", "2027-03-02"])),
            }
        )
        for kind in draw(st.lists(st.sampled_from(kinds_of_events), max_size=3))
    ]
    received = tuple(Received(f"bids/{one.id}.xlsx", "0" * 64, one.id) for one in found)
    given_marks = marks({one.id: draw(st.integers(3, 6)) for one in found}, lots=LOTS[:2])
    return small(tariffs), Bids(tuple(found), received, tuple(events)), given_marks


def _bid(draw: st.DrawFn, name: str) -> Bid:
    lots = {"1", *draw(st.sets(st.sampled_from(LOTS[1:])))}
    return Bid(
        id=name,
        name=f"Zorg {name}",
        kvk=draw(st.sampled_from(["", "12345678", "87654321"])),
        contact=draw(st.sampled_from(["", "Jan, jan@x.example", "jan  <Jan@x.example>", "Piet"])),
        subcontractors=tuple(sorted(draw(st.sets(st.sampled_from(["Zorg A", "zorg b", "Taxi"]))))),
        lots=tuple(_for_lot(draw, lot) for lot in LOTS if lot in lots),
    )


def _for_lot(draw: st.DrawFn, lot: str) -> LotBid:
    """A bid whose prices are those of another times a factor, or any, or partly left out."""
    factor = draw(st.sampled_from([1, 2, 3]))
    base = draw(st.sampled_from([(10, 20, 40), (10, 20, 40), (40, 20, 30), (60, 60, 0)]))
    prices: list[int | None] = [price * factor for price in base]
    if draw(st.integers(0, 3)) == 0:
        prices[draw(st.integers(0, 2))] = draw(st.sampled_from([None, 20, 25]))
    offers = tuple(
        Offer(need=need, capacity=1, price=None if price is None else Decimal(price))
        for need, price in zip(NEEDS, prices, strict=True)
        if draw(st.integers(0, 9))
    )
    answers = {criterion: draw(st.sampled_from(LONG)) for criterion in ("k", "l")}
    return LotBid(lot=lot, offers=offers, answers=answers)


@settings(max_examples=cases(150), deadline=None)
@given(rounds())
def test_the_recount_finds_what_the_record_says(found: tuple[Tender, Bids, Any]) -> None:
    asked, came_in, given_marks = found
    standings = [score.standing for score in scored(asked, came_in, given_marks).scores]
    flags = flags_of(asked, came_in, standings)
    scores = count_scores(asked, came_in, given_marks)
    prices, patterns = list(low_price_rows(asked, came_in, scores)), pattern_rows(asked, came_in)
    assert jsonable(prices) == jsonable(flags.low_prices)
    assert jsonable(patterns) == jsonable(flags.patterns)
    if not blocking(check(asked)):
        again = in_order(flag_findings(asked, came_in, scores, prices, patterns))
        assert again == scoring_findings(asked, came_in, given_marks)


def test_the_recount_keeps_a_price_exactly_a_tenth_above_the_mean() -> None:
    spain = tender(low_prices=METHODS[3:])
    found = bids(
        *(bid(name, price=price) for name, price in zip("ABC", ("90", "100", "110"), strict=True))
    )
    scores = count_scores(spain, found, marks(dict.fromkeys("ABC", 8)))
    rows = list(low_price_rows(spain, found, scores))
    assert [row["limits"][0]["amount"] for row in rows] == [30 * 100] * 3


def test_the_rounds_of_the_law_above_can_be_awarded() -> None:
    """Without this the law could hold because every tender was refused."""
    norms = [
        {"lot": lot, "need": need, "kind": "norm", "amount": "10"} for lot in LOTS for need in NEEDS
    ]
    assert blocking(check(small(norms))) == ()
