"""Reading a form: all that is wrong with a file at once, by cell; nothing raises."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from aanbesteding.basis.findings import Weight
from aanbesteding.basis.places import Cell
from aanbesteding.basis.texts import finding_text
from aanbesteding.bids.form import bid_form, other_slots
from aanbesteding.workbook.form_book import IDENTITY_SHEET
from aanbesteding.workbook.read import read_form
from aanbesteding.workbook.slots import Reading
from tests.small_round import altered, filled, price_slots, saved, slot, tender, values

FORM = bid_form(tender(), "nl")
LABEL = "bids/K01.xlsx"
PRICE = slot(FORM, "lots.C.price.licht")
NUMBER = slot(FORM, "lots.C.capacity.licht")


def read(content: bytes) -> Reading:
    return read_form(content, FORM, FORM.slots, LABEL)


def codes(content: bytes) -> list[str]:
    return [finding.code for finding in read(content).findings]


def change(name: str, value: Any) -> bytes:
    found = slot(FORM, name)
    return altered(filled(), {(found.sheet, found.cell): value})


def test_a_good_form_gives_its_values_and_the_cell_of_each() -> None:
    reading = read(filled())
    assert reading.findings == ()
    assert dict(reading.values) == values()
    assert reading.places[PRICE.path] == Cell(LABEL, "Prijzen", PRICE.cell)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("bidder.name", None, "W201"),
        ("lots.C.capacity.licht", "twintig", "W202"),
        ("lots.C.price.licht", "1250,00", "W203"),
        ("lots.C.capacity.licht", -1, "W204"),
        ("lots.C.price.licht", 500, "W205"),
        ("lots.C.price.licht", 2000.01, "W206"),
        ("lots.C.capacity.licht", 20.5, "W207"),
        ("lots.C.price.licht", "#N/A", "W208"),
        ("lots.C.price.licht", "=1000+250", "W209"),
        ("lots.C.price.licht", True, "W210"),
        ("lots.C.price.licht", date(2021, 1, 1), "W210"),
        ("bidder.kvk", 1234567, "W211"),
        ("lots.C.area.zuid", "soms", "W212"),
        ("bidder.kind", "bedrijf", "W213"),
        ("lots.C.price.licht", 1250.255, "W214"),
        ("bidder.name", False, "W215"),
        ("bidder.name", "n" * 32_001, "W217"),
    ],
)
def test_a_wrong_cell_is_one_finding_with_that_cell(name: str, value: Any, code: str) -> None:
    reading = read(change(name, value))
    found = slot(FORM, name)
    assert [f.code for f in reading.findings] == [code]
    assert reading.findings[0].place == Cell(LABEL, found.sheet, found.cell)
    assert finding_text(reading.findings[0], "nl").startswith(code)
    assert found.path not in reading.values


def test_all_problems_of_a_file_are_told_at_once() -> None:
    content = altered(
        filled(),
        {
            (PRICE.sheet, PRICE.cell): "1250,00",
            (NUMBER.sheet, NUMBER.cell): -3,
            ("Inschrijver", "A5"): "Iets anders",
            ("Inschrijver", "F20"): "een opmerking",
        },
    )
    assert sorted(codes(content)) == ["W125", "W127", "W203", "W204"]


def test_a_changed_label_is_named_with_its_cell_and_both_texts() -> None:
    content = altered(filled(), {("Prijzen", "A5"): "Zorg", ("Prijzen", "B5"): "Prijs per dag"})
    (finding,) = read(content).findings
    assert (finding.code, finding.place) == ("W125", Cell(LABEL, "Prijzen", "A5"))
    assert finding.values == {"found": "Zorg", "printed": "Zorgzwaarte", "more": 1}


def test_text_beside_the_cells_is_a_notice() -> None:
    (finding,) = read(altered(filled(), {("Prijzen", "H2"): "korting"})).findings
    assert (finding.code, finding.weight) == ("W127", Weight.NOTICE)
    assert finding.place == Cell(LABEL, "Prijzen", "H2")


def test_a_missing_sheet_is_named_and_the_others_are_still_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    del book["Perceel C"]
    reading = read(saved(book))
    assert [f.code for f in reading.findings] == ["W124"]
    assert reading.findings[0].values["sheet"] == "Perceel C"
    assert reading.values[("bidder", "id")] == "K01"


@pytest.mark.parametrize(("state", "code"), [("hidden", "W126"), ("visible", "W128")])
def test_a_sheet_that_is_not_of_the_form_is_told(state: str, code: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    book.create_sheet("Geheim").sheet_state = state
    assert codes(saved(book)) == [code]


def test_a_workbook_that_is_no_form_is_told() -> None:
    assert codes(saved(openpyxl.Workbook())) == ["W120"]


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [("B1", "assessment", "W121"), ("B2", "andere", "W122"), ("B3", "2", "W123")],
)
def test_a_form_of_another_kind_tender_or_version_is_told_and_not_read(
    cell: str, value: str, code: str
) -> None:
    reading = read(altered(filled(), {(IDENTITY_SHEET, cell): value}))
    assert [f.code for f in reading.findings] == [code]
    assert dict(reading.values) == {}


def test_a_tender_changed_under_the_same_version_is_noticed_and_the_form_is_read() -> None:
    reading = read(altered(filled(), {(IDENTITY_SHEET, "B4"): "0" * 64}))
    assert [(f.code, f.blocks) for f in reading.findings] == [("W129", False)]
    assert reading.values[("bidder", "id")] == "K01"


@pytest.mark.parametrize("content", [b"", b"abc", filled()[:5000], b"PK\x03\x04"])
def test_a_broken_file_is_a_finding_and_nothing_is_read(content: bytes) -> None:
    reading = read(content)
    assert len(reading.findings) == 1
    assert dict(reading.values) == {}


def test_a_workbook_with_a_damaged_part_is_a_finding() -> None:
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(filled())) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<oops" if name == "xl/workbook.xml" else old.read(name))
    assert codes(stream.getvalue()) == ["W130"]


def test_a_folder_in_place_of_a_file_is_a_finding(tmp_path: Path) -> None:
    reading = read_form(tmp_path, FORM, FORM.slots, LABEL)
    assert [f.code for f in reading.findings] == ["W100"]


def test_prices_are_not_looked_at_by_the_reader_of_the_rest() -> None:
    content = change("lots.C.price.licht", "duizend")
    reading = read_form(content, FORM, other_slots(FORM), LABEL)
    assert reading.findings == ()
    assert not any(path in reading.places for path in (s.path for s in price_slots(FORM)))


def test_a_form_saved_by_another_program_reads_the_same() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    assert dict(read(saved(book)).values) == values()
