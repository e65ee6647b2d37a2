"""A row of one key in whole numbers is the same row as it is among others."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis.errors import TooFineError
from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Pick
from aanbesteding.rules.rule import Row, compare
from aanbesteding.solving.matrix import NONE, scaled

X = Pick("A", "1")
NUMBERS = st.one_of(
    st.integers(-12, 12), st.fractions(Fraction(-9), Fraction(9), max_denominator=6)
)


@given(NUMBERS, st.sampled_from(["<=", ">=", "=="]), NUMBERS)
def test_the_same_whole_numbers_satisfy_it(factor: Exact, sense: str, right: Exact) -> None:
    row = scaled(Row("r", "", {X: factor}, sense, right))
    for value in range(-40, 41):
        holds = row is not None and row.least <= sum(f * value for f in row.factors) <= row.most
        assert holds is compare(factor * value, sense, right)


def test_a_bound_beyond_all_numbers_is_too_fine() -> None:
    with pytest.raises(TooFineError, match="r/p"):
        scaled(Row("r", "p", {X: 1}, "<=", NONE + 1))
