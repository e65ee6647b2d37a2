"""Who bid, what they offer, and what happened to bids outside their forms."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.bids.bid import Bid, LotBid, Offer
from aanbesteding.report.events import events_table
from aanbesteding.report.further import tables, tier_in_words
from aanbesteding.report.shapes import Cell, Column, Table, columns, text_row
from aanbesteding.report.source import Source
from aanbesteding.report.suitable import suitable
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.needs import Need

_FEW_AREAS = 6


def bidders(source: Source) -> dict[str, Any]:
    """Return the section: bids per lot, prices per lot, the register of events."""
    lots = source.tender.open_lots
    return {
        "offers": [offers_table(source, lot) for lot in lots],
        "prices": [table for lot in lots if (table := prices_table(source, lot))],
        "events": events_table(source),
        "count": len(source.bids),
        "kinds": kinds_in_words(source),
        "companies": tables(source, "companies"),
        **suitable(source),
    }


def kinds_in_words(source: Source) -> str:
    """Return how many bidders are of each kind, as a sentence; empty when no kind is known."""
    kinds = Counter(bid.kind for bid in source.bids if bid.kind)
    if len(kinds) < 2:
        return ""
    told = [
        source.t(
            "report.bids.of_kind",
            count=count,
            kind=source.word("bidder_kind" if count == 1 else "bidder_kinds", kind),
        )
        for kind, count in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return source.t("report.bids.kinds", kinds=source.listed(told))


def _bid_for(source: Source, lot: Lot) -> list[tuple[Bid, LotBid]]:
    return [(bid, found) for bid in source.bids if (found := bid.lot(lot.id))]


def offers_table(source: Source, lot: Lot) -> Table:
    """Return who bid for a lot: capacity per need level, areas, expertise."""
    needs = [(need.id, need.label) for need in source.tender.lot_needs(lot)]
    areas = frozenset(area.id for area in source.tender.lot_areas(lot))
    skilled = bool(source.tender.expertise)
    cols = (
        Column(source.t("report.word.bidder")),
        *(Column(label, number=True) for _, label in needs),
        Column(source.t("report.bids.areas")),
        *((Column(source.t("report.bids.expertise")),) if skilled else ()),
    )
    rows = []
    for bid, found in _bid_for(source, lot):
        capacity = {offer.need: _places(source, offer) for offer in found.offers}
        expertise = ", ".join(source.name("expertise", e) for e in found.expertise) or "–"
        rows.append(
            text_row(
                Cell(source.bidder(bid.id), _who(source, bid)),
                *(capacity.get(need, "–") for need, _ in needs),
                _where(source, found, areas),
                *([expertise] if skilled else []),
            )
        )
    return Table(source.t("report.bids.caption", lot=lot.title), cols, tuple(rows))


def _places(source: Source, offer: Offer) -> Cell:
    free = "" if offer.free is None else source.t("report.bids.free", free=offer.free)
    return Cell(source.number(offer.capacity), free)


def _where(source: Source, found: LotBid, areas: frozenset[str]) -> str:
    if not found.areas:
        return "–"
    if areas == set(found.areas):
        return source.t("report.bids.everywhere")
    if len(found.areas) > _FEW_AREAS:
        return source.t("report.word.of", count=len(found.areas), whole=len(areas))
    return ", ".join(source.name("area", area) for area in found.areas)


def _who(source: Source, bid: Bid) -> str:
    t = source.t
    kind = source.word("bidder_kind", bid.kind) if bid.kind else ""
    told = [kind, t("report.bids.kvk", kvk=bid.kvk) if bid.kvk else ""]
    if bid.turnover is not None:
        told.append(t("report.bids.turnover", turnover=bid.turnover))
    if bid.members:
        told.append(t("report.bids.members", names=[member.name for member in bid.members]))
    if bid.subcontractors:
        told.append(t("report.bids.subcontractors", names=bid.subcontractors))
    told += [source.name("attribute", one) for one in bid.attributes]
    return " · ".join(x for x in told if x)


def prices_table(source: Source, lot: Lot) -> Table | None:
    """Return the price per need level of each bid; None when no price was asked."""
    needs = source.tender.lot_needs(lot)
    found = _bid_for(source, lot)
    if not any(offer.price is not None for _, bid in found for offer in bid.offers):
        return None
    rows = []
    for bid, lot_bid in found:
        prices = {offer.need: offer.price for offer in lot_bid.offers}
        told = (_price(source, prices.get(need.id), need) for need in needs)
        rows.append(text_row(Cell(source.bidder(bid.id), _discounts(source, lot_bid)), *told))
    labels = [source.t("report.word.bidder"), *(need.label for need in needs)]
    caption = source.t("report.bids.prices", lot=lot.title)
    return Table(caption, columns(*labels, numbers="-" + "n" * len(needs)), tuple(rows))


def _discounts(source: Source, bid: LotBid) -> str:
    """The tiers of a volume discount, as the bid states them."""
    tiers = [tier_in_words(source, tier) for tier in bid.discounts]
    return source.t("report.bids.discounts", tiers="; ".join(tiers)) if tiers else ""


def _price(source: Source, price: Decimal | None, need: Need) -> Cell:
    if price is None:
        return Cell("–")
    return Cell(source.euro(price), per_month(source, price) if need.monthly else "")


def per_month(source: Source, price: Decimal) -> str:
    """Return what a yearly price is each month; it divides by twelve in whole cents."""
    return source.t("report.tariff.per_month", amount=Fraction(price) / 12)
