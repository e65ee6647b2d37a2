"""Writes one cell: its value, look, name, comment and what may be filled in."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.workbook.book import CellOut, CellValue
from aanbesteding.workbook.entries import Lists, validation
from aanbesteding.workbook.styles import style_of, styles
from aanbesteding.workbook.text import fitting, link_to, needs_quote, put_note, put_text


class Formats:
    """The formats of one workbook, made when first asked for."""

    def __init__(self, workbook: Any):
        self.workbook = workbook
        self.made: dict[tuple[str, bool], Any] = {}

    def __getitem__(self, style: str) -> Any:
        return self.of(style)

    def of(self, style: str, value: object = None) -> Any:
        """Return the format of a style for a value; text like a formula has the quote prefix."""
        quoted = isinstance(value, str) and needs_quote(value)
        if (style, quoted) not in self.made:
            made = self.workbook.add_format(dict(styles()[style]))
            if quoted:
                made.set_quote_prefix()
            self.made[style, quoted] = made
        return self.made[style, quoted]


def write_cell(
    formats: Formats, worksheet: Any, at: tuple[int, int], cell: CellOut, lists: Lists
) -> None:
    """Write a cell at a row and column, counted from 0."""
    row, column = at
    look = formats.of(style_of(cell), None if cell.formula else cell.value)
    if cell.span > 1:
        worksheet.merge_range(row, column, row, column + cell.span - 1, "", look)
    _value(worksheet, at, cell, look)
    if cell.name:
        _name(formats.workbook, worksheet, at, cell.name)
    if cell.comment:
        put_note(worksheet, at, cell.comment)
    if cell.entry and (rule := validation(cell.entry, lists)):
        worksheet.data_validation(row, column, row, column, rule)


def _name(workbook: Any, worksheet: Any, at: tuple[int, int], name: str) -> None:
    from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

    cell = xl_rowcol_to_cell(*at, row_abs=True, col_abs=True)
    workbook.define_name(name, f"={quote_sheetname(worksheet.get_name())}!{cell}")


def _value(worksheet: Any, at: tuple[int, int], cell: CellOut, look: Any) -> None:
    """Write one value; text always as text, so that it is never taken for a formula or a link."""
    value = cell.value
    if cell.formula:
        if value is None:
            raise ValueError(f"{cell.formula} has no result of our own")
        worksheet.write_formula(*at, cell.formula, look, _cached(worksheet, at, value))
    elif value is None or value == "":
        worksheet.write_blank(*at, None, look)
    elif isinstance(value, bool):
        worksheet.write_boolean(*at, value, look)
    elif isinstance(value, str):
        if cell.link:
            link_to(worksheet, at, cell.link, value, look)
        else:
            put_text(worksheet, at, value, look)
    elif isinstance(value, date):
        worksheet.write_datetime(*at, value, look)
    else:
        worksheet.write_number(*at, float(value), look)


def _cached(worksheet: Any, at: tuple[int, int], value: CellValue) -> object:
    if isinstance(value, str):
        return fitting(worksheet, at, value)
    return float(value) if isinstance(value, (Decimal, Fraction)) else value
