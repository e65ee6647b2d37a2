"""What is written looks the same every time, and holds text as text and results as results."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from aanbesteding.basis.files import write_whole
from aanbesteding.bids.form import bid_form
from aanbesteding.workbook.book import Book, CellOut, Chart, ChartKind, Series, Sheet
from aanbesteding.workbook.form_book import IDENTITY_SHEET
from aanbesteding.workbook.heights import height_for
from aanbesteding.workbook.styles import styles
from aanbesteding.workbook.write import book_bytes, write_form
from tests.small_round import filled, slot, tender, values

FORM = bid_form(tender(), "nl")


def test_the_same_form_and_values_give_the_same_bytes() -> None:
    assert filled() == filled()


def test_other_values_give_other_bytes() -> None:
    assert filled("K01") != filled("K02")


def test_the_cells_to_fill_in_are_unlocked_and_nothing_else_is() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    open_cells = {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked and type(cell).__name__ != "MergedCell"
    }
    assert open_cells == {(s.sheet, s.cell) for s in FORM.slots}
    assert all(sheet.protection.sheet for sheet in book.worksheets)


def test_the_identity_sheet_is_very_hidden_and_names_tender_version_and_hash() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    sheet = book[IDENTITY_SHEET]
    said = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    assert sheet.sheet_state == "veryHidden"
    asked = tender()
    assert (said["tender"], said["version"], said["hash"]) == (asked.id, "1", asked.hash)


def test_every_cell_to_fill_in_has_a_defined_name() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    price = slot(FORM, "lots.C.price.licht")
    named = book.defined_names["in.lots.c.price.licht"].attr_text
    assert named.replace("$", "").replace("'", "") == f"{price.sheet}!{price.cell}"
    assert len(book.defined_names) == len(FORM.slots)


def test_a_price_cell_takes_only_an_amount_between_floor_and_ceiling() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    price = slot(FORM, "lots.C.price.licht")
    rules = [r for r in book[price.sheet].data_validations.dataValidation if price.cell in r.sqref]
    assert [(r.type, Decimal(r.formula1), Decimal(r.formula2)) for r in rules] == [
        ("decimal", Decimal("500.50"), Decimal(2000))
    ]


def test_a_drop_down_offers_the_choices_of_the_hidden_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    bids = slot(FORM, "lots.C.bids")
    rules = [r for r in book[bids.sheet].data_validations.dataValidation if bids.cell in r.sqref]
    sheet, area = rules[0].formula1.replace("$", "").split("!")
    cells = book[sheet.strip("'")][area]
    assert [row[0].value for row in cells] == ["ja", "nee"]


def test_text_that_looks_like_a_formula_or_a_link_is_written_as_text() -> None:
    for text in ("=1+1", "+31", "@SUM(A1)", "https://example.org", "{=1}"):
        book = openpyxl.load_workbook(io.BytesIO(filled(bidder__name=text)))
        name = slot(FORM, "bidder.name")
        cell = book[name.sheet][name.cell]
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_formula_carries_our_own_result() -> None:
    number = CellOut(Decimal("1.5"), "number2")
    share = CellOut(Fraction(1, 4), "percent", formula="=A1/6")
    sheet = Sheet("S", ((number, share),))
    content = book_bytes(Book("Proef", (sheet,)))
    shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["S"]
    assert [shown["A1"].value, shown["B1"].value] == [1.5, 0.25]
    live = openpyxl.load_workbook(io.BytesIO(content))["S"]
    assert live["B1"].value == "=A1/6"


def test_a_formula_without_a_result_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="no result"):
        book_bytes(Book("Proef", (Sheet("S", ((CellOut(formula="=1+1"),),)),)))


def test_a_sheet_keeps_its_values_widths_freeze_filter_notes_and_properties() -> None:
    rows = (
        (CellOut("Kop", "title", span=2),),
        (CellOut("Naam", "header", name="kop"), CellOut("Dag", "header", comment="uitleg")),
        (CellOut(True), CellOut(date(2021, 6, 30), "date"), None, CellOut(3, "integer")),
    )
    sheet = Sheet("S", rows, columns=(12, 30), freeze=(2, 1), repeat=2, filter="A2:B3",
                  notes={"A3": "let op"}, landscape=False)  # fmt: skip
    book = Book("Proef", (sheet,), {"sha256": "abc"})
    read: Any = openpyxl.load_workbook(io.BytesIO(book_bytes(book)))
    seen = read["S"]
    assert [seen["A1"].value, seen["A3"].value, seen["D3"].value] == ["Kop", True, 3]
    assert seen["B3"].value.date() == date(2021, 6, 30)
    assert seen.freeze_panes == "B3"
    assert seen.auto_filter.ref == "A2:B3"
    assert seen.print_title_rows == "$1:$2"
    assert seen["A3"].comment.text == "let op"
    assert seen["B2"].comment.text == "uitleg"
    assert seen.column_dimensions["B"].width == pytest.approx(30, abs=1)
    assert "kop" in read.defined_names
    assert read.properties.title == "Proef"
    assert read.custom_doc_props["sha256"].value == "abc"


@pytest.mark.parametrize("kind", ["bar", "column", "stacked_bar", "stacked_column", "line"])
def test_a_chart_has_its_text_for_who_cannot_see_it(kind: ChartKind) -> None:
    rows = tuple((CellOut(name), CellOut(number)) for name, number in (("a", 1), ("b", 2)))
    chart = Chart(kind, "Wachttijd", "Wachttijd: a 1 week, b 2 weken.", "='S'!$A$1:$A$2",
                  (Series("weken", "='S'!$B$1:$B$2", "#154273"),), "D1")  # fmt: skip
    content = book_bytes(Book("Proef", (Sheet("S", rows, charts=(chart,)),)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="Wachttijd: a 1 week, b 2 weken."' in drawing


def test_a_row_grows_with_its_wrapped_text() -> None:
    short, long = (CellOut("kort", "label"),), (CellOut("lang " * 100, "label"),)
    assert height_for(short, (40,)) == 0
    assert height_for(long, (40,)) > height_for(long, (80,)) > 20


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "map" / "blad.xlsx"
    write_whole(target, book_bytes(Book("Een", (Sheet("S", ((CellOut("a"),),)),))))
    before = target.read_bytes()
    with pytest.raises(TypeError):
        write_whole(target, "no bytes")  # type: ignore[arg-type]
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["blad.xlsx"]


def test_a_written_form_is_the_bytes_of_the_form(tmp_path: Path) -> None:
    write_form(FORM, tmp_path / "K01.xlsx", values())
    assert (tmp_path / "K01.xlsx").read_bytes() == filled()


def test_every_style_is_like_one_that_exists() -> None:
    assert all(look["font_name"] for look in styles().values())
