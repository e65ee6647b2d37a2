"""Answers to a question about an award as sections: the same on a page, on sheets and as lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from aanbesteding.report.grid import origin_rows, properties, sheet, text
from aanbesteding.report.html import origin_facts, rendered, tender_head
from aanbesteding.report.listing import Listing, as_cells, as_table
from aanbesteding.report.look import PLAIN, Look
from aanbesteding.report.scenario_lines import table_lines
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


@dataclass(frozen=True)
class Answer:
    """The record of an answer, in one language, and the sections that show it."""

    source: Source
    sections: tuple[Section, ...]

    @property
    def kind(self) -> str:
        """Which question it answers."""
        return str(self.source.record["kind"])


def explained_page(answers: Sequence[Answer], kind: str, look: Look = PLAIN) -> str:
    """Return answers as one page, which needs no other file and can be read without script.

    A section of another award than the one decided says so; the page does where all do.
    """
    first = answers[0].source
    sections = [shown for answer in answers for shown in as_shown(answer.source, answer.sections)]
    origins = [{"kind": answer.kind, "facts": origin_facts(answer.source)} for answer in answers]
    return rendered(
        "explained.html",
        first,
        look,
        head=tender_head(first, kind),
        sections=sections,
        origins=origins,
        what_if=all(answer.source.what_if for answer in answers),
        contents=(*(one.name for answer in answers for one in answer.sections), ORIGIN),
    )


def as_shown(source: Source, sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Return sections as a page shows them, with their lists as tables."""
    return [
        {
            "section": one,
            "tables": [as_table(source, each) for each in one.lists],
            "what_if": source.what_if,
        }
        for one in sections
    ]


def explained_book(answers: Sequence[Answer], kind: str) -> Book:
    """Return answers as one workbook, a sheet per section; its properties name the first record."""
    first = answers[0].source
    sheets = [section_sheet(answer.source, one) for answer in answers for one in answer.sections]
    title = f"{first.t(f'report.kind.{kind}')} · {first.tender.title}"
    return Book(title, (*sheets, _origins(answers)), properties(first))


def section_sheet(source: Source, section: Section) -> Sheet:
    """Return a section as a sheet: its sentences, and its lists under each other."""
    rows: list[Row] = [(text(line),) for line in (section.lead, *section.sentences) if line]
    rows += [()] if rows else []
    for each in section.lists:
        rows += as_cells(each, len(rows) + 4)
    columns = max((len(each.labels) for each in section.lists), default=1)
    return sheet(source, section.name, rows, (WIDE, *[NARROW] * (columns - 1)), (0, 0))


def _origins(answers: Sequence[Answer]) -> Sheet:
    rows: list[Row] = []
    for answer in answers:
        source = answer.source
        title = source.t(f"report.kind.{answer.kind}")
        rows += [(text(title, "strong"),), *origin_rows(source), ()]
    return sheet(answers[0].source, ORIGIN, rows, (56, 76), (0, 0))


def explained_lines(answer: Answer) -> Iterator[str]:
    """Yield every section as lines of text, for who reads a terminal."""
    source = answer.source
    for section in answer.sections:
        yield source.t(f"report.section.{section.name}")
        yield from (line for line in (section.lead, *section.sentences) if line)
        for each in section.lists:
            yield ""
            yield each.caption
            yield from table_lines(as_table(source, each))
        yield ""
