"""Answers to a question about an award as sections: the same on a page, on sheets and as lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aanbesteding.report.grid import origin_rows, sheet, text
from aanbesteding.report.html import origin_facts, rendered, tender_head
from aanbesteding.report.listing import Listing, as_cells, as_table
from aanbesteding.report.scenario_lines import aligned
from aanbesteding.report.shapes import Chart
from aanbesteding.report.source import Source
from aanbesteding.report.step_chart import StepChart
from aanbesteding.workbook.book import Book, Row, Sheet

ORIGIN = "explained_origin"
WIDE, NARROW = 44, 22


@dataclass(frozen=True)
class Section:
    """A part of an answer; its titles are the texts ``report.section.NAME`` and ``sheet.NAME``."""

    name: str
    lead: str = ""
    sentences: tuple[str, ...] = ()
    lists: tuple[Listing, ...] = ()
    charts: tuple[Chart | StepChart, ...] = ()


def explained_page(source: Source, kind: str, sections: Sequence[Section]) -> str:
    """Return the whole page as text; it needs no other file and no script."""
    shown = [
        {"section": one, "tables": [as_table(source, each) for each in one.lists]}
        for one in sections
    ]
    contents = (*(one.name for one in sections), ORIGIN)
    return rendered(
        "explained.html",
        source,
        head=tender_head(source, kind),
        sections=shown,
        origin=origin_facts(source),
        what_if=source.what_if,
        contents=contents,
    )


def explained_book(source: Source, kind: str, sections: Sequence[Section]) -> Book:
    """Return the workbook: a sheet per section; its properties name the record's hash."""
    sheets = (*(_sheet(source, one) for one in sections), _origin(source))
    properties = {"company": source.tender.authority, "tender-sha256": source.record["tender_hash"]}
    if source.record_hash:
        properties["record-sha256"] = source.record_hash
    title = f"{source.t(f'report.kind.{kind}')} · {source.tender.title}"
    return Book(title, sheets, properties)


def _sheet(source: Source, section: Section) -> Sheet:
    rows: list[Row] = [(text(line),) for line in (section.lead, *section.sentences) if line]
    rows += [()] if rows else []
    for each in section.lists:
        rows += as_cells(each, len(rows) + 4)
    columns = max((len(each.labels) for each in section.lists), default=1)
    return sheet(source, section.name, rows, (WIDE, *[NARROW] * (columns - 1)), (0, 0))


def _origin(source: Source) -> Sheet:
    return sheet(source, ORIGIN, origin_rows(source), (56, 76))


def explained_lines(source: Source, sections: Sequence[Section]) -> Iterator[str]:
    """Yield every section as lines of text, for who reads a terminal."""
    for section in sections:
        yield source.t(f"report.section.{section.name}")
        yield from (line for line in (section.lead, *section.sentences) if line)
        for each in section.lists:
            table = as_table(source, each)
            yield ""
            yield each.caption
            heads = [column.label for column in table.columns]
            yield from aligned([heads, *([cell.text for cell in row.cells] for row in table.rows)])
        yield ""
