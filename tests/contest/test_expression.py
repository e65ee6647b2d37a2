"""Columns of approximate numbers enclose what the formulas give exactly."""

from fractions import Fraction
from random import Random

import numpy as np
import pytest

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.exact import RoundingMode, Step
from aanbesteding.contest.bounded import Bounded, on_grid, rounded_on_grid
from aanbesteding.contest.expression import UnreadableExpressionError, worked
from aanbesteding.formulas import SHELF
from aanbesteding.formulas.formula import Formula
from tests.random_contests import PARAMETERS

TIMES = 200


def known(random: Random) -> dict[str, Fraction]:
    """Inputs as they come in a contest, now and then equal to one another."""
    prices = sorted(Fraction(random.randint(600, 1600), 10) for _ in range(3))
    marks = sorted(Fraction(random.randint(0, 60), random.choice((1, 2, 3))) for _ in range(3))
    means = {"mean_price": sum(prices) / Fraction(3), "mean_answer": sum(marks) / Fraction(3)}
    return {
        **PARAMETERS,
        "most_points": Fraction(random.choice((30, 40))),
        "most_quality": Fraction(60),
        "price": random.choice(prices),
        "lowest_price": prices[0],
        "highest_price": prices[-1],
        "trimmed_mean_price": prices[1],
        **means,
        "mark": random.choice(marks),
        "answer": random.choice(marks),
        "top_mark": Fraction(60),
        "best_answer": Fraction(50),
        "worst_answer": Fraction(5),
        "quality_points": random.choice(marks),
        "best_quality": marks[-1],
        "lowest_quality": marks[0],
    }


@pytest.mark.parametrize("card", SHELF, ids=lambda card: card.id)
def test_what_a_sheet_gives_lies_within_its_bound_of_what_the_formula_gives(card: Formula) -> None:
    random = Random(card.id)
    answered = 0
    for _ in range(TIMES):
        given = known(random)
        try:
            exact = card(given)
        except FormulaDomainError:
            continue
        with np.errstate(all="ignore"):
            found = worked(card.sheet)({name: Bounded.of(one) for name, one in given.items()})
        slack = Fraction(2, 10**card.decimals) if card.decimals else Fraction(0)
        answered += 1
        if np.isfinite(found.error):
            assert abs(Fraction(float(found.value)) - exact) <= Fraction(float(found.error)) + slack
            assert found.error < 1e-9
    assert answered > TIMES / 10


@pytest.mark.parametrize("unknown", ["SUM(price)", "price%2", "IF(price,1,2)", "(price", "price 2"])
def test_an_expression_that_cannot_be_read_is_refused(unknown: str) -> None:
    with pytest.raises(UnreadableExpressionError):
        worked(unknown)


@pytest.mark.parametrize("mode", RoundingMode)
def test_exact_numbers_are_rounded_exactly_also_on_a_half(mode: RoundingMode) -> None:
    step = Step(1, mode)
    units = np.array([Fraction(n, 100) * 100 for n in range(-250, 251)], dtype=np.float64)
    found = rounded_on_grid(Bounded(units, np.zeros_like(units)), step, 100)
    assert [Fraction(float(one)) / 100 for one in found.value] == [
        Fraction(step.of(Fraction(n, 100))) for n in range(-250, 251)
    ]
    assert not found.error.any()


@pytest.mark.parametrize("mode", RoundingMode)
def test_a_number_that_error_could_round_either_way_says_so(mode: RoundingMode) -> None:
    half = 0.0 if mode is RoundingMode.FLOOR else 0.5
    number = Bounded(np.array([half + 3, half + 3.4]), np.array([1e-9, 1e-9]))
    found = rounded_on_grid(on_grid(number, 1), Step(0, mode), 1)
    assert [error > 0 for error in found.error] == [True, False]


def test_a_close_comparison_leaves_the_choice_unbounded() -> None:
    near = Bounded(np.float64(1), np.float64(1e-12))
    columns = {"price": near, "low_price": Bounded.of(1)}
    assert np.isinf(worked("IF(price<low_price,1,2)")(columns).error)
