"""The one price by which a bid is compared."""

from fractions import Fraction

from aanbesteding.bids.bid import LotBid
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender


def price_in_ranking(tender: Tender, lot: Lot, bid: LotBid) -> Fraction:
    """Return the bid's prices at the whole demand of the lot, in euros excl. VAT.

    Every bid is compared at the same demand, whatever capacity it offers; where no price is
    asked, the buyer's fixed tariff counts.
    """
    total = Fraction(0)
    for row in tender.demand:
        if row.lot != lot.id:
            continue
        offer = bid.offer(row.need)
        if offer is not None and offer.price is not None:
            total += Fraction(offer.price) * row.volume
        elif offer is not None and (fixed := tender.tariff(lot.id, row.need).get("fixed")):
            total += Fraction(fixed.amount) * row.volume
    return total
