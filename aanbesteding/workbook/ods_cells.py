"""Cells and sheets of an OpenDocument spreadsheet as XML: values and looks, no formulas."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from xml.sax.saxutils import escape, quoteattr

from aanbesteding.basis.visible import storable
from aanbesteding.workbook.book import CellOut, CellValue, Row, Sheet
from aanbesteding.workbook.styles import style_of

_SPACES = re.compile(r" (?= )|^ | $|\t")
_CENTIMETRES = 0.19
_SHARE = "percent"


def sheet_xml(sheet: Sheet) -> str:
    """Return a sheet as a table; its first rows that stay in view are its head."""
    head = sheet.repeat or sheet.freeze[0]
    rows = [_row(row) for row in sheet.rows]
    before = f"<table:table-header-rows>{''.join(rows[:head])}</table:table-header-rows>"
    inside = (before if head else "") + "".join(rows[head:])
    columns = "".join(
        f'<table:table-column table:style-name="{column_style(width)}"/>' for width in sheet.columns
    )
    start = f'<table:table table:name={quoteattr(storable(sheet.name))} table:style-name="sheet">'
    return f"{start}{columns}{inside}</table:table>"


def column_style(width: float) -> str:
    """Return the name of the style of a column with that width in characters."""
    return f"w{round(width * 10)}"


def column_styles(sheets: tuple[Sheet, ...]) -> str:
    """Return a style for every width there is."""
    widths = sorted({width for sheet in sheets for width in sheet.columns})
    return "".join(
        f'<style:style style:name="{column_style(width)}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * _CENTIMETRES:.2f}cm"/>'
        "</style:style>"
        for width in widths
    )


def _row(row: Row) -> str:
    cells = "".join(_cells(row)) or "<table:table-cell/>"
    return f'<table:table-row table:style-name="row">{cells}</table:table-row>'


def _cells(row: Row) -> Iterator[str]:
    for cell in row:
        if cell is None:
            yield "<table:table-cell/>"
            continue
        yield _cell(cell)
        yield "<table:covered-table-cell/>" * (cell.span - 1)


def _cell(cell: CellOut) -> str:
    style = style_of(cell)
    span = f' table:number-columns-spanned="{cell.span}"' if cell.span > 1 else ""
    start = f'<table:table-cell table:style-name="{style}"{span}'
    kind, shown = _value(cell.value, style)
    note = f"<office:annotation>{_lines(cell.comment)}</office:annotation>" if cell.comment else ""
    inside = note + shown
    return f"{start}{kind}>{inside}</table:table-cell>" if inside else f"{start}{kind}/>"


def _value(value: CellValue, style: str) -> tuple[str, str]:
    """The attributes that hold a value, and what a reader sees who knows only the text."""
    if value is None or value == "":
        return "", ""
    if isinstance(value, str):
        return ' office:value-type="string"', _lines(value)
    if isinstance(value, bool):
        said = "true" if value else "false"
        return f' office:value-type="boolean" office:boolean-value="{said}"', _lines(said)
    if isinstance(value, date):
        day = value.isoformat()
        return f' office:value-type="date" office:date-value="{day}"', _lines(day)
    kind = "percentage" if style.endswith(_SHARE) else "float"
    digits = _digits(value)
    return f' office:value-type="{kind}" office:value="{digits}"', _lines(digits)


def _digits(value: int | Decimal | Fraction) -> str:
    """A number in the digits that the other workbook keeps of it."""
    return f"{float(value):.16G}"


def _lines(text: str) -> str:
    parts = storable(text).split("\n")
    return "".join(f"<text:p>{_spaced(part)}</text:p>" for part in parts)


def _spaced(text: str) -> str:
    """Text in which no space is lost: a reader takes several for one, and none at an end."""
    marked = _SPACES.sub(lambda found: "\x00" if found[0] == " " else "\x01", text)
    return escape(marked).replace("\x00", "<text:s/>").replace("\x01", "<text:tab/>")
