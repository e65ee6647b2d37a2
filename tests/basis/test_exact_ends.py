"""Whole numbers become whole, and a number without end has thirty decimals."""

from decimal import Decimal
from fractions import Fraction

import pytest

from aanbesteding.basis.exact import digits, simplest


@pytest.mark.parametrize("value", [Fraction(6, 3), Fraction(0), Fraction(-4)])
def test_a_whole_number_becomes_an_int(value: Fraction) -> None:
    assert type(simplest(value)) is int
    assert simplest(value) == value


@pytest.mark.parametrize("value", [Fraction(1, 2), Fraction(-7, 2), Fraction(1, 3)])
def test_a_fraction_stays_the_fraction_it_is(value: Fraction) -> None:
    assert simplest(value) == value
    assert type(simplest(value)) is Fraction


def test_a_number_without_end_has_thirty_decimals() -> None:
    assert str(digits(Fraction(1, 3))) == "0." + 30 * "3"
    assert str(digits(Fraction(2, 3))) == "0." + 29 * "6" + "7"


def test_an_end_at_the_thirtieth_decimal_is_exact_and_one_later_is_rounded() -> None:
    assert digits(Fraction(1, 10**30)) == Decimal("1E-30")
    assert digits(Fraction(7, 10**31)) == Decimal("1E-30")
    assert digits(Fraction(4, 10**31)) == 0


def test_a_number_with_an_end_has_no_zero_behind_it() -> None:
    written = [str(digits(value)) for value in (Fraction(1, 8), Fraction(40), Fraction(3, 20))]
    assert written == ["0.125", "40", "0.15"]
