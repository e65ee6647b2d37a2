"""The calculator for bidders: live formulas that other programs compute to our own results."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from aanbesteding.contest.contest import Entry
from aanbesteding.contest.count import count
from aanbesteding.formulas import BY_ID
from aanbesteding.report.calculator import calculator
from aanbesteding.scoring.contests import contest_on
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.write import book_bytes
from tests import priced, small_round, tiny
from tests.report import recalculation

LOT = "Perceel 1"
ANSWERS = [
    {"id": "w", "title": "Wachten", "weight": 10, "formula": "quality.between", "unit": "dagen",
     "best_answer": "14", "worst_answer": "42"},
    {"id": "t", "title": "Winst", "weight": 10, "formula": "quality.time_share"},
]  # fmt: skip
ROUNDED = [
    {"step": "criterion", "decimals": 1},
    {"step": "price", "decimals": 1, "mode": "floor"},
    {"step": "quality", "decimals": 0, "mode": "half_even"},
    {"step": "total", "decimals": 2},
]


Calculated = Mapping[str, tuple[recalculation.Cached, recalculation.Cached]]


def written(tender: Tender, folder: Path, lang: str = "nl", name: str = "calculator") -> Path:
    path = folder / f"{name}.xlsx"
    path.write_bytes(book_bytes(*calculator(tender, lang)))
    return path


def recomputed(path: Path) -> list[str]:
    stored = recalculation.cached(path)
    assert stored
    return recalculation.differences(stored, recalculation.by_ironcalc(path, stored))


def found(path: Path, label: str, lot: str = LOT) -> Any:
    """The last number in the row that starts with that label."""
    sheet = load_workbook(path, data_only=True)[lot]
    row = next(r for r in sheet.iter_rows(values_only=True) if str(r[0]).startswith(label))
    return [cell for cell in row if isinstance(cell, int | float)][-1]


@pytest.mark.parametrize("clip", ["none", "both"])
@pytest.mark.parametrize("formula", priced.PRICED)
def test_another_program_computes_every_formula_of_the_shelf_to_our_result(
    formula: str, clip: str, tmp_path: Path
) -> None:
    rounding = ROUNDED if clip == "both" else []
    tender = priced.tender(formula, clip, criteria=[*priced.CRITERIA, *ANSWERS], rounding=rounding)
    assert recomputed(written(tender, tmp_path)) == []


@pytest.mark.parametrize("formula", priced.PRICED)
def test_an_example_that_is_filled_in_has_an_outcome(formula: str, tmp_path: Path) -> None:
    path = written(priced.tender(formula), tmp_path)
    sheet = load_workbook(path, data_only=True)[LOT]
    row = next(r for r in sheet.iter_rows(values_only=True) if r[0] == "Totaal")
    assert isinstance(row[1], int | float)


def changed(path: Path, cells: dict[str, Any]) -> recalculation.Cached:
    """What another program makes of the sheet once somebody fills in other numbers."""
    book = load_workbook(path)
    for cell, value in cells.items():
        book[LOT][cell] = value
    book.save(path)
    return recalculation.by_ironcalc(path, recalculation.cached(path))


def place(path: Path, label: str, nth: int = 0) -> int:
    rows = load_workbook(path, data_only=True)[LOT].iter_rows(values_only=True)
    return [at for at, row in enumerate(rows, 1) if row[0] == label][nth]


@pytest.mark.parametrize("formula", ["price.min_max", "price.linear_span", "value.utility_index"])
def test_numbers_that_a_bidder_fills_in_give_what_a_real_round_would_count(
    formula: str, tmp_path: Path
) -> None:
    """Own bid 90,000 with marks 9 and 8 among bids of 80,000 (all tens) and 120,000."""
    tender = priced.tender(formula, rounding=[])
    path = written(tender, tmp_path)
    heavy, light = place(path, "zwaar"), place(path, "licht")
    given: dict[str, Any] = {f"D{heavy}": 3000, f"D{light}": 3000}
    given |= {f"D{place(path, 'Aanpak')}": 9, f"D{place(path, 'Mensen')}": 8}
    others = {"Laagste prijs": 80_000, "Hoogste prijs": 120_000, "Beste kwaliteit": 60}
    sheet = load_workbook(path)[LOT]
    for row in sheet.iter_rows(max_col=1):
        for label, value in others.items():
            if str(row[0].value).startswith(label) and "niet bekend" in str(row[0].value):
                given[f"B{row[0].row}"] = value
    entries = [
        Entry("own", (Fraction(9), Fraction(8)), Fraction(90_000)),
        Entry("A", (Fraction(10), Fraction(10)), Fraction(80_000)),
        Entry("B", (Fraction(5), Fraction(5)), Fraction(120_000)),
    ]
    counted = count(contest_on(tender, "1", entries))[0]
    after = changed(path, given)
    assert after[LOT, f"B{place(path, 'Totaal')}"] == pytest.approx(float(counted.total), abs=1e-9)


def test_a_price_outside_the_formula_gets_a_dash_and_no_total(tmp_path: Path) -> None:
    path = written(priced.tender("price.discount_share"), tmp_path)
    rows = {label: place(path, label) for label in ("zwaar", "Punten voor de prijs", "Totaal")}
    after = changed(path, {f"D{rows['zwaar']}": 90_000})
    assert after[LOT, f"B{rows['Punten voor de prijs']}"] == "–"
    assert after[LOT, f"B{rows['Totaal']}"] == "–"


def test_a_price_below_the_assumed_lowest_is_the_lowest_itself(tmp_path: Path) -> None:
    path = written(priced.tender("price.lowest_share"), tmp_path)
    rows = {label: place(path, label) for label in ("zwaar", "licht", "Punten voor de prijs")}
    after = changed(path, {f"D{rows['zwaar']}": 1, f"D{rows['licht']}": 1})
    assert after[LOT, f"B{rows['Punten voor de prijs']}"] == 40


def test_only_cells_to_fill_in_can_be_changed(tmp_path: Path) -> None:
    book = load_workbook(written(priced.tender("price.min_max"), tmp_path))
    assert all(sheet.protection.sheet for sheet in book)
    open_cells = [c for row in book[LOT].iter_rows() for c in row if not c.protection.locked]
    assert len(open_cells) == 2 + 2 + 2
    assert not any(cell.data_type == "f" for cell in open_cells)


def test_marks_are_chosen_from_the_published_scale(tmp_path: Path) -> None:
    book = load_workbook(written(priced.tender("price.min_max"), tmp_path))
    rules = [rule for rule in book[LOT].data_validations.dataValidation if rule.type == "list"]
    assert len(rules) == 2
    offered = [cell.value for cell in book["_lists"]["A"]]
    assert offered == list(range(10, -1, -1))


def test_every_cell_to_fill_in_has_a_note(tmp_path: Path) -> None:
    tender = priced.tender("price.min_max", criteria=[*priced.CRITERIA, *ANSWERS])
    book = load_workbook(written(tender, tmp_path))
    noted = {str(r.sqref) for r in book[LOT].data_validations.dataValidation if r.prompt}
    entries = {
        c.coordinate for row in book[LOT].iter_rows() for c in row if not c.protection.locked
    }
    assert noted == entries


def test_published_prices_and_the_prices_along_the_chart_are_shown_as_money(
    tmp_path: Path,
) -> None:
    path = written(priced.tender("price.absolute_linear"), tmp_path)
    sheet = load_workbook(path)[LOT]
    formats = {
        label: sheet[f"B{place(path, label)}"].number_format
        for label in ("Bodemprijs", "Plafondprijs", "Meeste punten voor de prijs")
    }
    assert formats == {
        "Bodemprijs": "€ #,##0.00",
        "Plafondprijs": "€ #,##0.00",
        "Meeste punten voor de prijs": "General",
    }
    with ZipFile(path) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert '<c:numFmt formatCode="#,##0" sourceLinked="0"/>' in chart


def test_what_is_not_known_before_opening_is_said_only_of_relative_formulas(tmp_path: Path) -> None:
    texts = {}
    for formula in ("price.absolute_linear", "price.min_max"):
        sheet = load_workbook(written(priced.tender(formula), tmp_path))[LOT]
        texts[formula] = " ".join(str(c.value) for row in sheet.iter_rows() for c in row)
    assert "niet bekend vóór opening" in texts["price.min_max"]
    assert "niet bekend vóór opening" not in texts["price.absolute_linear"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_workbook_says_on_every_sheet_that_it_decides_nothing(lang: str, tmp_path: Path) -> None:
    book = load_workbook(written(priced.tender("price.min_max"), tmp_path, lang))
    word = {"nl": "hulpmiddel", "en": "aid"}[lang]
    shown = [sheet for sheet in book if sheet.sheet_state == "visible"]
    assert len(shown) == 2
    assert all(word in str(sheet["A4"].value) for sheet in shown)


def test_a_lot_without_price_has_quality_alone(tmp_path: Path) -> None:
    path = written(tiny.tender(), tmp_path)
    assert recomputed(path) == []
    assert found(path, "Totaal") == 90


def test_several_lots_each_have_a_sheet_and_an_open_house_has_none(tmp_path: Path) -> None:
    names = load_workbook(written(small_round.tender(), tmp_path)).sheetnames
    assert names == ["Uitleg", "Zware hulp", "Zwaarste hulp", "_lists"]
    house = tiny.tender(award={"mode": "admit_all"})
    assert load_workbook(written(house, tmp_path)).sheetnames == ["Uitleg", "_lists"]


def test_writing_twice_gives_the_same_bytes() -> None:
    tender = priced.tender("price.logarithm")
    assert book_bytes(*calculator(tender, "nl")) == book_bytes(*calculator(tender, "nl"))


def test_the_example_prices_stay_in_the_proportions_of_the_tariffs(tmp_path: Path) -> None:
    tariffs = [
        {"lot": "1", "need": need, "kind": "norm", "amount": amount}
        for need, amount in (("zwaar", "4000"), ("licht", "1000"))
    ]
    path = written(priced.tender("value.award_on_value", tariffs=tariffs), tmp_path)
    sheet = load_workbook(path, data_only=True)[LOT]
    asked = {
        need: Decimal(str(sheet[f"D{place(path, need)}"].value)) for need in ("zwaar", "licht")
    }
    assert abs(asked["zwaar"] - 4 * asked["licht"]) < Decimal("0.05")


@pytest.fixture(scope="module")
def calculated(office: None, tmp_path_factory: pytest.TempPathFactory) -> Calculated:
    """By formula what is stored in its calculator, and what LibreOffice makes of it."""
    home = tmp_path_factory.mktemp("calculators")
    criteria = [*priced.CRITERIA, *ANSWERS]
    paths = [
        written(priced.tender(formula, criteria=criteria, rounding=ROUNDED), home, name=formula)
        for formula in priced.PRICED
    ]
    computed = recalculation.all_by_libreoffice(paths, home)
    stored = [recalculation.cached(path) for path in paths]
    return dict(zip(priced.PRICED, zip(stored, computed, strict=True), strict=True))


@pytest.mark.office
@pytest.mark.parametrize("formula", priced.PRICED)
def test_libreoffice_computes_every_formula_to_our_result(
    formula: str, calculated: Calculated
) -> None:
    stored, computed = calculated[formula]
    assert stored
    assert stored.keys() == computed.keys()
    assert recalculation.differences(stored, computed) == []


def test_every_formula_that_ranks_by_price_is_tried_here() -> None:
    assert set(priced.PRICED) == {
        card.id for card in BY_ID.values() if card.measures != "quality"
    } - {"price.fixed_tariff"}
