"""Spoils a filled-in form the way senders do; for the examples and tests of faulty files."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from aanbesteding.workbook.form_book import IDENTITY_SHEET
from aanbesteding.workbook.opened import open_form
from aanbesteding.workbook.zipped import as_made_on_unix

_SAVED = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_MOMENT = b"2000-01-01T00:00:00Z"
_OLDEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Spoiling:
    """What a sender did to a form: other values in cells, other sheets, another identity.

    `cells` goes by sheet and cell; a text that starts with "=" is a formula, None an empty cell.
    `parts` are parts of the file itself, put in or over the ones that were there.
    """

    cells: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    identity: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)


def spoiled(content: bytes, spoiling: Spoiling) -> bytes:
    """Return the workbook as it came back; the same spoiling of the same bytes, the same bytes.

    Raises ValueError for bytes that are no workbook that may be opened.
    """
    opened = open_form(content, "spoiled.xlsx")
    if opened.findings:
        raise ValueError(opened.findings)
    book = opened.book
    for (sheet, cell), value in spoiling.cells.items():
        book[sheet][cell] = value
    for row in book[IDENTITY_SHEET].iter_rows(max_col=2):
        row[1].value = spoiling.identity.get(str(row[0].value), row[1].value)
    for sheet in spoiling.without:
        del book[sheet]
    for sheet in spoiling.extra:
        book.create_sheet(sheet)
    for sheet in spoiling.hidden:
        book.create_sheet(sheet).sheet_state = "hidden"
    stream = BytesIO()
    book.save(stream)
    return _packed(stream.getvalue(), spoiling.parts)


def _packed(content: bytes, parts: Mapping[str, str]) -> bytes:
    """The same file with these parts, and without the moment at which openpyxl saved it."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as saved:
        found = {name: saved.read(name) for name in saved.namelist()}
    found["docProps/core.xml"] = _SAVED.sub(_MOMENT, found["docProps/core.xml"])
    found |= {name: text.encode() for name, text in parts.items()}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in found.items():
            packed.writestr(zipfile.ZipInfo(name, _OLDEST), part, zipfile.ZIP_DEFLATED)
    return as_made_on_unix(stream.getvalue())
