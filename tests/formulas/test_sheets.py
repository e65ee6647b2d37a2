"""What stands on a card for a spreadsheet, worked out by a spreadsheet."""

import re
from fractions import Fraction

import ironcalc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.formulas import SHELF
from aanbesteding.formulas.formula import Formula
from aanbesteding.formulas.statistics import STATISTICS
from tests.shelf import Field, fields

NAME = re.compile(r"[a-z][a-z_]*")
EXAMPLES = 12


def by_spreadsheet(expression: str, cells: dict[str, Fraction]) -> float:
    """What IronCalc makes of an expression when each name stands in a cell of its own."""
    model = ironcalc.create("sheet", "en", "UTC", "en")
    places = {name: f"B{row}" for row, name in enumerate(cells, 1)}
    for row, value in enumerate(cells.values(), 1):
        model.update_cell_with_number(0, row, 2, value.numerator / value.denominator)
    formula = NAME.sub(lambda found: places[found.group()], expression)
    model.set_user_input(0, 1, 1, f"={formula}")
    model.evaluate()
    return float(model.get_cell_value(0, 1, 1))


def same(found: float, exact: Fraction, scale: Fraction) -> bool:
    return abs(Fraction(found) - exact) <= Fraction(1, 10**9) * max(abs(exact), scale)


@pytest.mark.parametrize("card", SHELF, ids=lambda card: card.id)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_the_expression_for_a_spreadsheet_is_the_formula(
    card: Formula, data: st.DataObject
) -> None:
    field: Field = data.draw(fields(card))
    known = field.known(card)
    found = by_spreadsheet(card.sheet, {name: known[name] for name in card.inputs})
    # Where points cancel out to nearly nothing, a spreadsheet keeps fifteen digits of the whole.
    scale = known["most_points"] if card.measures == "price" else Fraction(0)
    assert same(found, field.result(card), scale)


@pytest.mark.parametrize("card", SHELF, ids=lambda card: card.id)
def test_the_expression_for_a_spreadsheet_names_inputs_only(card: Formula) -> None:
    assert set(NAME.findall(card.sheet)) <= set(card.inputs)


@pytest.mark.parametrize("name", STATISTICS)
@settings(max_examples=EXAMPLES)
@given(cents=st.lists(st.integers(1, 10**9), min_size=3, max_size=8))
def test_a_statistic_for_a_spreadsheet_is_the_statistic(name: str, cents: list[int]) -> None:
    values = [Fraction(number, 100) for number in cents]
    model = ironcalc.create("sheet", "en", "UTC", "en")
    for row, value in enumerate(values, 1):
        model.update_cell_with_number(0, row, 2, value.numerator / value.denominator)
    model.set_user_input(0, 1, 1, "=" + STATISTICS[name].sheet.format(range=f"B1:B{len(values)}"))
    model.evaluate()
    exact = STATISTICS[name].compute(values)
    assert same(float(model.get_cell_value(0, 1, 1)), exact, Fraction(0))
