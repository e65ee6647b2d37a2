"""The proces-verbaal of the opening: who opened which files when, as the journal has it."""

from collections.abc import Iterator
from dataclasses import dataclass

from aanbesteding.report.documents.common import as_point, part, said
from aanbesteding.report.events import events_table
from aanbesteding.report.html import buyer_facts
from aanbesteding.report.origin import findings_table
from aanbesteding.report.papers.paper import Paper, Part, Signature
from aanbesteding.report.shapes import Cell, Column, Fact, Table, columns, text_row
from aanbesteding.report.source import Source

PRICES_OPENED = "prices_opened"


@dataclass(frozen=True)
class Receipt:
    """A bid file as received: the moment (UTC) it was first seen, and whether that was too late.

    `size` is in bytes; None when the file is no longer there as it was received.
    """

    path: str
    sha256: str
    time: str
    late: bool
    size: int | None = None


@dataclass(frozen=True)
class Moment:
    """A step of the journal: its name, the moment (UTC), by whom and on which line."""

    step: str
    time: str
    by: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Opening:
    """The opening of the bids by the journal, and the head of the journal after it.

    `envelopes` are the moments at which quality was frozen and prices were opened.
    """

    opened: Moment
    receipts: tuple[Receipt, ...]
    head: str
    envelopes: tuple[Moment, ...] = ()


def opening(source: Source, found: Opening) -> Paper:
    """Return the proces-verbaal, signed by who opened; of an award, or of the opening alone."""
    parts = (
        _opened(source, found),
        _received(source, found),
        _late(source, found),
        _envelopes(source, found),
    )
    role = said(source, "sign.opener")
    return Paper(
        lang=source.lang,
        kind=said(source, "opening.kind"),
        title=source.tender.title,
        parts=tuple(one for one in parts if not one.empty),
        facts=buyer_facts(source),
        signatures=tuple(Signature(role, name) for name in found.opened.by),
        origin=(
            Fact(source.t("report.origin.tender"), source.record["tender_hash"], tone="hash"),
            Fact(source.t("report.origin.version"), source.record["package"]),
            Fact(said(source, "opening.head"), found.head, tone="hash"),
        ),
    )


def _opened(source: Source, found: Opening) -> Part:
    due = source.record["schedule"]["bids_due"]
    told = _when(source, "opening.opened_says", found.opened)
    return part(source, "opening.opened", f"{told} {said(source, 'opening.due', day=due)}")


def _when(source: Source, key: str, moment: Moment) -> str:
    day, _, time = moment.time.partition("T")
    values = {"day": day, "time": time[:5], "by": moment.by, "line": moment.line}
    return said(source, key, **values)


def _received(source: Source, found: Opening) -> Part:
    names: dict[str, list[str]] = {}
    for row in source.record["bids"]:
        names.setdefault(row["file"], []).append(source.bidder(row["id"]))
    labels = [said(source, f"opening.{head}") for head in ("file", "bidder", "seen", "size")]
    rows = tuple(
        text_row(
            one.path,
            "; ".join(names.get(one.path, ())) or said(source, "opening.no_bid"),
            _seen(source, one),
            "–" if one.size is None else source.number(one.size),
            Cell(one.sha256, tone="hash"),
        )
        for one in found.receipts
    )
    cols = (*columns(*labels, numbers="---n"), Column(said(source, "opening.sha256"), wide=True))
    table = Table(said(source, "opening.files"), cols, rows) if rows else None
    count = said(source, "opening.count", files=len(rows))
    return part(source, "opening.received", count, tables=(table,))


def _seen(source: Source, one: Receipt) -> Cell:
    day, _, time = one.time.partition("T")
    late = said(source, "opening.too_late") if one.late else ""
    shown = said(source, "opening.moment", day=day, time=time[:5])
    return Cell(shown, late, "bad" if one.late else "")


def _late(source: Source, found: Opening) -> Part:
    late = [one.path for one in found.receipts if one.late]
    tables = [events_table(source), _findings(source)]
    lines = [said(source, "opening.late_files", files=late)] if late else []
    if not lines and tables == [None, None]:
        lines = [said(source, "opening.none_late")]
    return part(source, "opening.late", *lines, tables=tables)


def _findings(source: Source) -> Table | None:
    """The notices about bid files."""
    own = [one for one in source.record["findings"] if str(one["place"]).startswith("bids")]
    return findings_table(Source({**source.record, "findings": own}, source.lang))


def _envelopes(source: Source, found: Opening) -> Part:
    if source.tender.award.envelopes != "two":
        return part(source, "opening.envelopes", said(source, "opening.one"))
    done = any(moment.step == PRICES_OPENED for moment in found.envelopes)
    lead = said(source, "opening.two" if done else "opening.closed")
    return part(source, "opening.envelopes", lead, points=_points(source, found))


def _points(source: Source, found: Opening) -> Iterator[str]:
    for moment in found.envelopes:
        told = _when(source, "opening.moment_by", moment)
        yield as_point(Fact(source.t(f"report.journal.{moment.step}"), told))
