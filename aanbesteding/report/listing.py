"""A list of figures that is shown twice: as a table on the page and as numbers in the workbook."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from aanbesteding.basis import show
from aanbesteding.report.grid import heads, live, text
from aanbesteding.report.shapes import Cell, Column, Table, text_row
from aanbesteding.report.source import Source
from aanbesteding.workbook.book import CellOut, Row

Formula = Callable[[int], str]
_NUMBERS = ("number", "count", "cents", "share", "figure")
_STYLES = {
    "number": "row_number",
    "count": "row_integer",
    "cents": "row_euro",
    "share": "row_percent",
}


@dataclass(frozen=True)
class Listing:
    """Rows of values under headings; a kind is text, wide, or one of those below.

    A number, a share, or cents. A count is a whole number, or words where it is not shown. A figure
    is a number in words, with its unit. A verdict is a pair: whether it is good, and the words.
    `formulas` say by column number how the workbook computes a value from its own row.
    """

    caption: str
    labels: Sequence[str]
    kinds: Sequence[str]
    rows: Sequence[Sequence[Any]]
    note: str = ""
    formulas: Mapping[int, Formula] = field(default_factory=dict)


def filled(*lists: Listing) -> tuple[Listing, ...]:
    """Return the lists that hold anything."""
    return tuple(one for one in lists if one.rows)


def as_table(source: Source, listing: Listing) -> Table:
    """Return the list as a table of the page."""
    kept = _told(source, listing)
    columns = tuple(
        Column(listing.labels[at], listing.kinds[at] in _NUMBERS, listing.kinds[at] == "wide")
        for at in kept
    )
    rows = tuple(
        text_row(*(_shown(source, listing.kinds[at], row[at]) for at in kept))
        for row in listing.rows
    )
    return Table(listing.caption, columns, rows, (), listing.note)


def _told(source: Source, listing: Listing) -> list[int]:
    """Which columns say something: not the lot, where all is about the only one that is bought."""
    bought = {lot.title for lot in source.tender.open_lots}
    lot = source.t("report.word.lot")
    return [
        at
        for at, label in enumerate(listing.labels)
        if label != lot or len(bought) > 1 or {row[at] for row in listing.rows} != bought
    ]


def _shown(source: Source, kind: str, value: Any) -> Cell:
    if kind == "verdict":
        good, words = value
        return Cell(words, tone="good" if good else "bad")
    if value is None:
        return Cell("–")
    match kind:
        case "cents":
            return Cell(source.cents(value))
        case "number":
            return Cell(source.number(value))
        case "count" if isinstance(value, int):
            return Cell(source.number(value))
        case "share":
            return Cell(show.share(value, source.lang))
    return Cell(value)


def as_cells(listing: Listing, first: int) -> list[Row]:
    """Return the list as rows of a sheet, of which the caption stands in row `first`."""
    marks = "".join("n" if kind in _NUMBERS else "-" for kind in listing.kinds)
    rows: list[Row] = [(text(listing.caption, "strong"),), heads(*listing.labels, numbers=marks)]
    for at, values in enumerate(listing.rows, start=first + len(rows)):
        pairs = zip(listing.kinds, values, strict=True)
        rows.append(
            tuple(
                _cell(kind, value, listing.formulas.get(column), at)
                for column, (kind, value) in enumerate(pairs, start=1)
            )
        )
    return [*rows, ()]


def _cell(kind: str, value: Any, formula: Formula | None, row: int) -> CellOut:
    if kind == "verdict":
        good, words = value
        return CellOut(words, "row_good" if good else "row_bad")
    if value is None:
        return text("–")
    if kind not in _STYLES or (isinstance(value, str) and kind == "count"):
        return text(value, "row_integer" if kind in ("figure", "count") else "row")
    number = Fraction(value) / (100 if kind == "cents" else 1)
    if formula is not None:
        return live(formula(row), number, _STYLES[kind])
    return CellOut(number, _STYLES[kind])
