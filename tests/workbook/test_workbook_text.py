"""Text in a workbook stays the text it was: no formula, no link, nothing cut, nothing run."""

import ast
import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.basis.errors import FindingsError
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.basis.visible import storable
from aanbesteding.bids.form import bid_form
from aanbesteding.workbook.book import Book, CellOut, Chart, Series, Sheet
from aanbesteding.workbook.pages import RESERVED, sheet_names
from aanbesteding.workbook.text import MOST
from aanbesteding.workbook.write import book_bytes
from tests.small_round import filled, slot, tender

ROOT = Path(__file__).parents[2]
HOSTILE = (
    "=1+1",
    "=cmd|'/c calc'!A0", '=HYPERLINK("http://x.nl","klik")', "+31 20 5550123", "-1", "@SUM(A1)",
    "\tx", "{=1+1}", "#N/A", "#REF!", "TRUE", "WAAR", "007", "1E5", "6.29E6", "1-2", "01-02-2027",
    "http://x.nl", "mailto:a@b.nl", "internal:Blad1!A1", "external:c:\\x.xlsx", "file:///etc/passwd",
    "<r><t>5000</t></r>", "<r></si><si><t>5000</t></si></r>", "<r>_x0041_</r>", "_x0041_", "'=1+1",
    "a\x00b", "\x1b[2J", "a\rb", "a\r\nb", "a\nb", "a\tb", " rand ", "\ud800", "\ufffe", "x\u202ey",
    "&amp;", "<b>vet</b>", '"; DROP', "{{7*7}}", "%s", "Één 𝒳 👨‍👩‍👧 שלום", "x" * 32_000,
)  # fmt: skip
SIGNS = st.one_of(st.sampled_from("=+-@\t\n\r\x00'\"<>&{}!#_x04 1r/"), st.characters(codec=None))
TEXTS = st.lists(st.text(SIGNS, max_size=30), min_size=1, max_size=20)


def sheet_of(*texts: str) -> bytes:
    return book_bytes(Book("Proef", (Sheet("S", tuple((CellOut(text),) for text in texts)),)))


def cells(content: bytes) -> list[Any]:
    return list(openpyxl.load_workbook(io.BytesIO(content))["S"]["A"])


def stays_text(texts: list[str]) -> None:
    for text, cell in zip(texts, cells(sheet_of(*texts)), strict=False):
        assert cell.value == (storable(text) or None)
        assert cell.data_type == ("s" if text else "n")
        assert cell.hyperlink is None
        assert cell.quotePrefix == storable(text).startswith(("=", "+", "-", "@", "\t"))


def test_hostile_text_comes_back_as_the_text_it_was() -> None:
    stays_text(list(HOSTILE))


@settings(deadline=None)
@given(TEXTS)
def test_any_text_comes_back_as_the_text_it_was(texts: list[str]) -> None:
    stays_text(texts)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_part_of_a_workbook_holds_a_formula_or_an_address_because_of_a_text(text: str) -> None:
    """In a cell, a note, a title, a property, a footer, a chart."""
    short = text[:200]
    chart = Chart("bar", short, short, "='S'!$A$1:$A$1", (Series(short, "='S'!$A$1:$A$1"),), "C3")
    row = (CellOut(text, "title", span=2), CellOut("x", comment=short))
    sheet = Sheet("S", (row,), notes={"A1": short}, charts=(chart,))
    content = book_bytes(Book(short, (sheet,), {"subject": short, "eigen": short}))
    parsed: Any = openpyxl.load_workbook(io.BytesIO(content))
    assert parsed["S"]["A1"].data_type == "s"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "<f>" not in parts["xl/worksheets/sheet1.xml"]
    assert "hyperlink" not in parts["xl/worksheets/sheet1.xml"]
    chart_part = parts["xl/charts/chart1.xml"]
    assert chart_part.count("<c:f>") == 2
    outside = [name for name, part in parts.items() if 'TargetMode="External"' in part]
    assert outside == []


@pytest.mark.parametrize("name", ["Zorg!A1", "=Zorg!$A$1", "'Zorg'!A1", "=1+1"])
def test_the_name_of_a_series_is_never_an_address(name: str) -> None:
    chart = Chart("bar", name, "x", "='S'!$A$1:$A$1", (Series(name, "='S'!$A$1:$A$1"),), "C3")
    content = book_bytes(Book("x", (Sheet("S", ((CellOut(1),),), charts=(chart,)),)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.read("xl/charts/chart1.xml").decode()
    assert part.count("<c:f>") == 2


@pytest.mark.parametrize("text", ["x" * MOST, "𝒳" * (MOST // 2)])
def test_the_longest_text_is_kept_whole(text: str) -> None:
    assert cells(sheet_of(text))[0].value == text


@pytest.mark.parametrize("text", ["x" * (MOST + 1), "𝒳" * (MOST // 2 + 1), "\ud800" * 5000])
@pytest.mark.parametrize("where", ["cell", "comment", "formula"])
def test_text_that_does_not_fit_is_refused_with_its_cell(text: str, where: str) -> None:
    made = {
        "cell": CellOut(text),
        "comment": CellOut("x", comment=text),
        "formula": CellOut(text, formula="=A1"),
    }
    with pytest.raises(FindingsError) as raised:
        book_bytes(Book("Proef", (Sheet("S", ((None, made[where]),)),)))
    (finding,) = raised.value.findings
    assert finding.code == "W313"
    for lang in LANGUAGES:
        assert "S!B1" in finding_text(finding, lang)


def test_a_form_that_is_filled_in_with_a_formula_holds_a_text() -> None:
    place = slot(bid_form(tender(), "nl"), "lots.C.answer.wachten")
    content = filled(lots__C__answer__wachten='=HYPERLINK("http://x.nl")')
    cell = openpyxl.load_workbook(io.BytesIO(content))[place.sheet][place.cell]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x.nl")', "s")


@given(st.lists(st.text(st.characters(codec=None), max_size=40), min_size=1, max_size=8))
def test_sheet_names_are_accepted_by_a_spreadsheet_and_all_different(names: list[str]) -> None:
    found = sheet_names(names)
    assert len({name.casefold() for name in found}) == len(names)
    for name in found:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\'\n\t")
        assert name.casefold() not in RESERVED
    book = openpyxl.load_workbook(
        io.BytesIO(book_bytes(Book("x", tuple(Sheet(name) for name in found))))
    )
    assert tuple(book.sheetnames) == found


@pytest.mark.parametrize("name", ["", " ", "History", "[]", "\x00", "\ud800", "'x'"])
def test_a_strange_sheet_name_is_made_a_good_one(name: str) -> None:
    content = book_bytes(Book("x", (Sheet(sheet_names([name])[0]),)))
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == list(sheet_names([name]))


CELL_WRITERS = {"write", "write_row", "write_column", "write_string", "write_rich_string",
                "write_comment", "write_array_formula", "write_dynamic_array_formula",
                "insert_textbox", "insert_button", "insert_image", "add_table"}  # fmt: skip


def calls_to(names: set[str]) -> set[tuple[str, str]]:
    return {
        (path.name, node.func.attr)
        for path in (ROOT / "aanbesteding" / "workbook").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in names
    }


def test_text_gets_into_a_cell_in_one_place_only() -> None:
    wanted = ("write_string", "write_rich_string", "write_comment")
    assert calls_to(CELL_WRITERS) == {("text.py", name) for name in wanted}


def test_a_formula_is_written_in_one_place_and_a_link_only_to_our_own_sheets() -> None:
    found = calls_to({"write_formula", "write_url"})
    assert found == {("cells.py", "write_formula"), ("text.py", "write_url")}


@pytest.mark.office
def test_libreoffice_shows_the_same_text_as_text(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not here")
    texts = [text for text in HOSTILE if not set(text) & set("\n\r") and len(text) < 1000]
    texts.remove("<r>_x0041_</r>")  # LibreOffice reads an escape in text of pieces as it stands
    (tmp_path / "t.xlsx").write_bytes(sheet_of(*texts))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "t.xlsx")], check=True, capture_output=True)
    assert shown_by_libreoffice(tmp_path / "t.fods") == [("string", storable(t)) for t in texts]


def shown_by_libreoffice(path: Path) -> list[tuple[str, str]]:
    from defusedxml.ElementTree import parse

    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    word = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    found = []
    for row in parse(path).iter(f"{table}table-row"):
        cell: Any = row.find(f"{table}table-cell")
        if f"{office}value-type" in cell.attrib:
            kind = str(cell.get(f"{office}value-type"))
            found.append((kind, told(cell.find(f"{word}p"), word)))
            assert f"{table}formula" not in cell.attrib
            assert cell.find(f".//{word}a") is None
    return found


def told(part: Any, word: str) -> str:
    own = {f"{word}tab": "\t", f"{word}s": " " * int(part.get(f"{word}c", "1"))}.get(part.tag, "")
    inner = "".join(told(one, word) + (one.tail or "") for one in part)
    return f"{own}{part.text or ''}{inner}"
