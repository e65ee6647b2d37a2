"""Writes workbooks: reports from a Book, and forms to fill in; the same data, the same bytes."""

import math
import os
import tempfile
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any

from aanbesteding.basis.places import Path
from aanbesteding.workbook.book import Book, CellOut, CellValue, Chart, Sheet
from aanbesteding.workbook.check import LONGEST_TEXT
from aanbesteding.workbook.entries import Lists, validation
from aanbesteding.workbook.form_book import form_book
from aanbesteding.workbook.slots import Form, Value
from aanbesteding.workbook.styles import ENTRY_STYLE, styles, wraps

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed moment, so that bytes do not change
_OWN = ("subject", "author", "company", "keywords", "comments")
_KINDS = {
    "bar": {"type": "bar"},
    "column": {"type": "column"},
    "stacked_bar": {"type": "bar", "subtype": "stacked"},
    "stacked_column": {"type": "column", "subtype": "stacked"},
    "line": {"type": "line"},
}


def write_form(form: Form, path: FilePath, values: Mapping[Path, Value] | None = None) -> None:
    """Write the form to a file, filled in with the values; replaces the file in one step."""
    replace_file(path, form_bytes(form, values))


def form_bytes(form: Form, values: Mapping[Path, Value] | None = None) -> bytes:
    """Return the form as the bytes of a workbook; the same form and values give the same bytes."""
    book, lists = form_book(form, values or {})
    return book_bytes(book, lists)


def write_sheets(book: Book, path: FilePath) -> None:
    """Write a workbook of sheets; replaces the file in one step."""
    replace_file(path, book_bytes(book))


def replace_file(path: FilePath, content: bytes) -> None:
    """Write the bytes beside the file first, so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        FilePath(beside).chmod(0o644)
        FilePath(beside).replace(path)
    except BaseException:
        FilePath(beside).unlink(missing_ok=True)
        raise


def book_bytes(book: Book, lists: Lists | None = None) -> bytes:
    """Return the book as the bytes of a workbook; `lists` says where choices stand."""
    import xlsxwriter

    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    _properties(workbook, book)
    formats = _Formats(workbook)
    for sheet in book.sheets:
        _sheet(workbook, sheet, formats, lists or Lists())
    workbook.close()
    return stream.getvalue()


class _Formats:
    """The formats of one workbook, made when first asked for."""

    def __init__(self, workbook: Any):
        self.workbook = workbook
        self.made: dict[str, Any] = {}

    def __getitem__(self, style: str) -> Any:
        if style not in self.made:
            self.made[style] = self.workbook.add_format(dict(styles()[style]))
        return self.made[style]


def _properties(workbook: Any, book: Book) -> None:
    own = {name: text for name, text in book.properties.items() if name in _OWN}
    workbook.set_properties({"title": book.title, "created": CREATED, **own})
    for name, text in book.properties.items():
        if name not in _OWN:
            workbook.set_custom_property(name, text, "text")


def _sheet(workbook: Any, sheet: Sheet, formats: _Formats, lists: Lists) -> None:
    worksheet = workbook.add_worksheet(sheet.name)
    if sheet.hidden:
        worksheet.very_hidden()
    for number, width in enumerate(sheet.columns):
        worksheet.set_column(number, number, width, formats["base"])
    for number, row in enumerate(sheet.rows):
        height = sheet.heights.get(number + 1) or _height(row, sheet.columns)
        if height:
            worksheet.set_row(number, height)
        column = 0
        for cell in row:
            if cell is not None:
                _cell(workbook, worksheet, (number, column), cell, formats, lists)
            column += cell.span if cell is not None else 1
    _around(worksheet, sheet)
    for chart in sheet.charts:
        _chart(workbook, worksheet, chart)


def _around(worksheet: Any, sheet: Sheet) -> None:
    worksheet.hide_gridlines(2)
    if sheet.landscape:
        worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer(sheet.footer or "&L&8&F&C&8&A&R&8&P / &N")
    if sheet.freeze != (0, 0):
        worksheet.freeze_panes(*sheet.freeze)
    if sheet.repeat:
        worksheet.repeat_rows(0, sheet.repeat - 1)
    if sheet.filter:
        worksheet.autofilter(sheet.filter)
    for at, text in sheet.notes.items():
        worksheet.write_comment(at, text)
    if sheet.protected:
        worksheet.protect("", {"format_columns": True, "format_rows": True})


def _cell(
    workbook: Any,
    worksheet: Any,
    at: tuple[int, int],
    cell: CellOut,
    formats: _Formats,
    lists: Lists,
) -> None:
    style = ENTRY_STYLE[cell.entry.shows] if cell.entry else cell.style
    look = formats[style]
    row, column = at
    if cell.span > 1:
        worksheet.merge_range(row, column, row, column + cell.span - 1, "", look)
    _value(worksheet, at, cell, look)
    if cell.name:
        _name(workbook, worksheet, at, cell.name)
    if cell.comment:
        worksheet.write_comment(row, column, cell.comment)
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
        worksheet.write_formula(*at, cell.formula, look, _cached(value))
    elif value is None or value == "":
        worksheet.write_blank(*at, None, look)
    elif isinstance(value, bool):
        worksheet.write_boolean(*at, value, look)
    elif isinstance(value, str):
        worksheet.write_string(*at, _short(value), look)
    elif isinstance(value, date):
        worksheet.write_datetime(*at, value, look)
    else:
        worksheet.write_number(*at, float(value), look)


def _cached(value: CellValue) -> object:
    return float(value) if isinstance(value, (Decimal, Fraction)) else value


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 4] + " […]"


def _height(row: tuple[CellOut | None, ...], columns: tuple[float, ...]) -> float:
    """Return the height of a row with merged, wrapped text: spreadsheets only fit single cells."""
    lines = 1
    column = 0
    for cell in row:
        if cell is None:
            column += 1
            continue
        if cell.span > 1 and isinstance(cell.value, str) and wraps(cell.style):
            width = sum(columns[column : column + cell.span]) or 10
            lines = max(lines, _lines(cell.value, width))
        column += cell.span
    return 15.5 * lines + 3 if lines > 1 else 0


def _lines(text: str, width: float) -> int:
    return sum(max(1, math.ceil(len(part) * 1.08 / width)) for part in text.split("\n"))


def _chart(workbook: Any, worksheet: Any, chart: Chart) -> None:
    drawn = workbook.add_chart(dict(_KINDS[chart.kind]))
    for series in chart.series:
        look: dict[str, Any] = {
            "name": series.name,
            "categories": chart.categories,
            "values": series.values,
        }
        if series.color:
            part = "line" if chart.kind == "line" else "fill"
            look[part] = {"color": series.color}
        drawn.add_series(look)
    drawn.set_title({"name": chart.title, "name_font": {"size": 12, "bold": True}})
    axis = {"name": chart.value_axis, "num_format": chart.number_format}
    sideways = chart.kind in ("bar", "stacked_bar")
    (drawn.set_x_axis if sideways else drawn.set_y_axis)(axis)
    if sideways:
        drawn.set_y_axis({"reverse": True})
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom"})
    drawn.set_size({"width": chart.size[0], "height": chart.size[1]})
    worksheet.insert_chart(chart.at, drawn, {"description": chart.description})
