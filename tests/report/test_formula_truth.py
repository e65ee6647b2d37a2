"""Formula truth over every kind of workbook we write: another program finds what we stored.

All 18 examples, with LibreOffice: ``python -m tests.assurance.formulas --office``.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import aanbesteding
from aanbesteding.bids.form import bid_form
from aanbesteding.dossier.editions.public import public_edition
from aanbesteding.formulas import BY_ID
from aanbesteding.formulas.statistics import STATISTICS
from aanbesteding.report.calculator import calculator
from aanbesteding.report.editions import edition_book
from aanbesteding.report.scenario_workbook import scenario_workbook
from aanbesteding.report.workbook import workbook
from aanbesteding.round.internal import internal
from aanbesteding.tender.sheet import save_workbook
from aanbesteding.workbook.write import book_bytes, form_bytes
from tests import priced
from tests.assurance import formulas
from tests.assurance.formulas import ASKED, FUNCTIONS, Seen, look, look_by_office, spoiled
from tests.report import recalculation, sample, test_robust_report, test_scenario_reports

TOP = Path(__file__).parents[2]
WRITES = re.compile(r"\b(?:book_bytes|form_bytes|tables_bytes|write_form)\(")
# Which module writes which of the workbooks that the law is tried on.
KINDS = {
    "report/write.py": {"award", "what-if"},
    "round/scenarios.py": {"scenarios", "robust"},
    "round/explained.py": {"why", "compared", "rules-cost", "alternatives", "frontier"},
    "round/internal.py": {"internal"},
    "round/lab.py": {"calculator"},
    "round/editions.py": {"public"},
    "round/package.py": {"public"},
    "round/make.py": {"bid-form", "tender"},
}
# These make a sheet of their own, of words and numbers.
PLAIN = {"exchange/notice_files.py", "round/compare_before.py"}
LIVE = {"award", "what-if", "scenarios", "robust", "calculator", "tender"}


@pytest.fixture(name="books", scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A workbook of every kind by its name."""
    home = tmp_path_factory.mktemp("formulas")
    for name, content in _made().items():
        (home / f"{name}.xlsx").write_bytes(content)
    tender = sample.amsterdam()
    save_workbook(tender, home / "tender.xlsx", "nl")
    internal(aanbesteding.new(home / "round", "een-perceel"), workers=1)
    found = [*home.glob("*.xlsx"), *(home / "round" / "explanation").glob("*.xlsx")]
    return {path.stem: path for path in sorted(found)}


def _made() -> Mapping[str, bytes]:
    awarded, known = sample.record("awarded"), "f" * 64
    books = {
        "award": workbook(awarded, "nl", known),
        "what-if": workbook(sample.record("what_if"), "en", known),
        "scenarios": scenario_workbook(test_scenario_reports.record("holland_rijnland"), "nl"),
        "robust": scenario_workbook(test_robust_report.record("wide"), "en", known),
        "public": edition_book(public_edition(awarded, known), "nl"),
    }
    written = {name: book_bytes(book) for name, book in books.items()}
    written["calculator"] = book_bytes(*calculator(priced.tender("price.min_max", "both"), "nl"))
    return {**written, "bid-form": form_bytes(bid_form(sample.amsterdam(), "nl"))}


def test_every_module_that_writes_a_workbook_is_on_the_list() -> None:
    home = TOP / "aanbesteding"
    writing = {
        path.relative_to(home).as_posix()
        for path in home.rglob("*.py")
        if path.parts[-2] != "workbook" and WRITES.search(path.read_text("utf-8"))
    }
    assert writing == set(KINDS) | PLAIN
    assert not [one for one in PLAIN if "formula" in (home / one).read_text("utf-8")]


def test_every_card_of_the_shelf_uses_functions_of_the_list_alone() -> None:
    cards = {("card", name): card.sheet for name, card in BY_ID.items()}
    figures = {("figure", name): one.sheet for name, one in STATISTICS.items()}
    assert formulas.functions(cards | figures) <= FUNCTIONS


def test_every_kind_of_workbook_is_among_those_that_are_computed(
    books: Mapping[str, Path],
) -> None:
    assert {name for names in KINDS.values() for name in names} == set(books)


def test_another_program_computes_every_formula_of_every_kind_to_our_result(
    books: Mapping[str, Path],
) -> None:
    seen = Seen()
    for name, path in books.items():
        look(path, name, seen)
    assert seen.wrong == []
    assert seen.cells > 1000
    assert seen.functions <= FUNCTIONS


def test_a_wrong_stored_result_is_found_in_every_kind(
    books: Mapping[str, Path], tmp_path: Path
) -> None:
    live = {name for name, path in books.items() if recalculation.cached(path)}
    assert live == LIVE
    for name in live:
        seen, target = Seen(), tmp_path / "spoiled.xlsx"
        cell = spoiled(books[name], target)
        look(target, name, seen)
        assert [line.split(": ")[1] for line in seen.wrong] == [cell], name


def test_a_function_that_is_not_on_the_list_is_told() -> None:
    used = formulas.functions({("A", "A1"): 'IF(XLOOKUP(1,A2:A3,B2:B3)=1,"LET(x)",_xlfn.LET(x))'})
    assert used - FUNCTIONS == {"XLOOKUP", "LET"}


def test_everything_an_officer_can_ask_is_asked() -> None:
    """Each name stands in the program of the command, so that a new question is not forgotten."""
    text = Path(formulas.__file__).read_text("utf-8")
    assert len(ASKED) == 8
    for name in ("forms", "award", "lab", "compare_scenarios", "robust", "editions"):
        assert f"aanbesteding.{name}" in text
        assert name in aanbesteding.__all__


@pytest.mark.office
@pytest.mark.usefixtures("office")
def test_libreoffice_computes_every_kind_to_our_result_and_finds_a_wrong_one(
    books: Mapping[str, Path], tmp_path: Path
) -> None:
    planted = tmp_path / "planted.xlsx"
    cell = spoiled(books["award"], planted)
    seen = Seen()
    look_by_office([*books.values(), planted], tmp_path, seen)
    assert [line.split(": ")[:2] for line in seen.wrong] == [["planted.xlsx in LibreOffice", cell]]
