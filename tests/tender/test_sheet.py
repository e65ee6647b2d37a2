"""What an officer can get wrong in the workbook, told by sheet and cell."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from aanbesteding.basis.findings import Finding, blocking
from aanbesteding.basis.places import Cell, Line
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.tender.load import load
from aanbesteding.tender.sheet import layout, save_workbook
from aanbesteding.tender.tables import columns, sections, tables
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.table_writer import write_tables

WRITTEN: list[bytes] = []
Change = Callable[[Any], object]
Spoiled = tuple[str, str, object, str, str]
Read = tuple[Tender | None, tuple[Finding, ...]]


@pytest.fixture
def officer(spoil: Any, tmp_path: Path) -> Callable[..., Read]:
    """Loads the small tender from a workbook that an officer changed."""

    def read(change: Change) -> Read:
        path = tmp_path / "ronde" / "tender.xlsx"
        path.parent.mkdir()
        if not WRITTEN:
            tender, _ = spoil()
            save_workbook(tender, path)
            WRITTEN.append(path.read_bytes())
        book = openpyxl.load_workbook(BytesIO(WRITTEN[0]))
        change(book)
        book.save(path)
        return load(path.parent)

    return read


def put(sheet: str, cell: str, value: object) -> Change:
    return lambda book: book[sheet].__setitem__(cell, value)


# Every way to spoil a cell: the change, the code and the cell that is named.
CELLS: list[Spoiled] = [
    ("Criteria", "C6", "60,5", "T105", "C6"),
    ("Criteria", "C6", "veel", "T104", "C6"),
    ("Criteria", "C6", None, "T101", "C6"),
    ("Criteria", "C6", -1, "T111", "C6"),
    ("Criteria", "C6", True, "T104", "C6"),
    ("Criteria", "C6", date(2021, 1, 1), "T104", "C6"),
    ("Criteria", "C6", "=60", "W305", "C6"),
    ("Criteria", "C6", "#DIV/0!", "W306", "C6"),
    ("Criteria", "C7", 39, "T322", "C7"),
    ("Criteria", "C5", "gewicht", "W302", "C5"),
    ("Criteria", "C5", "title", "W303", "C5"),
    ("Criteria", "C5", None, "W312", "A5"),
    ("Criteria", "Z9", "los", "W311", "Z9"),
    ("Criteria", "A7", "plan", "T301", "A7"),
    ("Criteria", "F6", "elf", "T302", "F6"),
    ("Vraag", "E6", 10.5, "T106", "E6"),
    ("Vraag", "E6", "10", "T106", "E6"),
    ("Vraag", "D6", 2025, "T103", "D6"),
    ("Vraag", "F6", "gokje", "T106", "F6"),
    ("Vraag", "G6", "gokje", "T109", "G6"),
    ("Budgetten", "B6", 1.005, "T114", "B6"),
    ("Budgetten", "B6", 2 * 10**12, "T112", "B6"),
    ("Percelen", "D6", "misschien", "T108", "D6"),
    ("Percelen", "A6", "P 1", "T113", "A6"),
    ("Perioden", "C6", "31 februari", "T107", "C6"),
    ("Perioden", "C6", 20251231, "W306", "C6"),
    ("Perioden", "C6", datetime.combine(date(2025, 12, 31), time(8)), "T107", "C6"),
    ("Perioden", "C6", date(2024, 12, 31), "T316", "C6"),
    ("Regels", "A7", "deel", "T118", "A7"),
    ("Regels", "E6", "twee", "T106", "E6"),
    ("Regels", "I6", "per stuk", "T108", "I6"),
    ("Aanbesteding", "B5", None, "T101", "B5"),
    ("Aanbesteding", "B13", "morgen", "T107", "B13"),
    ("Aanbesteding", "D5", "naam", "W307", "D5"),
    ("Aanbesteding", "D6", "id", "W308", "D6"),
    ("Aanbesteding", "B60", "los", "W311", "B60"),
    ("Aanbesteding", "B19", "rangordes", "T109", "B19"),
    ("Aanbesteding", "B23", "loting, gokken", "T109", "B23"),
]


def books_of(cells: Sequence[Spoiled]) -> Iterator[list[Spoiled]]:
    """Yield what to spoil in one workbook: opening one takes long, so a cell of every sheet.

    What is checked of the tender as a whole (T3) is checked once every sheet can be read.
    """
    of_sheet: dict[str, list[Spoiled]] = {}
    for one in cells:
        if one[3].startswith("T3"):
            yield [one]
        else:
            of_sheet.setdefault(one[0], []).append(one)
    for together in zip_longest(*of_sheet.values()):
        yield [one for one in together if one]


@pytest.mark.parametrize("spoiled", [*books_of(CELLS)])
def test_finding_names_sheet_and_cell(officer: Any, spoiled: list[Spoiled]) -> None:
    def change(book: Any) -> None:
        for sheet, at, value, _, _ in spoiled:
            book[sheet][at] = value

    _, findings = officer(change)
    wanted = {(code, Cell("tender.xlsx", sheet, named)) for sheet, _, _, code, named in spoiled}
    assert wanted <= {(f.code, f.place) for f in findings}
    for finding in findings:
        for lang in LANGUAGES:
            assert finding_text(finding, lang).startswith(finding.code)


@pytest.mark.parametrize(
    ("sheet", "at", "value"), [(s, a, v) for s, a, v, c, _ in CELLS if c in ("W305", "T104")]
)
def test_a_wrong_cell_is_told_once(officer: Any, sheet: str, at: str, value: object) -> None:
    _, findings = officer(put(sheet, at, value))
    assert len(findings) == 1


def test_all_wrong_cells_are_told_at_once(officer: Any) -> None:
    def change(book: Any) -> None:
        book["Criteria"]["C6"] = "60,5"
        book["Budgetten"]["B6"] = "=1+1"
        book["Perioden"]["C6"] = "ooit"

    _, findings = officer(change)
    assert {f.code for f in findings} == {"T105", "W305", "T107"}


def test_missing_sheet_is_named(officer: Any) -> None:
    tender, findings = officer(lambda book: book.remove(book["Criteria"]))
    (finding,) = [f for f in findings if f.code == "W301"]
    assert finding.place == Line("tender.xlsx")
    assert finding.values["sheet"] == "Criteria"
    assert tender is not None


def test_sheet_without_field_names_is_named(officer: Any) -> None:
    _, findings = officer(lambda book: book["Criteria"].delete_rows(5))
    (finding,) = [f for f in findings if f.code == "W304"]
    assert finding.values["sheet"] == "Criteria"


def test_own_sheet_of_the_officer_is_a_notice(officer: Any) -> None:
    _, findings = officer(lambda book: book.create_sheet("Kladblok"))
    assert [f.code for f in findings] == ["W309"]
    assert not blocking(findings)


def test_merged_cells_are_named(officer: Any) -> None:
    _, findings = officer(lambda book: book["Criteria"].merge_cells("B6:B7"))
    assert Cell("tender.xlsx", "Criteria", "B6") in {f.place for f in findings if f.code == "W310"}


def test_file_that_is_no_workbook_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "tender.xlsx").write_bytes(b"geen werkboek")
    tender, findings = load(tmp_path)
    assert tender is None
    assert blocking(findings)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_empty_workbook_only_lacks_what_is_required(tmp_path: Path, lang: str) -> None:
    write_tables(layout(lang, {}), tmp_path / "tender.xlsx")
    tender, findings = load(tmp_path)
    assert tender is None
    assert {f.code for f in findings} == {"T101"}


def test_rows_may_be_inserted_above_and_skipped_between(officer: Any) -> None:
    def change(book: Any) -> None:
        book["Criteria"].insert_rows(3)
        book["Criteria"].move_range("A8:Z8", rows=4)

    tender, findings = officer(change)
    assert findings == ()
    assert [one.id for one in tender.criteria] == ["plan", "team"]


def test_columns_may_stand_in_another_order(officer: Any) -> None:
    def change(book: Any) -> None:
        for row in range(3, 8):
            left, right = book["Criteria"].cell(row, 1), book["Criteria"].cell(row, 3)
            left.value, right.value = right.value, left.value

    tender, findings = officer(change)
    assert findings == ()
    assert [one.id for one in tender.criteria] == ["plan", "team"]


@pytest.mark.parametrize("word", ["rank_order", "Rangorde volgen", "follow the ranking"])
def test_choice_may_be_written_in_any_language_or_as_stored(officer: Any, word: str) -> None:
    tender, findings = officer(put("Aanbesteding", "B19", word))
    assert findings == ()
    assert tender.award.mode == "rank_order"


@pytest.mark.parametrize(("word", "value"), [("ja", True), ("No", False), (True, True)])
def test_yes_and_no_may_be_written_as_people_do(officer: Any, word: object, value: bool) -> None:
    tender, findings = officer(put("Percelen", "L6", word))
    assert findings == ()
    assert tender.lots[0].accepts_all is value


def test_date_may_be_text_in_the_order_of_iso(officer: Any) -> None:
    tender, findings = officer(put("Perioden", "C6", "2025-11-30"))
    assert findings == ()
    assert tender.periods[0].end == date(2025, 11, 30)


def test_decimal_number_is_what_was_typed(officer: Any) -> None:
    _, findings = officer(put("Criteria", "C6", 0.333))
    (finding,) = findings
    assert str(finding.values["total"]) == "40.333"


def test_lone_cell_far_away_costs_nothing(officer: Any) -> None:
    _, findings = officer(put("Criteria", "XFD1048576", "ver"))
    places = {f.place for f in findings if f.code == "W147"}
    assert places == {Cell("tender.xlsx", "Criteria", "XFD1048576")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sheet_and_field_stands_in_the_workbook(
    spoil: Any, tmp_path: Path, lang: str
) -> None:
    tender, _ = spoil()
    save_workbook(tender, tmp_path / "t.xlsx", lang)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    found = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    asked = {".".join((*path, c.name)) for path, cs in sections().items() for c in cs}
    asked |= {c.name for cs in tables().values() for c in cs}
    assert asked <= found


def test_workbook_offers_drop_downs_for_choices_and_names(spoil: Any, tmp_path: Path) -> None:
    tender, _ = spoil()
    save_workbook(tender, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    wanted = book["Vraag"].data_validations.dataValidation
    rules = {str(rule.sqref): rule.formula1 for rule in wanted}
    assert rules["A6:A501"] == "'Percelen'!$A$6:$A$500"
    assert rules["G6:G501"].startswith("'_lijsten'!")


def test_workbook_keeps_numbers_and_dates_as_such(spoil: Any, tmp_path: Path) -> None:
    tender, _ = spoil()
    save_workbook(tender, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book["Budgetten"]["B6"].value == 500000
    assert "0.00" in book["Budgetten"]["B6"].number_format
    assert book["Perioden"]["B6"].is_date
    assert book["Percelen"]["A6"].number_format == "@"


def test_columns_cover_the_fields_of_each_part() -> None:
    assert [c.name for c in columns(Tender)] == [c.name for c in sections()[()]]
