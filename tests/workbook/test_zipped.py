"""A workbook made on Windows is, to the byte, the one made elsewhere."""

import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.workbook.book import Book, CellOut, Sheet
from aanbesteding.workbook.ods import ods_bytes
from aanbesteding.workbook.table_writer import tables_bytes
from aanbesteding.workbook.write import book_bytes
from aanbesteding.workbook.zipped import as_made_on_unix
from tests.workbook.test_tables import FRUIT

BOOK = Book("Gunning", (Sheet("Scores", ((CellOut("Zorg Één"), CellOut(3)),)),))
PARTS = st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1), st.binary())


def on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zipfile.sys", SimpleNamespace(**vars(sys) | {"platform": "win32"}))


MAKERS: dict[str, Callable[[], bytes]] = {
    "a workbook": lambda: book_bytes(BOOK),
    "an open document": lambda: ods_bytes(BOOK, "nl"),
    "tables": lambda: tables_bytes(FRUIT),
}


@pytest.mark.parametrize("name", MAKERS)
def test_windows_makes_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    here = MAKERS[name]()
    on_windows(monkeypatch)
    assert MAKERS[name]() == here


def zipped(parts: dict[str, bytes], system: int) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.create_system = system
            file.writestr(info, content)
    return stream.getvalue()


@given(PARTS)
def test_only_the_mark_of_the_system_differs(parts: dict[str, bytes]) -> None:
    assert as_made_on_unix(zipped(parts, 0)) == zipped(parts, 3)
