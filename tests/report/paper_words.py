"""Everything a paper says, as one text."""

from collections.abc import Iterator

from aanbesteding.report.papers.paper import Paper, Part
from aanbesteding.report.shapes import Fact, Table


def words(paper: Paper) -> str:
    """Return all words of a paper, with one plain space between them."""
    return " ".join(" ".join(_words(paper)).split())


def part_named(paper: Paper, heading: str) -> Part:
    """Return the part with that heading."""
    return next(part for part in paper.parts if part.heading == heading)


def cells(table: Table) -> list[list[str]]:
    """Return the texts of the rows of a table, totals last."""
    return [[cell.text for cell in row.cells] for row in (*table.rows, *table.total)]


def table_with(paper: Paper, caption: str) -> Table:
    """Return the first table whose caption begins so."""
    tables = (table for part in paper.parts for table in part.tables)
    return next(table for table in tables if table.caption.startswith(caption))


def _words(paper: Paper) -> Iterator[str]:
    yield from (paper.kind, paper.title, paper.mark, paper.salutation)
    yield from (*paper.sender, *paper.addressee, *paper.closing)
    yield from _facts((*paper.facts, *paper.origin))
    for part in paper.parts:
        yield from (part.heading, *part.paragraphs, *part.points)
        for table in part.tables:
            yield from _table(table)
    for one in paper.signatures:
        yield from (one.role, one.name)


def _facts(facts: tuple[Fact, ...]) -> Iterator[str]:
    for fact in facts:
        yield from (fact.term, fact.text, fact.note)


def _table(table: Table) -> Iterator[str]:
    yield from (table.caption, table.note, *(column.label for column in table.columns))
    for row in (*table.rows, *table.total):
        for cell in row.cells:
            yield from (cell.text, cell.note)
