"""What happened to bids outside their forms."""

from collections.abc import Iterator

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
    return text_row(
        source.bidder(event.bidder),
        Cell(source.t(f"report.status.{event.event.value}"), lot),
        source.day(event.date) if event.date else "–",
        event.reason,
        " ".join(_told(source, event)) or "–",
    )


def _told(source: Source, event: Event) -> Iterator[str]:
    """What was asked, answered and decided, by whom, until when, and what was changed."""
    for name in ("request", "answer", "decision", "by"):
        if text := getattr(event, name):
            yield source.t(f"report.events.{name}_was", text=text)
    if event.event is EventKind.PRICE_ASKED and event.value:
        yield source.t("report.events.until", day=event.value)
    if event.event is EventKind.CORRECTED and event.field:
        key = "report.events.change" if event.before else "report.events.change_to"
        yield source.t(key, field=event.field, before=event.before, after=event.value)
