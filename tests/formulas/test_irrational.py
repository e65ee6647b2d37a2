"""Logarithms and roots against bounds that were found without either."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.formulas.irrational import (
    DECIMALS,
    exact_log,
    exact_power,
    of_log,
    of_power,
)

HALF = Fraction(1, 2 * 10**DECIMALS)
ABOVE_ONE = st.fractions(1, 50, max_denominator=10**6).filter(lambda number: number > 1)
PLAIN = st.fractions(0, 10**6, max_denominator=10**6)
SMALL = st.integers(1, 12)


def plain_ln(number: Fraction) -> tuple[Fraction, Fraction]:
    """Bounds of a logarithm by ln x = 2 artanh((x - 1) / (x + 1)), the doubles taken out first."""
    doubles = 0
    while number >= 2:
        number, doubles = number / 2, doubles + 1
    low, high = (a + doubles * b for a, b in zip(series(number), series(Fraction(2)), strict=True))
    return low, high


def series(number: Fraction) -> tuple[Fraction, Fraction]:
    """Bounds of ln x for 1 <= x <= 2, where every term is less than a ninth of the one before."""
    ratio, total, power = (number - 1) / (number + 1), Fraction(0), Fraction(1)
    ratio = Fraction(round(ratio * 10**60), 10**60)
    for odd in range(1, 101, 2):
        power = ratio if odd == 1 else Fraction(round(power * ratio**2 * 10**60), 10**60)
        total += 2 * power / odd
    rest = Fraction(1, 10**45)
    return total - rest, total + rest


def near(low: Fraction, high: Fraction, found: Fraction) -> bool:
    """Whether a rounded number is the nearest to everything between the bounds."""
    return low - HALF <= found <= high + HALF


@given(value=ABOVE_ONE, base=ABOVE_ONE, most=st.integers(1, 10**4))
def test_a_logarithm_is_right_to_its_last_decimal(
    value: Fraction, base: Fraction, most: int
) -> None:
    found = of_log(value, base, lambda log: most * (1 - log))
    above, below = plain_ln(value), plain_ln(base)
    low, high = most * (1 - above[1] / below[0]), most * (1 - above[0] / below[1])
    assert near(low, high, found)
    assert (found * 10**DECIMALS).denominator == 1 or exact_log(value, base) is not None


@given(base=PLAIN, above=SMALL, below=SMALL, factor=st.fractions(1, 10**4, max_denominator=100))
def test_a_power_is_right_to_its_last_decimal(
    base: Fraction, above: int, below: int, factor: Fraction
) -> None:
    exponent = Fraction(above, below)
    found = of_power(base, exponent, lambda power: factor * power)
    low, high = max(Fraction(0), (found - HALF) / factor), (found + HALF) / factor
    wanted = base**exponent.numerator
    assert low**exponent.denominator <= wanted <= high**exponent.denominator


@given(base=ABOVE_ONE, above=SMALL, below=SMALL)
def test_powers_of_one_fraction_have_an_exact_logarithm(
    base: Fraction, above: int, below: int
) -> None:
    assert exact_log(base**above, base**below) == Fraction(above, below)


@given(value=ABOVE_ONE, base=ABOVE_ONE)
def test_a_logarithm_is_only_called_exact_when_it_is(value: Fraction, base: Fraction) -> None:
    found = exact_log(value, base)
    if found is not None:
        assert value**found.denominator == base**found.numerator


@given(root=PLAIN, above=SMALL, below=SMALL)
def test_a_power_with_an_exact_root_is_exact(root: Fraction, above: int, below: int) -> None:
    exponent = Fraction(above, below)
    found = exact_power(root**exponent.denominator, exponent)
    assert found == root**exponent.numerator


@pytest.mark.parametrize("value", ["1", "8", "27/8", "999/1000"])
def test_a_whole_power_is_exact(value: str) -> None:
    number = Fraction(value)
    assert of_power(number, Fraction(3), lambda power: power / 7) == number**3 / 7


def test_one_has_logarithm_zero_and_zero_stays_zero() -> None:
    assert of_log(Fraction(1), Fraction(3, 2), lambda log: 10 - log) == 10
    assert of_power(Fraction(0), Fraction(1, 3), lambda power: power) == 0


def test_prices_a_cent_apart_in_a_trillion_still_differ() -> None:
    price = Fraction(10**12)
    points = of_log((price + Fraction(1, 100)) / price, Fraction(2), lambda log: 40 * (1 - log))
    # ln(1 + x) lies between x - x²/2 and x; ln 2 = 0.693147180559945309417232121458176568
    ln2, gap = Fraction("0.693147180559945309417232121458176568"), Fraction(1, 10**14)
    assert near(40 * (1 - gap / ln2), 40 * (1 - (gap - gap**2 / 2) / ln2), points)


def test_the_root_of_two_is_the_one_everybody_knows() -> None:
    found = of_power(Fraction(2), Fraction(1, 2), lambda power: power)
    assert found == Fraction("1.414213562373095048801688724210")


def test_the_logarithm_of_two_to_the_base_ten_is_the_one_everybody_knows() -> None:
    found = of_log(Fraction(2), Fraction(10), lambda log: log)
    assert found == Fraction("0.301029995663981195213738894724")
