"""What follows from an award beside it: offers, forecast, municipalities, bridging care."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.awarding.decision import Decision
from aanbesteding.basis.exact import cents, rounded
from aanbesteding.bids.bid import Bids, LotBid
from aanbesteding.tender.needs import Demand
from aanbesteding.tender.paying import part_paid
from aanbesteding.tender.tender import Tender

Entry = dict[str, Any]


def offered(tender: Tender, bids: Bids, decision: Decision) -> list[Entry]:
    """Return capacity against demand in lots where no volume is promised."""
    found = []
    for row in _unpromised(tender):
        contracted = _contracted(tender, bids, decision, row)
        capacity = sum(o.capacity for bid in contracted if (o := bid.offer(row.need)))
        found.append({**_ask(row), "offered": capacity, "bidders": len(contracted)})
    return found


def forecast(tender: Tender, bids: Bids, decision: Decision) -> list[Entry]:
    """Return what the demand costs at the mean price of the contracted bidders; cents."""
    found = []
    for row in _unpromised(tender):
        prices = [
            price
            for bid in _contracted(tender, bids, decision, row)
            if (price := _price(tender, bid, row.need)) is not None
        ]
        mean = Fraction(sum(prices), len(prices)) if prices else None
        spend = int(rounded(mean * row.volume, 0)) if mean is not None else None
        found.append({**_ask(row), "price_cents": mean, "spend_cents": spend})
    return found


def _unpromised(tender: Tender) -> Iterator[Demand]:
    lots = {lot.id for lot in tender.open_lots if not tender.promises_volume(lot)}
    return (row for row in tender.demand if row.lot in lots)


def _ask(row: Demand) -> Entry:
    where = {"lot": row.lot, "need": row.need, "area": row.area, "period": row.period}
    return {**where, "demand": row.volume}


def _contracted(tender: Tender, bids: Bids, decision: Decision, row: Demand) -> list[LotBid]:
    """The bids with a contract in the lot that have places for the need and work in the area."""
    leaves = tender.leaves_under(row.area)
    won = set(next(lot.winners for lot in decision.lots if lot.lot == row.lot))
    found = (bid.lot(row.lot) for bid in bids.bids if bid.id in won)
    return [bid for bid in found if bid and _places(bid, row.need) and leaves & set(bid.areas)]


def _places(bid: LotBid, need: str) -> int:
    offer = bid.offer(need)
    return offer.capacity if offer else 0


def _price(tender: Tender, bid: LotBid, need: str) -> int | None:
    offer, fixed = bid.offer(need), tender.tariff(bid.lot, need).get("fixed")
    if offer is not None and offer.price is not None:
        return cents(offer.price)
    return cents(fixed.amount) if fixed else None


def bridging(tender: Tender, needs: Sequence[Entry]) -> list[Entry]:
    """Return who waits with lighter help, and what that costs; it never counts as coverage."""
    found = []
    for row in tender.bridging:
        clients = sum(need["waiting"] for need in needs if need["need"] == row.need)
        cost = clients * cents(row.price)
        found.append({"need": row.need, "by": row.by, "clients": clients, "cost_cents": cost})
    return found


def municipalities(tender: Tender, spent: Sequence[Entry]) -> list[Entry]:
    """Return spend against ceiling per area and period, by demand there or by cost share.

    `spent` are volumes, what contracts cost in themselves, and forecasts.
    """
    found = []
    for row in tender.ceilings:
        paid = (item for item in spent if item["period"] == row.period)
        exact = sum((_paid(tender, row.area, item) for item in paid), start=Fraction(0))
        spend, ceiling = int(rounded(exact, 0)), cents(row.amount)
        left = ceiling - spend
        money = {"spend_cents": spend, "ceiling_cents": ceiling, "left_cents": left}
        found.append({"area": row.area, "period": row.period, **money})
    return found


def _paid(tender: Tender, area: str, item: Mapping[str, Any]) -> Fraction:
    part = part_paid(tender, area, item["area"], item["lot"])
    return part * (item["spend_cents"] or 0)
