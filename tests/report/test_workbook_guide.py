"""An accountant follows the award workbook: from what came in to the money, and nothing changed."""

import re
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import ironcalc
import pytest
from openpyxl import load_workbook

from aanbesteding.basis.texts import catalogue
from aanbesteding.report.sheet_guide import BESIDE, PATH
from aanbesteding.report.workbook import workbook
from aanbesteding.workbook.book import Book
from aanbesteding.workbook.text import footer
from aanbesteding.workbook.write import book_bytes
from tests.report import recalculation, sample

ROUNDS = ("awarded", "lots", "regions", "shelf", "min_max", "on_value", "what_if", "admit_all")
EMPTY = ("nothing_fits", "no_bids", "draw_needed")
HASH = "1f" * 32
ADDRESS = re.compile(r"(?:'([^']+)'|\b([A-Za-z]\w*))!\$?[A-Z]")
TEXT = re.compile(r'"[^"]*"')


@cache
def book(name: str) -> Book:
    return workbook(sample.record(name), "nl", HASH)


@pytest.fixture(name="path", scope="module")
def awarded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("guide") / "award.xlsx"
    path.write_bytes(book_bytes(book("awarded")))
    return path


def read_by(found: Book) -> Mapping[str, set[str]]:
    """The sheets that the formulas of each sheet read, by its name."""
    owners = {name: cells.partition("!")[0].strip("'") for name, cells in found.names.items()}
    read: dict[str, set[str]] = {}
    for sheet in found.sheets:
        formulas = [TEXT.sub("", c.formula) for row in sheet.rows for c in row if c and c.formula]
        named = {a or b for one in formulas for a, b in ADDRESS.findall(one)}
        named |= {at for one in formulas for name, at in owners.items() if name in one}
        read[sheet.name] = named - {sheet.name}
    return read


@pytest.mark.parametrize("name", ROUNDS + EMPTY)
def test_each_sheet_reads_only_the_sheets_that_the_guide_says_it_follows_from(
    name: str,
) -> None:
    said = catalogue("nl")
    read = read_by(book(name))
    for key, follows in {**PATH, **BESIDE}.items():
        own = said[f"report.sheet.{key}"]
        told = {said[f"report.sheet.{one}"] for one in follows}
        assert read.get(own, set()) <= told, own


def test_the_way_from_bids_to_money_is_made_of_formulas() -> None:
    """Of an award in which price counts and volumes are promised."""
    read, said = read_by(book("min_max")), catalogue("nl")
    sheets = {key: said[f"report.sheet.{key}"] for key in PATH}
    assert read[sheets["scores"]] == {sheets["bids"], sheets["marks"]}
    assert sheets["bids"] in read[sheets["award"]]
    assert read[sheets["needs"]] == read[sheets["budget"]] == {sheets["award"]}
    assert read[sheets["summary"]] >= {sheets["scores"], sheets["award"]}


@pytest.mark.parametrize("name", ROUNDS + EMPTY)
def test_the_guide_comes_first_names_every_sheet_and_leads_to_it(name: str) -> None:
    found = book(name)
    guide, *sheets, control = found.sheets
    assert (guide.name, control.name) == ("Wegwijzer", "Controle")
    links = [cell.link for row in guide.rows for cell in row if cell and cell.link]
    assert sorted(links) == sorted(sheet.name for sheet in sheets)


def model_of(path: Path) -> tuple[Any, dict[str, int]]:
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    names = [one["name"] for one in recalculation.sheets_of(model)]
    return model, {name: at for at, name in enumerate(names)}


def opened(path: Path, **asked: bool) -> Any:
    """The workbook as openpyxl reads it; its own types say too little of what a cell may hold."""
    return load_workbook(path, **asked)


def cells_of(path: Path, sheet: str, words: str) -> list[tuple[int, int]]:
    """Where cells of a sheet hold these words."""
    rows = opened(path, data_only=True)[sheet].iter_rows()
    return [(c.row, c.column) for row in rows for c in row if c.value == words]


def test_another_price_in_a_bid_changes_what_the_winner_costs(path: Path) -> None:
    """A winner's price up by one euro costs one euro for each client it was promised."""
    model, at = model_of(path)
    summary = opened(path, data_only=True)["Samenvatting"]
    winner = next(r for r in summary.iter_rows(values_only=True) if str(r[0]).startswith("K01 "))
    ((row, _), *_) = cells_of(path, "Samenvatting", winner[0])
    offers = [r for r, _ in cells_of(path, "Inschrijvingen", "K01")]
    for offer in offers:
        price = model.get_cell_value(at["Inschrijvingen"], offer, 7)
        model.set_user_input(at["Inschrijvingen"], offer, 7, str(price + 1))
    model.evaluate()
    clients = model.get_cell_value(at["Samenvatting"], row, 5)
    assert clients == winner[4] > 0
    assert model.get_cell_value(at["Samenvatting"], row, 6) == winner[5] + clients


def test_a_changed_number_on_any_sheet_is_told_on_the_control_and_on_the_guide(
    path: Path,
) -> None:
    values = opened(path)
    inside = [sheet.title for sheet in values][1:-1]
    rows = {
        (sheet, str(cell.value)): cell.row
        for sheet in ("Controle", "Wegwijzer")
        for row in reversed(list(values[sheet].iter_rows()))
        for cell in row
    }
    told = 0
    for name in inside:
        cell = next(
            (
                c
                for row in values[name].iter_rows()
                for c in row
                if isinstance(c.value, int | float)
            ),
            None,
        )
        if cell is None:
            continue
        model, at = model_of(path)
        model.set_user_input(at[name], cell.row, cell.column, str(cell.value + 1))
        model.evaluate()
        row = rows["Controle", name]
        assert model.get_cell_value(at["Controle"], row, 6) == "klopt niet", name
        assert model.get_cell_value(at["Controle"], 5, 2) == "klopt niet", name
        row = rows["Wegwijzer", name]
        assert model.get_cell_value(at["Wegwijzer"], row, 5) == "klopt niet", name
        told += 1
    assert told >= 5


@pytest.mark.parametrize("name", ROUNDS + EMPTY)
def test_every_sheet_holds_when_it_is_made(name: str) -> None:
    control = book(name).sheets[-1]
    words = [cell.value for row in control.rows for cell in row if cell and cell.formula]
    assert "klopt" in words
    assert "klopt niet" not in words


def test_every_sheet_is_protected_without_password_and_set_up_for_paper(path: Path) -> None:
    for sheet in opened(path):
        assert sheet.protection.sheet, sheet.title
        assert not sheet.protection.password
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows in ("$1:$2", "$1:$4"), sheet.title
        assert HASH in str(sheet.oddFooter.left.text)
        assert sheet.oddFooter.right.text == "&P / &N"


def test_a_footer_that_starts_with_a_digit_is_no_size_of_type() -> None:
    """After &8 a digit would make it eighty-something points; a space ends the code."""
    assert footer("2027-jeugd").startswith("&L&8 2027-jeugd&C")
    assert footer("jeugd & co", "9f").startswith("&L&8jeugd && co\n&6 9f&C")


def test_headings_carry_notes_and_columns_of_volumes_have_names(path: Path) -> None:
    found = opened(path)
    noted = {s.title for s in found for row in s.iter_rows() for c in row if c.comment}
    assert noted >= {"Inschrijvingen", "Scores", "Gunning", "Behoefte", "Budget", "Controle"}
    assert set(found.defined_names) >= {"hoeveelheid_aantal", "hoeveelheid_bedrag"}
    formulas = " ".join(recalculation.formulas(path).values())
    assert "SUM(hoeveelheid_bedrag)" in formulas


def test_every_chart_has_a_text_for_who_cannot_see_it(path: Path) -> None:
    with zipfile.ZipFile(path) as file:
        drawings = [n for n in file.namelist() if re.fullmatch(r"xl/drawings/drawing\d+.xml", n)]
        shown = [file.read(name).decode() for name in drawings]
    frames = [one for text in shown for one in re.findall(r"<xdr:cNvPr [^>]*>", text)]
    assert frames
    assert all(len(re.findall(r'descr="[^"]{20,}"', frame)) == 1 for frame in frames)
