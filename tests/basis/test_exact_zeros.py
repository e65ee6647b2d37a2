"""A decimal has exactly the places that its value needs."""

from decimal import Decimal
from fractions import Fraction

import pytest

from aanbesteding.basis.exact import bare, digits


@pytest.mark.parametrize(
    ("value", "written"),
    [(Fraction(1, 5), "0.2"), (Fraction(7, 25), "0.28"), (Fraction(-1, 125), "-0.008")],
)
def test_fifths_end_where_they_end(value: Fraction, written: str) -> None:
    assert str(digits(value)) == written


def test_sixths_have_no_end() -> None:
    assert str(digits(Fraction(1, 6))) == "0.1" + 28 * "6" + "7"


@pytest.mark.parametrize(
    ("value", "written"),
    [("1.50", "1.5"), ("120.00", "120"), ("1200", "1200"), ("0.10500", "0.105"), ("-0.0", "0")],
)
def test_a_bare_number_has_no_zero_that_says_nothing(value: str, written: str) -> None:
    assert str(bare(Decimal(value))) == written
