"""A small round with everything the five regions need: every lot in a way of its own."""

from decimal import Decimal
from typing import Any

from aanbesteding import flow
from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.bids.bid import Bid, Bids, Event, LotBid, Offer
from tests.report import sample

LOTS = [
    {
        "id": "vol",
        "title": "Gevuld op rang",
        "needs": ["n"],
        "funding": "task_lump_sum",
        "selection": "fill_capacity_by_rank",
    },
    {"id": "open", "title": "Open toelating", "needs": ["m"], "mode": "admit_all", "segment": "B"},
    {
        "id": "weg",
        "title": "Ingetrokken perceel",
        "needs": ["o"],
        "fallback": "Het lopende contract is met 12 maanden verlengd.",
    },
]
NEEDS = [
    {"id": "n", "label": "zwaar", "priority": 1, "unit": "cliënt", "longest_wait_weeks": 6},
    {
        "id": "m",
        "label": "blijvend",
        "priority": 2,
        "unit": "cliënt",
        "profile": "Profiel 10",
        "intensity": "duurzaam zwaar",
        "monthly": True,
    },
    {"id": "o", "label": "opvang", "priority": 3, "unit": "plek"},
]
DEMAND = [
    {"lot": "vol", "need": "n", "area": "regio", "period": "2025", "volume": 100, "in_care": 30},
    {"lot": "open", "need": "m", "area": "g", "period": "2025", "volume": 40},
    {"lot": "open", "need": "m", "area": "h", "period": "2025", "volume": 25},
    {"lot": "weg", "need": "o", "area": "g", "period": "2025", "volume": 10},
]
TENDER: dict[str, Any] = {
    "rules": [],
    "lots": LOTS,
    "needs": NEEDS,
    "areas": [
        {"id": "regio", "name": "De regio", "kind": "region"},
        {"id": "g", "name": "Gemeente", "parent": "regio"},
        {"id": "h", "name": "Haven", "parent": "regio"},
    ],
    "demand": DEMAND,
    "budgets": [{"id": "alles", "amount": "500000", "lots": ["vol"], "committed": "1000"}],
    "tariffs": [{"lot": "open", "need": "m", "kind": "fixed", "amount": "1200"}],
    "requirements": [
        {"id": "klein", "title": "Minstens drie plekken", "lots": ["open"], "least_capacity": 3}
    ],
    "contract_holders": [{"id": "a", "name": "Zorg a", "contract": "Contract 12, artikel 3"}],
    "contracted": [{"need": "n", "contracts": 4, "capacity": 60}],
    "bridging": [{"need": "n", "by": "een gesprek per maand", "price": "50"}],
    "cost_shares": [
        {"area": "g", "lot": "vol", "share": "0.75"},
        {"area": "h", "lot": "vol", "share": "0.25"},
    ],
    "ceilings": [
        {"area": "g", "period": "2025", "amount": "60000"},
        {"area": "h", "period": "2025", "amount": "90000"},
    ],
    "kpis": [
        {
            "id": "duur",
            "group": "Duur",
            "title": "Duur van de hulp",
            "unit": "maanden",
            "baseline": "11.5",
            "target": "10",
            "moments": "elk half jaar",
        }
    ],
}
SIZES = {"a": (50, 30), "b": (20, 30), "c": (0, 2), "d": (0, 0)}
WHERE = {"a": ("g", "h"), "b": ("h",), "c": ("g",), "d": ("g",)}
MARKS = {"a": 9, "b": 7, "d": 6}


def _lot(lot: str, need: str, capacity: int, areas: tuple[str, ...], price: str | None) -> LotBid:
    amount = None if price is None else Decimal(price)
    offers = (Offer(need=need, capacity=capacity, price=amount),)
    return LotBid(lot=lot, offers=offers, areas=areas)


def _bid(bidder: str) -> Bid:
    heavy, lasting = SIZES[bidder]
    areas = WHERE[bidder]
    lots = [_lot("vol", "n", heavy, areas, "1000.03")] if heavy else []
    lots += [_lot("open", "m", lasting, areas, None)] if lasting else []
    lots += [_lot("weg", "o", 10, areas, "500")] if bidder == "d" else []
    together: dict[str, Any] = {}
    if bidder == "a":
        shares = {"Zorg een": "0.6", "Zorg twee": "0.4"}
        members = [{"name": name, "share": share} for name, share in shares.items()]
        together = {"lead": "Zorg een", "members": members, "subcontractors": ["Onder bv"]}
    kind = "independent_practice" if bidder == "c" else "institution"
    named = {"id": bidder, "name": f"=Zorg {bidder}", "kind": kind}
    return Bid.model_validate({**named, **together, "lots": lots})


def _marks(bids: tuple[Bid, ...]) -> Marks:
    return Marks(
        tuple(
            Mark(CONSENSUS, bid.id, lot.lot, criterion, Decimal(MARKS[bid.id]), "Goed.")
            for bid in bids
            for lot in bid.lots
            if lot.lot != "open"
            for criterion in ("k1", "k2")
        )
    )


def record() -> dict[str, Any]:
    """Return the record of the round; the only bid for the last lot was withdrawn."""
    bids = tuple(_bid(bidder) for bidder in SIZES)
    gone = {"bidder": "d", "event": "withdrawn", "lot": "weg", "reason": "Geen personeel."}
    events = (Event.model_validate(gone),)
    tender = sample.small(**TENDER)
    found = Bids(bids, (), events)
    return sample.read(flow.award(tender, found, _marks(bids), (), sample.INPUTS))
