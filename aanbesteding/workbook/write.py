"""Writes workbooks: reports from a Book, and forms to fill in; the same data, the same bytes."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any

from aanbesteding.basis.files import write_whole
from aanbesteding.basis.places import Path
from aanbesteding.basis.visible import storable
from aanbesteding.workbook.book import Book, Sheet
from aanbesteding.workbook.cells import Formats, write_cell
from aanbesteding.workbook.charts import draw
from aanbesteding.workbook.entries import Lists
from aanbesteding.workbook.form_book import form_book, row_and_column
from aanbesteding.workbook.heights import NORMAL, height_for
from aanbesteding.workbook.slots import Form, Value
from aanbesteding.workbook.text import label, put_note
from aanbesteding.workbook.zipped import as_made_on_unix

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed moment, so that bytes do not change


def write_form(form: Form, path: FilePath, values: Mapping[Path, Value] | None = None) -> None:
    """Write the form to a file, filled in with the values; replaces the file in one step."""
    write_whole(path, form_bytes(form, values))


def form_bytes(form: Form, values: Mapping[Path, Value] | None = None) -> bytes:
    """Return the form as the bytes of a workbook; the same form and values give the same bytes."""
    book, lists = form_book(form, values or {})
    return book_bytes(book, lists)


def book_bytes(book: Book, lists: Lists | None = None) -> bytes:
    """Return the book as the bytes of a workbook; `lists` says where choices stand."""
    import xlsxwriter

    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    _properties(workbook, book)
    formats = Formats(workbook)
    for sheet in book.sheets:
        _sheet(workbook, sheet, formats, lists or Lists())
    for name, cells in book.names.items():
        workbook.define_name(name, f"={cells}")
    workbook.close()
    return as_made_on_unix(stream.getvalue())


def _properties(workbook: Any, book: Book) -> None:
    """The title and hashes; no author, company or moment, which say who made it and when."""
    workbook.set_properties({"title": storable(book.title), "created": CREATED})
    for name, text in book.properties.items():
        workbook.set_custom_property(name, label(text, 255), "text")


def _sheet(workbook: Any, sheet: Sheet, formats: Formats, lists: Lists) -> None:
    worksheet = workbook.add_worksheet(sheet.name)
    if sheet.hidden:
        worksheet.very_hidden()
    worksheet.set_default_row(NORMAL)
    for number, width in enumerate(sheet.columns):
        worksheet.set_column(number, number, width, formats["base"])
    for number, row in enumerate(sheet.rows):
        set_height = sheet.heights.get(number + 1, 0)
        height = max(set_height, height_for(row, sheet.columns))
        if height:
            worksheet.set_row(number, height)
        column = 0
        for cell in row:
            if cell is not None:
                write_cell(formats, worksheet, (number, column), cell, lists)
            column += cell.span if cell is not None else 1
    _around(worksheet, sheet)
    for chart in sheet.charts:
        draw(workbook, worksheet, chart)


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
        row, column = row_and_column(at)
        put_note(worksheet, (row - 1, column - 1), text)
    if sheet.protected:
        allowed = ("format_columns", "format_rows", "autofilter")
        worksheet.protect("", dict.fromkeys(allowed, True))
