"""Of which lots an officer hears that a price stands out or that a question is open."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest

from aanbesteding.basis.places import Line
from aanbesteding.bids.bid import Bid, Bids, Event, LotBid, Offer, Received
from aanbesteding.scoring.low_price import low_prices
from aanbesteding.scoring.low_price_findings import price_findings, scoring_findings
from aanbesteding.tender.low_price import LowPrice, LowPriceMethod
from aanbesteding.tender.tender import Tender
from tests.tiny import bids, marks, scored, tender

MEAN = LowPrice(id="gemiddeld", method=LowPriceMethod.BELOW_MEAN, below=Decimal("0.2"))
LOTS = ("1", "2")
DEMAND = [
    {"lot": lot, "need": "zwaar", "area": "noord", "period": "2028", "volume": 1} for lot in LOTS
]


def asked(**changes: Any) -> Tender:
    lots = [{"id": lot, "title": lot} for lot in LOTS]
    told = {"lots": lots, "demand": DEMAND, "low_prices": [MEAN.model_dump()], **changes}
    return tender(**told)


def offer(bidder: str, *prices: int) -> Bid:
    """A bid with a price for each lot."""
    lots = tuple(
        LotBid(lot=lot, offers=(Offer(need="zwaar", capacity=5, price=Decimal(price)),))
        for lot, price in zip(LOTS, prices, strict=True)
    )
    return Bid(id=bidder, name=bidder, lots=lots)


# In lot 1 the mean is 80 and A lies below 64; in lot 2 nobody stands out.
LOW = (offer("A", 40, 100), offer("B", 100, 100), offer("C", 100, 100))
EVEN = tuple(offer(name, 100, 100) for name in "ABC")


def event(kind: str, **fields: str) -> Event:
    return Event.model_validate({"bidder": "A", "event": kind, "reason": "omdat", **fields})


def asked_about(lot: str = "") -> Event:
    fields = {"date": "2027-03-10", "request": "Waarom?", "value": "2027-03-20"}
    return event("price_asked", lot=lot, **fields)


def told(offered: Iterable[Bid], *events: Event) -> list[tuple[str, str, str]]:
    every = bids(*offered, events=events)
    given = marks(dict.fromkeys("ABC", 8), lots=LOTS)
    found = scoring_findings(asked(), every, given)
    return [
        (one.code, one.values["bidder"], one.values["lot"])
        for one in found
        if one.code in ("S131", "S132")
    ]


def test_a_question_about_the_whole_bid_is_open_for_the_lot_where_the_price_stands_out() -> None:
    assert told(LOW) == [("S131", "A", "1")]
    assert told(LOW, asked_about()) == [("S132", "A", "1")]


def test_a_question_about_a_price_that_does_not_stand_out_is_open_all_the_same() -> None:
    assert told(EVEN, asked_about()) == [("S132", "A", "1"), ("S132", "A", "2")]


def test_a_question_about_a_lot_is_open_for_that_lot_also_where_only_another_stands_out() -> None:
    assert told(LOW, asked_about("2")) == [("S131", "A", "1"), ("S132", "A", "2")]
    assert told(LOW, asked_about(), asked_about("2")) == [("S132", "A", "1"), ("S132", "A", "2")]


def test_what_stands_out_of_one_bidder_closes_no_question_to_another() -> None:
    other = asked_about().model_copy(update={"bidder": "B"})
    assert told(LOW, other) == [("S131", "A", "1"), ("S132", "B", "1"), ("S132", "B", "2")]


def test_the_place_is_the_file_of_the_bidder_itself() -> None:
    received = tuple(Received(f"bids/{name}.xlsx", "", name) for name in "CBA")
    every = Bids(bids(*LOW).bids, received)
    found = scoring_findings(asked(), every, marks(dict.fromkeys("ABC", 8), lots=LOTS))
    assert [one.place for one in found if one.code == "S131"] == [Line("bids/A.xlsx")]


def test_standings_that_come_one_by_one_give_the_same_notices() -> None:
    every, given = bids(*LOW), marks(dict.fromkeys("ABC", 8), lots=LOTS)
    standings = [score.standing for score in scored(asked(), every, given).scores]
    at_once = [*price_findings(asked(), every, standings)]
    assert [*price_findings(asked(), every, iter(standings))] == at_once
    assert len(at_once) == 1


def test_a_bid_that_is_out_need_not_be_judged_before_prices_are_spoken_of() -> None:
    every = bids(*LOW, offer("D", 100, 100), events=[event("excluded", bidder="D")])
    found = scoring_findings(asked(), every, marks(dict.fromkeys("ABC", 8), lots=LOTS))
    assert [one.code for one in found if one.code in ("S131", "S132")] == ["S131"]


def test_lots_in_which_everyone_is_admitted_need_no_marks_before_prices_are_spoken_of() -> None:
    lots = [{"id": "1", "title": "1"}, {"id": "2", "title": "2", "mode": "admit_all"}]
    found = scoring_findings(
        asked(lots=lots), bids(*LOW), marks(dict.fromkeys("ABC", 8), lots=("1",))
    )
    assert "S131" in [one.code for one in found]


def narrow(bidder: str, *also: Offer) -> Bid:
    offers = (Offer(need="zwaar", capacity=5, price=Decimal(100)), *also)
    return Bid(id=bidder, name=bidder, lots=(LotBid(lot="1", offers=offers),))


@pytest.mark.parametrize(("kind", "alone"), [("fixed", "DE"), ("norm", "ABDE")])
def test_a_bid_is_held_against_bids_that_count_for_the_same_need_levels(
    kind: str, alone: str
) -> None:
    """A fixed tariff counts in the price that is compared; another tariff without a price not."""
    tariffs = [{"lot": "1", "need": "licht", "kind": kind, "amount": "30"}]
    found = asked(
        lots=[{"id": "1", "title": "1"}],
        demand=[DEMAND[0], {**DEMAND[0], "need": "licht"}],
        tariffs=tariffs,
    )
    unpriced = Offer(need="licht", capacity=5)
    every = bids(*(narrow(name, unpriced) for name in "AB"), *map(narrow, "DE"))
    judged = scored(found, every, marks(dict.fromkeys("ABDE", 8)))
    looks = low_prices(found, every, [score.standing for score in judged.scores])
    assert {one.limits[0].bidders for one in looks if one.bidder in "DE"} == {tuple(alone)}
