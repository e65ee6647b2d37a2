"""Every text that goes into a workbook goes through here, and stays text.

A cell gets a string, never a formula or a link; what begins like a formula also gets the quote
prefix, so that it stays text when somebody edits the cell. Signs a workbook cannot hold are made
visible as `basis.visible` says. Text that does not fit in a cell is refused, never cut.
"""

from typing import Any

from aanbesteding.basis.errors import FindingsError
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Cell
from aanbesteding.basis.visible import FORMULA_SIGNS, storable

MOST = 32_767
_NOTE_SIGNS = 40


def put_text(worksheet: Any, at: tuple[int, int], text: str, look: Any) -> None:
    """Write text in a cell, at a row and column counted from 0.

    Raises FindingsError when it is longer than a cell can hold.
    """
    shown = fitting(worksheet, at, text)
    if shown.startswith("<r>") and shown.endswith("</r>"):
        _put_in_pieces(worksheet, at, shown, look)
    else:
        worksheet.write_string(*at, shown, look)


def fitting(worksheet: Any, at: tuple[int, int], text: str) -> str:
    """Return the text as it is shown in that cell; raises FindingsError when it does not fit."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    shown = storable(text)
    length = len(shown.encode("utf-16-le")) // 2
    if length > MOST:
        place = Cell("", worksheet.get_name(), xl_rowcol_to_cell(*at))
        values = {"length": length, "most": MOST, "found": f"{shown[:60]}…"}
        raise FindingsError((Finding("W313", Weight.REPAIRABLE, place, values),))
    return shown


def needs_quote(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula once somebody edits it."""
    return text.startswith(FORMULA_SIGNS)


def link_to(worksheet: Any, at: tuple[int, int], sheet: str, text: str, look: Any) -> None:
    """Write text that leads to a sheet of the same workbook; nothing outside can be named."""
    quoted = sheet.replace("'", "''")
    worksheet.write_url(*at, f"internal:'{quoted}'!A1", look, string=fitting(worksheet, at, text))


def put_note(worksheet: Any, at: tuple[int, int], text: str) -> None:
    """Write a note on a cell, in a box as high as its text."""
    shown = fitting(worksheet, at, text)
    lines = sum(1 + len(part) // _NOTE_SIGNS for part in shown.split("\n"))
    size = {"width": 280, "height": min(400, 14 + 17 * lines)}
    worksheet.write_comment(*at, shown, size)


def label(text: str, most: int) -> str:
    """Return text for a place with little room, such as a message; what is cut ends with "…"."""
    shown = storable(text)
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def chart_text(text: str) -> str:
    """Return a title or name in a chart; XlsxWriter takes ``Sheet!A1`` for an address."""
    return storable(text).replace("!", "! ")


def footer_text(text: str) -> str:
    """Return text for a footer, where an ampersand starts a code and the length is limited."""
    return label(text, 120).replace("&", "&&")


def footer(left: str, below: str = "") -> str:
    """Return a footer: words on the left, the sheet in the middle, the pages on the right.

    A digit right after a size would be read as part of that size; hence the space before it.
    """
    under = f"\n&6{_sized(below)}" if below else ""
    return f"&L&8{_sized(left)}{under}&C&8&A&R&8&P / &N"


def _sized(text: str) -> str:
    return f" {footer_text(text)}" if text[:1].isdigit() else footer_text(text)


def _put_in_pieces(worksheet: Any, at: tuple[int, int], text: str, look: Any) -> None:
    """Text that looks like the file's own inner markup, which XlsxWriter would put in unescaped.

    In pieces of one look XlsxWriter writes that markup itself, around text it escapes.
    """
    worksheet.write_rich_string(*at, text[0], text[1], text[2:], look)
