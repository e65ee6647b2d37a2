"""Prices that stand out as low, by the stated methods: figures for a person, never a decision.

A price that lies exactly on a limit does not stand out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.assessment.assessment import Standing, Status
from aanbesteding.bids.bid import Bids, LotBid
from aanbesteding.bids.price_talk import price_talk
from aanbesteding.scoring.price import price_in_ranking
from aanbesteding.scoring.price_limits import PriceLimit, Prices, limits_for
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.low_price import ESTIMATES, LowPrice
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class PriceLook:
    """The price of one bid for one lot by one method, in euros excl. VAT for the whole demand.

    Without limits there was nothing to hold the price against.
    """

    lot: str
    bidder: str
    method: str
    price: Fraction
    limits: tuple[PriceLimit, ...]
    stands_out: bool


def low_prices(tender: Tender, bids: Bids, standings: Iterable[Standing]) -> tuple[PriceLook, ...]:
    """Return every price held against every stated method, per lot, method and bidder.

    Bids that take part are looked at, and bids excluded on their price, so that the figures on
    which a bidder was asked stay as they were. Bids are compared with those that price the same
    need levels: one that leaves out a level is not cheap for that.
    """
    taking_part = {
        (s.bidder, s.lot)
        for s in standings
        if s.status is Status.IN or price_talk(bids.events, s.bidder, s.lot).excluded
    }
    found: list[PriceLook] = []
    for lot in tender.open_lots:
        methods = [m for m in tender.low_prices if not m.lots or lot.id in m.lots]
        groups = _alike(tender, bids, lot, taking_part) if methods else []
        for method in methods:
            looks = [
                look(lot.id, method, bidder, prices, estimate)
                for prices, estimate in groups
                for bidder in prices
            ]
            found += sorted(looks, key=lambda one: one.bidder)
    return tuple(found)


def look(
    lot: str, method: LowPrice, bidder: str, prices: Prices, estimate: Fraction | None
) -> PriceLook:
    """Return whether the price of a bidder stands out among the prices compared, and why."""
    limits = limits_for(method, bidder, prices, estimate)
    price = prices[bidder]
    out = any(price < limit.limit for limit in limits)
    return PriceLook(lot, bidder, method.id, price, limits, out)


def _alike(
    tender: Tender, bids: Bids, lot: Lot, taking_part: set[tuple[str, str]]
) -> list[tuple[Prices, Fraction | None]]:
    """The prices of bids that price the same need levels, with the buyer's figure for these."""
    groups: dict[frozenset[str], dict[str, Fraction]] = {}
    for bid in bids.bids:
        lot_bid = bid.lot(lot.id)
        if lot_bid is None or (bid.id, lot.id) not in taking_part:
            continue
        if needs := _priced(tender, lot, lot_bid):
            groups.setdefault(needs, {})[bid.id] = price_in_ranking(tender, lot, lot_bid)
    return [(prices, own_figure(tender, lot.id, needs)) for needs, prices in groups.items()]


def _priced(tender: Tender, lot: Lot, bid: LotBid) -> frozenset[str]:
    """The need levels that count in the price of a bid; none when the bidder named no price."""
    asked = {row.need for row in tender.demand if row.lot == lot.id}
    own = {offer.need for offer in bid.offers if offer.price is not None} & asked
    fixed = {o.need for o in bid.offers if "fixed" in tender.tariff(lot.id, o.need)} & asked
    return frozenset(own | fixed) if own else frozenset()


def own_figure(tender: Tender, lot: str, needs: Iterable[str]) -> Fraction | None:
    """Return the buyer's own tariffs at the demand for these needs; None where one is not stated.

    The fixed tariff of a need level goes before the norm, the norm before the ceiling; euros.
    """
    wanted, total = set(needs), Fraction(0)
    for row in tender.demand:
        if row.lot != lot or row.need not in wanted:
            continue
        tariffs = tender.tariff(lot, row.need)
        stated = [tariffs[kind.value].amount for kind in ESTIMATES if kind.value in tariffs]
        if not stated:
            return None
        total += Fraction(stated[0]) * row.volume
    return total
