"""The small parts of the reports: widths, rounding as a formula, names of parts, a draw settled."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis.exact import RoundingMode, Step, rounded
from aanbesteding.gate.places import letters_of
from aanbesteding.report.grid import round_formula
from aanbesteding.report.shapes import share_of
from aanbesteding.report.source import Source, lot_titles
from aanbesteding.report.units import of_care
from tests.report import recalculation, sample

VALUES = ("2.675", "-2.675", "0.125", "0.375", "-0.125", "0.29", "1.005", "66.995", "0", "99.99")


@given(st.fractions(min_value=0, max_value=1))
def test_a_width_is_the_share_to_a_thousandth_of_a_percent(share: Fraction) -> None:
    width = Fraction(share_of(share, 1).removesuffix("%"))
    assert abs(width - share * 100) <= Fraction(1, 2000)


@pytest.mark.parametrize(("part", "whole", "width"), [(5, 4, "100%"), (-1, 4, "0%"), (1, 0, "0%")])
def test_a_width_stays_inside_the_chart(part: int, whole: int, width: str) -> None:
    assert share_of(part, whole) == width


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ")])
def test_columns_are_named_as_in_a_spreadsheet(column: int, name: str) -> None:
    assert letters_of(column) == name


@pytest.mark.parametrize("mode", list(RoundingMode))
@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_a_rounding_formula_rounds_as_published(
    mode: RoundingMode, decimals: int, tmp_path: Path
) -> None:
    """Our exact rounding is the stored result; another program computes the formula."""
    path = tmp_path / "rounding.xlsx"
    rounding = Step(decimals, mode)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("R")
        for row, value in enumerate(VALUES):
            sheet.write_number(row, 0, float(value))
            result = rounded(Decimal(value), decimals, mode)
            formula = round_formula(f"A{row + 1}", rounding)
            sheet.write_formula(row, 1, f"={formula}", None, float(result))
    stored = recalculation.cached(path)
    computed = recalculation.by_ironcalc(path, stored)
    assert recalculation.differences(stored, computed) == []


@pytest.mark.parametrize(
    ("kind", "part", "words"),
    [
        ("urgent_served", "C/spoed/amsterdam/2021", "spoed"),
        ("capacity", "K01/C/zwaar", "Stichting De Brug (fictief), zwaar"),
        ("coverage", "NW", "Nieuw-West"),
        ("coverage", "C/NW", "Nieuw-West"),
        ("expertise", "crisis", "crisishulp"),
        ("number_of_contracts", "C", "Segment C: hoogspecialistische jeugdhulp"),
        ("coverage", "", "elk gebied"),
        ("unheard-of", "a/b", "a/b"),
    ],
)
def test_a_part_of_a_rule_is_told_in_words(kind: str, part: str, words: str) -> None:
    assert Source(sample.record("awarded"), "nl").part(kind, part) == words


def test_lots_counted_together_are_all_named() -> None:
    source = Source(sample.record("lots"), "nl")
    assert source.part("number_of_contracts", "L1+L2") == "Ambulant, Verblijf"


def test_a_waiting_client_of_several_areas_is_told_with_the_area() -> None:
    source = Source(sample.record("lots"), "nl")
    assert source.part("demand", "L1/n/h/2025") == "gewoon, Haven, Ambulant"


@pytest.mark.parametrize(
    ("unit", "said"), [("cliënt", "40"), ("dagdeel", "40 dagdeel"), ("0,1 fte", "40 × 0,1 fte")]
)
def test_a_unit_that_is_itself_a_number_is_taken_so_many_times(unit: str, said: str) -> None:
    assert of_care(Source(sample.record("awarded"), "nl"), 40, unit) == said


@pytest.mark.parametrize(
    ("second", "said"), [("Verblijf", "Zorg, Verblijf"), ("Ggz, zwaar", "Zorg; Ggz, zwaar")]
)
def test_titles_of_lots_can_be_told_apart_though_one_has_a_comma(second: str, said: str) -> None:
    lots = [
        {"id": id_, "title": title, "needs": ["n"]} for id_, title in (("a", "Zorg"), ("b", second))
    ]
    assert lot_titles(sample.small(lots=lots)) == said
