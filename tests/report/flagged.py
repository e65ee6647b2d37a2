"""A record with prices that stand out, a talk about them in the register, and likeness."""

from decimal import Decimal
from functools import cache
from typing import Any

from aanbesteding import flow
from aanbesteding.basis.canonical import jsonable
from aanbesteding.bids.bid import Bids, Event
from aanbesteding.scoring.flags import flags_of
from aanbesteding.tender.tender import Tender
from tests.report import sample

METHODS = [
    {"id": "gemiddelde", "method": "below_mean", "below": "0.2"},
    {"id": "laagste", "method": "below_next", "below": "0.15"},
    {"id": "eigen-tarief", "method": "below_estimate", "below": "0.2"},
    {"id": "spaans", "method": "rglcap_85"},
]
TALK = [
    {
        "bidder": "b",
        "event": "price_asked",
        "date": "2024-02-20",
        "reason": "Ver onder het gemiddelde.",
        "lot": "L1",
        "request": "Hoe komt u aan deze prijs?",
        "value": "2024-02-27",
    },
    {
        "bidder": "b",
        "event": "price_answered",
        "date": "2024-02-25",
        "reason": "Brief van de inschrijver.",
        "lot": "L1",
        "answer": "Wij hebben geen kantoor <en> geen leasewagens.",
    },
    {
        "bidder": "b",
        "event": "price_accepted",
        "date": "2024-02-26",
        "reason": "De uitleg is onderbouwd met een begroting.",
        "lot": "L1",
        "by": "De inkoper",
    },
]
PRICES = {"a": "600", "b": "450", "c": "1000", "d": "1000", "e": "1050"}


def tender() -> Tender:
    """Return the small tender with every method and a norm."""
    norm = {"lot": "L1", "need": "n", "kind": "norm", "amount": "900"}
    return sample.small(tariffs=[norm], low_prices=METHODS)


def bids() -> tuple[Bids, Any]:
    """Return five bids with a talk about one price; two share a price and a contact."""
    found, marks = sample.small_bids({name: (8, 8 - at) for at, name in enumerate(PRICES)})
    every = []
    for bid in found.bids:
        (lot,) = bid.lots
        (offer,) = lot.offers
        offer = offer.model_copy(update={"price": Decimal(PRICES[bid.id])})
        lots = (lot.model_copy(update={"offers": (offer,)}),)
        more = {"contact": "Jan <jan@zorg.example>"} if bid.id in "cd" else {}
        helper = {"subcontractors": ("Zorg a & <Zonen>",)} if bid.id == "e" else {}
        every.append(bid.model_copy(update={"lots": lots, **more, **helper}))
    events = tuple(Event.model_validate(line) for line in TALK)
    return Bids(tuple(every), found.received, events), marks


@cache
def record() -> dict[str, Any]:
    """Return the record of the award with its advice."""
    found, marks = bids()
    dossier = flow.award(tender(), found, marks, (), sample.INPUTS)
    standings = [score.standing for score in dossier.scoresheet.scores]
    flags = flags_of(tender(), found, standings)
    advice = {"low_prices": flags.low_prices, "patterns": flags.patterns}
    return {**dossier.record(), "advice": jsonable(advice)}
