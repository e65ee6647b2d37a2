"""Everything a paper says, as one text."""

from aanbesteding.report.papers.paper import Paper, Part
from aanbesteding.report.shapes import Table
from tests.report.paper_sample import in_reading_order


def words(paper: Paper) -> str:
    """Return all words of a paper, with one plain space between them."""
    return " ".join(" ".join(in_reading_order(paper)).split())


def part_named(paper: Paper, heading: str) -> Part:
    """Return the part with that heading."""
    return next(part for part in paper.parts if part.heading == heading)


def table_with(paper: Paper, caption: str) -> Table:
    """Return the first table whose caption begins so."""
    tables = (table for part in paper.parts for table in part.tables)
    return next(table for table in tables if table.caption.startswith(caption))
