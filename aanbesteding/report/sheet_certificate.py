"""The sheet about rank reversal: the verdict per lot and the orders behind it, as numbers."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from aanbesteding.report.certificate import answers_table, exclusions_table, verdicts_table
from aanbesteding.report.certificate_words import (
    by_construction,
    certified_lots,
    newcomers,
    orders,
    orders_of_the_rest,
    said,
)
from aanbesteding.report.grid import DASH, as_rows, exact_style, heads, sheet, text, whole
from aanbesteding.report.shapes import Cell, Table
from aanbesteding.report.shapes import Row as Line
from aanbesteding.report.source import Record, Source
from aanbesteding.workbook.book import CellOut, Row, Sheet

_WIDTHS = (60, 46, 46, 18, 18)


def certificate_sheet(source: Source) -> Sheet | None:
    """Return the sheet; None where nothing was certified."""
    lots = certified_lots(source)
    if not lots:
        return None
    rows: list[Row] = [(CellOut(said(source, "lead"), "note", span=5),), ()]
    rows += as_rows(_noted(verdicts_table(source, lots)))
    for lot in lots:
        if not by_construction(lot["certificate"]):
            rows += _lot(source, lot)
    return sheet(source, "certificate", rows, _WIDTHS, (0, 0))


def _lot(source: Source, lot: Record) -> list[Row]:
    found = lot["certificate"]
    rows: list[Row] = [(text(source.name("lot", lot["lot"]), "strong"),)]
    if found["basis"] == "searched":
        rows += as_rows(_noted(answers_table(source, found)))
    for caption, after in orders(source, found):
        rows += _order(source, found, caption, after)
    excluded = exclusions_table(source, found)
    rows += as_rows(excluded) if excluded else []
    for caption, after in orders_of_the_rest(source, found):
        rows += _order(source, found, caption, after)
    rows.append((text(said(source, "newcomers.title"), "strong"),))
    rows += [(CellOut(sentence, "note", span=5),) for sentence in newcomers(source, found)]
    return [*rows, (CellOut(said(source, "newcomers.note"), "note", span=5),), ()]


def _noted(table: Table) -> Table:
    """The table with what stands small under a word behind it."""
    rows = (
        tuple(Cell(f"{cell.text} {cell.note}".strip()) for cell in row.cells) for row in table.rows
    )
    return replace(table, rows=tuple(Line(cells) for cells in rows))


def _order(source: Source, found: Record, caption: str, after: Sequence[Record]) -> list[Row]:
    labels = ("bidder", "rank", "total", "rank_after", "total_after")
    rows: list[Row] = [(text(caption, "strong"),)]
    rows.append(heads(*(said(source, f"table.{label}") for label in labels), numbers="-nnnn"))
    then = {place["bidder"]: place for place in after}
    for place in found["before"]:
        now = then.get(place["bidder"])
        gone = (text(said(source, "table.gone"), "row_integer"), DASH)
        figures = (whole(now["rank"]), _total(now)) if now else gone
        name = text(source.bidder(place["bidder"]))
        rows.append((name, whole(place["rank"]), _total(place), *figures))
    return [*rows, ()]


def _total(place: Record) -> CellOut:
    total = Fraction(place["total"])
    return CellOut(total, exact_style(total))
