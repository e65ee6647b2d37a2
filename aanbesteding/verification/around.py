"""What stands around an award, counted again: offers, forecast, bridging, municipalities."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.basis.exact import cents, rounded
from aanbesteding.bids.bid import LotBid
from aanbesteding.rules.facts import Pick
from aanbesteding.tender.market import Ceiling
from aanbesteding.tender.needs import Demand
from aanbesteding.verification.areas import Inside, inside, leaves
from aanbesteding.verification.ended import Ended
from aanbesteding.verification.facts import offers_of
from aanbesteding.verification.points import fixed_tariffs, paid

Row = dict[str, Any]


def offered(ended: Ended) -> Iterator[Row]:
    """Yield capacity and bidders per demand where no volume is promised."""
    for row, able in _able(ended):
        capacity = [o.capacity for bid in able for o in bid.offers if o.need == row.need]
        yield {**_asked(row), "offered": sum(capacity), "bidders": len(able)}


def forecast(ended: Ended) -> Iterator[Row]:
    """Yield what that demand costs at the mean price of those bidders, in cents."""
    tariffs = fixed_tariffs(ended.tender)
    for row, able in _able(ended):
        amounts = [paid(tariffs, row.lot, bid.offer(row.need)) for bid in able]
        known = [cents(amount) for amount in amounts if amount is not None]
        mean = Fraction(sum(known), len(known)) if known else None
        spend = None if mean is None else int(rounded(mean * row.volume, 0))
        yield {**_asked(row), "price_cents": mean, "spend_cents": spend}


def _able(ended: Ended) -> Iterator[tuple[Demand, list[LotBid]]]:
    """Each demand of lots that promise nothing, with the contracted bids that can meet it."""
    served = leaves(ended.tender)
    won: dict[str, list[tuple[LotBid, frozenset[str], frozenset[str]]]] = {}
    for lot in ended.tender.open_lots:
        if not ended.tender.promises_volume(lot):
            picks = [Pick(bidder, lot.id) for bidder in ended.winners(lot)]
            won[lot.id] = [
                (bid, frozenset(o.need for o in bid.offers if o.capacity), frozenset(bid.areas))
                for bid in offers_of(ended.bids, picks).values()
            ]
    for row in ended.tender.demand:
        if row.lot in won:
            here = served.get(row.area, frozenset())
            yield row, [b for b, needs, areas in won[row.lot] if row.need in needs and here & areas]


def _asked(row: Demand) -> Row:
    return {
        "lot": row.lot,
        "need": row.need,
        "area": row.area,
        "period": row.period,
        "demand": row.volume,
    }


def bridging(ended: Ended, needs: Sequence[Row]) -> Iterator[Row]:
    """Yield who waits with lighter help and what that costs."""
    for row in ended.tender.bridging:
        waiting = sum(need["waiting"] for need in needs if need["need"] == row.need)
        cost = waiting * cents(row.price)
        yield {"need": row.need, "by": row.by, "clients": waiting, "cost_cents": cost}


def municipalities(ended: Ended, spent: Sequence[Row]) -> Iterator[Row]:
    """Yield what each area pays of the spend, given volumes and forecast together."""
    within = inside(ended.tender)
    for row in ended.tender.ceilings:
        spend, whole = int(rounded(_paid_by(ended, row, spent, within), 0)), cents(row.amount)
        yield {
            "area": row.area,
            "period": row.period,
            "spend_cents": spend,
            "ceiling_cents": whole,
            "left_cents": whole - spend,
        }


def _paid_by(ended: Ended, row: Ceiling, spent: Sequence[Row], within: Inside) -> Fraction:
    """Everything asked in the area, and its cost share of what is asked in areas above it."""
    own = within.get(row.area, frozenset())
    total = Fraction(0)
    for entry in spent:
        if entry["period"] != row.period or not entry["spend_cents"]:
            continue
        part = Fraction(1)
        if entry["area"] not in own:
            shared = within.get(entry["area"], frozenset())
            part = sum(
                (
                    Fraction(one.share)
                    for one in ended.tender.cost_shares
                    if one.area in own & shared and one.lot in (None, entry["lot"])
                ),
                start=Fraction(0),
            )
        total += part * entry["spend_cents"]
    return total
