"""What happened to bids outside their forms."""

from aanbesteding.bids.bid import Event, EventKind
from aanbesteding.report.shapes import Cell, Column, Row, Table, columns, text_row
from aanbesteding.report.source import Source


def events_table(source: Source) -> Table | None:
    """Return the register: who is out, what was corrected or asked; None when empty."""
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
            ("by", event.by),
        )
        if text
    ]
    if event.event is EventKind.PRICE_ASKED and event.value:
        told.append(source.t("report.events.until", day=event.value))
    if event.event is EventKind.CORRECTED and event.field:
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
