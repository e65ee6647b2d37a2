"""The open format beside Excel: the same cells and values, the same bytes, nobody named."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from aanbesteding.workbook.book import Book, CellOut, Sheet
from aanbesteding.workbook.ods import MIME, ods_bytes
from aanbesteding.workbook.write import book_bytes
from tests.report import recalculation

HOSTILE = (
    "=1+1", "+31 6", "-", "@x", "  twee  spaties  ", "a\nb", "<b>&\"'</b>", "\x00\x1b",
    "]]>", "http://x.example", "007", "\ud800", "ja",
)  # fmt: skip
NUMBERS = (0, -5, 10**12, Decimal("1234.56"), Fraction(1, 3), Decimal("0.1"), Fraction(-1, 700))


def book(*rows: tuple[CellOut | None, ...]) -> Book:
    sheet = Sheet("Blad & <een>", rows, (20.0, 30.0), freeze=(1, 0), repeat=1)
    hidden = Sheet("_weg", ((CellOut("geheim"),),), hidden=True)
    return Book("Titel & <zo>", (sheet, hidden), {"record-sha256": "f" * 64})


FULL = book(
    (CellOut("kop", "header"), CellOut("getal", "header_number")),
    *((CellOut(text, "row"), CellOut(None, "row")) for text in HOSTILE),
    *((CellOut("n", "row"), CellOut(number, "row_euro")) for number in NUMBERS),
    (CellOut("breed", "note", span=2),),
    (None, CellOut(Fraction(1, 4), "row_percent", comment="een kwart")),
    (CellOut("som"), CellOut(Decimal("2.5"), "total_number2", "=SUM(B2:B9)")),
    (CellOut("ja"), CellOut(True)),
)


def read(content: bytes) -> list[list[object]]:
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    return [list(row) for row in rows]


def test_another_reader_finds_the_same_in_both_formats() -> None:
    assert read(ods_bytes(FULL, "nl")) == read(book_bytes(FULL))


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\t"))
        | st.integers(-(10**9), 10**9)
        | st.fractions(),
        min_size=1,
    )
)
def test_any_text_and_any_number_is_read_as_in_excel(values: list[object]) -> None:
    found = book(*((CellOut(value, "row"),) for value in values))  # type: ignore[arg-type]
    assert read(ods_bytes(found, "nl")) == read(book_bytes(found))


def test_a_tab_is_written_as_the_format_says() -> None:
    """Calamine 0.9 reads no tab in this format, so the file itself is looked at."""
    found = parts(ods_bytes(book((CellOut("a\tb"),)), "nl"))["content.xml"]
    assert "<text:p>a<text:tab/>b</text:p>" in found


def test_a_date_is_a_date() -> None:
    content = ods_bytes(book((CellOut(date(2027, 1, 31), "date"),)), "nl")
    assert read(content) == [[date(2027, 1, 31)]]


def test_the_same_book_gives_the_same_bytes() -> None:
    assert ods_bytes(FULL, "nl") == ods_bytes(FULL, "nl")
    assert ods_bytes(FULL, "nl") != ods_bytes(FULL, "en")


def test_a_hidden_sheet_is_left_out() -> None:
    found = CalamineWorkbook.from_filelike(BytesIO(ods_bytes(FULL, "nl")))
    assert found.sheet_names == ["Blad & <een>"]


def parts(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_the_file_is_what_the_format_asks() -> None:
    """OpenDocument 1.3 part 2, 3.3: `mimetype` stands first and is not packed."""
    with ZipFile(BytesIO(ods_bytes(FULL, "nl"))) as file:
        first = file.infolist()[0]
        listed = set(
            re.findall(r'full-path="([^"/]+)"', file.read("META-INF/manifest.xml").decode())
        )
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
        assert file.read("mimetype").decode() == MIME
        assert listed == {"content.xml", "styles.xml", "meta.xml"} <= set(file.namelist())
    for name, part in parts(ods_bytes(FULL, "nl")).items():
        if name != "mimetype":
            fromstring(part)


def test_it_names_its_title_language_and_record_and_nobody_and_no_moment() -> None:
    found = parts(ods_bytes(FULL, "nl"))
    assert (
        "<dc:title>Titel &amp; &lt;zo&gt;</dc:title><dc:language>nl</dc:language>"
        in (found["meta.xml"])
    )
    assert "f" * 64 in found["meta.xml"]
    assert 'fo:language="nl" fo:country="NL"' in found["styles.xml"]
    assert not re.findall(
        r"creator|creation-date|dc:date|\d{4}-\d\d-\d\dT", "".join(found.values())
    )


def test_no_text_becomes_a_formula_or_a_link() -> None:
    content = parts(ods_bytes(FULL, "nl"))["content.xml"]
    assert "table:formula" not in content
    assert "xlink" not in content


def test_headings_come_back_on_every_printed_page() -> None:
    content = parts(ods_bytes(FULL, "nl"))["content.xml"]
    head = content.partition("<table:table-header-rows>")[2].partition("</table:table-header-rows>")
    assert "kop" in head[0]
    assert head[0].count("<table:table-row ") == 1


@pytest.mark.office
def test_libreoffice_opens_it_with_the_same_values(tmp_path: Path) -> None:
    (tmp_path / "een.ods").write_bytes(ods_bytes(FULL, "nl"))
    (back,) = recalculation.converted([tmp_path / "een.ods"], tmp_path, "xlsx")
    assert _in_15(read(back.read_bytes())) == _in_15(read(book_bytes(FULL)))


def _in_15(rows: list[list[object]]) -> list[list[object]]:
    """LibreOffice keeps 15 digits of a number when it saves."""
    return [[f"{one:.14g}" if isinstance(one, float) else one for one in row] for row in rows]
