"""The checks sheet of the tender workbook: what it says, as another program counts it."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import ironcalc
import openpyxl
import pytest

import aanbesteding
from aanbesteding.basis.findings import blocking
from aanbesteding.basis.shipped import shipped
from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.tender.load import load
from aanbesteding.tender.sheet import layout, save_workbook
from aanbesteding.workbook.table_writer import write_tables
from tests.report import recalculation

WRONG = "KIJK NA"
Said = dict[int, tuple[Any, Any]]
Cell = tuple[str, int, int]


@pytest.fixture(name="written")
def tender_workbook(tmp_path: Path) -> Path:
    tender, _ = load(shipped("examples") / "start")
    assert tender is not None
    save_workbook(tender, tmp_path / "tender.xlsx")
    return tmp_path / "tender.xlsx"


def counted(path: Path, typed: Mapping[Cell, str] = MappingProxyType({})) -> Said:
    """By row what is counted and whether it is right, by another program in which this is typed."""
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    place = {sheet["name"]: at for at, sheet in enumerate(recalculation.sheets_of(model))}
    for (sheet, row, column), text in typed.items():
        model.set_user_input(place[sheet], row, column, text)
    model.evaluate()
    at = place["Controle"]
    rows = {int(cell[1:]) for sheet, cell in recalculation.cached(path) if sheet == "Controle"}
    return {row: tuple(model.get_cell_value(at, row, column) for column in (2, 4)) for row in rows}


def changed(path: Path, typed: Mapping[Cell, str]) -> list[tuple[Any, Any]]:
    """What is counted and said in the rows that say another thing once this is typed."""
    before, after = counted(path), counted(path, typed)
    return [after[row] for row in sorted(after) if after[row][1] != before[row][1]]


def test_of_a_tender_without_findings_every_check_is_good(written: Path) -> None:
    assert {said for _, said in counted(written).values()} == {"goed", "let op"}


@pytest.mark.parametrize("name", aanbesteding.examples())
def test_no_check_is_wrong_of_a_tender_that_was_found_good(name: str, tmp_path: Path) -> None:
    tender, findings = load(shipped("examples") / name)
    assert tender is not None
    assert not blocking(findings)
    save_workbook(tender, tmp_path / "tender.xlsx")
    stored = recalculation.cached(tmp_path / "tender.xlsx")
    assert WRONG not in stored.values()
    computed = recalculation.by_ironcalc(tmp_path / "tender.xlsx", stored)
    assert recalculation.differences(stored, computed) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_our_own_results_are_those_of_another_program_also_of_an_empty_workbook(
    tmp_path: Path, lang: str
) -> None:
    write_tables(layout(lang, {}), tmp_path / "t.xlsx")
    stored = recalculation.cached(tmp_path / "t.xlsx")
    assert stored
    computed = recalculation.by_ironcalc(tmp_path / "t.xlsx", stored)
    assert recalculation.differences(stored, computed) == []


@pytest.mark.parametrize(
    ("cell", "text", "number"),
    [
        (("Aanbesteding", 7, 2), "", 1),
        (("Aanbesteding", 15, 2), "2000-01-01", 1),
        (("Criteria", 6, 3), "41", 101),
    ],
)
def test_one_mistake_makes_one_check_wrong(
    written: Path, cell: Cell, text: str, number: int
) -> None:
    assert changed(written, {cell: text}) == [(number, WRONG)]


def test_weights_are_not_counted_together_where_criteria_are_of_some_lots(written: Path) -> None:
    ((_, said),) = changed(written, {("Criteria", 6, 5): "1"})
    assert said == "n.v.t."


def test_an_emptied_sheet_is_seen(written: Path) -> None:
    emptied = {("Gebieden", row, 1): "" for row in range(6, 10)}
    assert changed(written, emptied) == [(0, WRONG)]


def test_the_sheet_itself_is_not_read(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    book["Controle"]["A20"] = "een eigen briefje"
    book.save(written)
    tender, findings = load(written.parent)
    assert tender is not None
    assert {finding.code for finding in findings} == {"T376"}  # of assessors, not of the sheet


def test_sheets_that_a_round_needs_have_another_tab_than_the_others(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    tabs = [str(book[name].sheet_properties.tabColor) for name in ("Vraag", "Regels", "Belangen")]
    assert tabs[0] == tabs[1] != tabs[2]


def test_the_guide_says_what_every_price_formula_does(written: Path) -> None:
    guide = openpyxl.load_workbook(written)["Uitleg"]
    said = {str(row[0].value): str(row[1].value) for row in guide.iter_rows()}
    assert said["price.lowest_share"].startswith("Punten naar verhouding van de laagste prijs")
    assert len([name for name in said if name.startswith(("price.", "value."))]) == 25
