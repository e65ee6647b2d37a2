"""The award workbook: live formulas that other programs compute to our own results."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from aanbesteding.report.workbook import workbook
from aanbesteding.report.write import reports
from aanbesteding.workbook.write import book_bytes
from tests.report import recalculation, sample

BY_OFFICE = ("awarded", "what_if", "lots", "regions", "min_max", "on_value")
Calculated = Mapping[str, tuple[recalculation.Cached, recalculation.Cached]]


def written(name: str, folder: Path, lang: str = "nl") -> Path:
    path = folder / f"{name}.xlsx"
    path.write_bytes(book_bytes(workbook(sample.record(name), lang, "f" * 64)))
    return path


@pytest.mark.parametrize("name", sample.NAMES)
def test_another_program_computes_every_formula_to_our_result(name: str, tmp_path: Path) -> None:
    path = written(name, tmp_path)
    stored = recalculation.cached(path)
    assert stored
    computed = recalculation.by_ironcalc(path, stored)
    assert recalculation.differences(stored, computed) == []


def test_every_point_and_total_of_the_example_is_a_live_formula(tmp_path: Path) -> None:
    """15 bids with 5 criteria and a total; 14 of them have a rank."""
    stored = recalculation.cached(written("awarded", tmp_path))
    assert sum(1 for sheet, _ in stored if sheet == "Scores") == 15 * 6 + 14


def test_a_wrong_stored_result_is_found(tmp_path: Path) -> None:
    path = written("awarded", tmp_path)
    stored = recalculation.cached(path)
    computed = recalculation.by_ironcalc(path, stored)
    cell = ("Scores", "I8")
    assert stored[cell] == 86
    spoiled = {**stored, cell: 87}
    found = recalculation.differences(spoiled, computed)
    assert [line.split(":")[0] for line in found] == ["Scores!I8"]


def test_a_budget_nothing_counts_under_has_a_row_but_no_column(tmp_path: Path) -> None:
    record = sample.record("awarded")
    (budget,) = record["tender"]["budgets"]
    (spent,) = record["decision"]["budgets"]
    later = {**spent, "id": "later", "spend_cents": 0, "left_cents": spent["ceiling_cents"]}
    record = {
        **record,
        "tender": {
            **record["tender"],
            "budgets": [{**budget, "id": "later", "periods": ["2030"]}, budget],
        },
        "decision": {**record["decision"], "budgets": [later, spent]},
    }
    path = tmp_path / "later.xlsx"
    path.write_bytes(book_bytes(workbook(record, "nl")))
    book = load_workbook(path)
    heads = [str(cell.value) for row in book["Gunning"].iter_rows() for cell in row if cell.value]
    counted = [head for head in heads if head.startswith("Telt mee")]
    assert len(counted) == 1
    assert budget["id"] in counted[0]
    rows = {row[0].value: row[3].value for row in book["Budget"].iter_rows(min_row=5)}
    assert rows["later"] == 0
    assert str(rows[budget["id"]]).startswith("=SUMIFS(")
    stored = recalculation.cached(path)
    assert recalculation.differences(stored, recalculation.by_ironcalc(path, stored)) == []


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_what_if_is_marked_on_every_sheet(lang: str, tmp_path: Path) -> None:
    book = load_workbook(written("what_if", tmp_path, lang))
    marks = {str(sheet["A2"].value) for sheet in book}
    footers = {str(sheet.oddFooter.left.text) for sheet in book if sheet.oddFooter}
    assert len(book.sheetnames) == 15
    assert len(marks) == len(footers) == 1
    assert marks.pop().startswith("WHAT-IF")
    assert footers.pop().startswith("WHAT-IF")


def test_an_award_bears_no_what_if_mark_on_any_sheet(tmp_path: Path) -> None:
    book = load_workbook(written("awarded", tmp_path))
    words = {str(c.value) for sheet in book for row in sheet.iter_rows() for c in row}
    assert not any("WHAT-IF" in word for word in words)


def test_the_checksum_sheet_holds_the_record_hash_and_every_input(tmp_path: Path) -> None:
    book = load_workbook(written("awarded", tmp_path))
    words = {str(cell.value) for row in book["Controle"].iter_rows() for cell in row}
    assert {"f" * 64, *sample.INPUTS, *sample.INPUTS.values()} <= words


def test_an_award_has_a_page_a_workbook_and_a_signing_list() -> None:
    made = reports(sample.record("awarded"), "nl", "a" * 64)
    assert list(made) == ["award.html", "award.xlsx", "signing.csv"]
    assert "a" * 64 in made["award.html"].decode()


def test_a_what_if_has_no_signing_list() -> None:
    made = reports(sample.record("what_if"), "nl", "")
    assert list(made) == ["award.html", "award.xlsx"]


def test_making_reports_twice_gives_the_same_bytes() -> None:
    record = sample.record("awarded")
    assert reports(record, "nl", "") == reports(record, "nl", "")


@pytest.fixture(scope="module")
def calculated(office: None, tmp_path_factory: pytest.TempPathFactory) -> Calculated:
    """By award what is stored in its workbook, and what LibreOffice makes of it."""
    home = tmp_path_factory.mktemp("awards")
    paths = [written(name, home) for name in BY_OFFICE]
    computed = recalculation.all_by_libreoffice(paths, home)
    stored = [recalculation.cached(path) for path in paths]
    return dict(zip(BY_OFFICE, zip(stored, computed, strict=True), strict=True))


@pytest.mark.office
@pytest.mark.parametrize("name", BY_OFFICE)
def test_libreoffice_computes_every_formula_to_our_result(
    name: str, calculated: Calculated
) -> None:
    stored, computed = calculated[name]
    assert stored
    assert stored.keys() == computed.keys()
    assert recalculation.differences(stored, computed) == []


@pytest.mark.office
@pytest.mark.usefixtures("office")
def test_libreoffice_finds_a_wrong_stored_result(tmp_path: Path) -> None:
    """A check with recalculation off would believe what is stored."""
    import xlsxwriter

    path = tmp_path / "planted.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Scores")
        sheet.write_number("A1", 2)
        sheet.write_formula("A2", "=A1+1", None, 4)
    stored = recalculation.cached(path)
    computed = recalculation.by_libreoffice(path, tmp_path)
    assert recalculation.differences(stored, computed) == ["Scores!A2: 4.0 is 3.0"]
