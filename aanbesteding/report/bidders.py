"""Who bid, what they offer, and what happened to bids outside their forms."""

from typing import Any

from aanbesteding.bids.bid import Bid, Event, LotBid
from aanbesteding.report.shapes import Cell, Column, Row, Table, columns, text_row
from aanbesteding.report.source import Source
from aanbesteding.tender.lots import Lot


def bidders(source: Source) -> dict[str, Any]:
    """Return the section: bids per lot, prices per lot, the register of events."""
    lots = source.tender.open_lots
    return {
        "offers": [offers_table(source, lot) for lot in lots],
        "prices": [table for lot in lots if (table := prices_table(source, lot))],
        "events": events_table(source),
        "count": len(source.bids),
    }


def _bid_for(source: Source, lot: Lot) -> list[tuple[Bid, LotBid]]:
    return [(bid, found) for bid in source.bids if (found := bid.lot(lot.id))]


def offers_table(source: Source, lot: Lot) -> Table:
    """Return who bid for a lot: capacity per need level, areas, expertise."""
    needs = source.tender.lot_needs(lot)
    labels = [need.label for need in needs]
    cols = (
        Column(source.t("report.word.bidder")),
        *(Column(label, number=True) for label in labels),
        Column(source.t("report.bids.areas")),
        Column(source.t("report.bids.expertise")),
    )
    rows = tuple(_offer_row(source, lot, bid, found) for bid, found in _bid_for(source, lot))
    return Table(source.t("report.bids.caption", lot=lot.title), cols, rows)


def _offer_row(source: Source, lot: Lot, bid: Bid, found: LotBid) -> Row:
    tender = source.tender
    offers = [found.offer(need.id) for need in tender.lot_needs(lot)]
    everywhere = {a.id for a in tender.lot_areas(lot)} == set(found.areas)
    areas = ", ".join(source.name("area", area) for area in found.areas)
    return text_row(
        Cell(source.bidder(bid.id), _who(source, bid)),
        *("–" if offer is None else source.number(offer.capacity) for offer in offers),
        source.t("report.bids.everywhere") if everywhere and found.areas else areas or "–",
        ", ".join(source.name("expertise", e) for e in found.expertise) or "–",
    )


def _who(source: Source, bid: Bid) -> str:
    t = source.t
    told = [bid.kind, t("report.bids.kvk", kvk=bid.kvk) if bid.kvk else ""]
    if bid.members:
        told.append(t("report.bids.members", names=bid.members))
    if bid.subcontractors:
        told.append(t("report.bids.subcontractors", names=bid.subcontractors))
    return " · ".join(x for x in told if x)


def prices_table(source: Source, lot: Lot) -> Table | None:
    """Return the price per need level of each bid; None when no price was asked."""
    needs = source.tender.lot_needs(lot)
    found = _bid_for(source, lot)
    if not any(offer.price is not None for _, bid in found for offer in bid.offers):
        return None
    rows = []
    for bid, lot_bid in found:
        offers = [lot_bid.offer(need.id) for need in needs]
        prices = [None if offer is None else offer.price for offer in offers]
        told = ("–" if price is None else source.euro(price) for price in prices)
        rows.append(text_row(source.bidder(bid.id), *told))
    labels = [source.t("report.word.bidder"), *(need.label for need in needs)]
    caption = source.t("report.bids.prices", lot=lot.title)
    return Table(caption, columns(*labels, numbers="-" + "n" * len(needs)), tuple(rows))


def events_table(source: Source) -> Table | None:
    """Return the register: late, withdrawn, excluded, unsuitable, corrected; None when empty."""
    if not source.events:
        return None
    labels = [source.t(f"report.events.{h}") for h in ("bidder", "event", "day", "reason", "told")]
    rows = tuple(_event_row(source, event) for event in source.events)
    cols = (*columns(*labels[:-1]), Column(labels[-1], wide=True))
    return Table(source.t("report.events.caption"), cols, rows)


def _event_row(source: Source, event: Event) -> Row:
    lot = source.name("lot", event.lot) if event.lot else ""
    told = [
        source.t(f"report.events.{name}_was", text=text)
        for name, text in (
            ("request", event.request),
            ("answer", event.answer),
            ("decision", event.decision),
        )
        if text
    ]
    if event.field:
        told.append(
            source.t(
                "report.events.change" if event.before else "report.events.change_to",
                field=event.field,
                before=event.before,
                after=event.value,
            )
        )
    return text_row(
        source.bidder(event.bidder),
        Cell(source.t(f"report.status.{event.event.value}"), lot),
        source.day(event.date) if event.date else "–",
        event.reason,
        " ".join(told) or "–",
    )
