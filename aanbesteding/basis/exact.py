"""Numbers as the tender publishes them: exact, and rounded once, where it says so."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import NamedTuple

MOST_DECIMALS = 30
Exact = int | Fraction


class RoundingMode(StrEnum):
    """The named ways of rounding a tender may publish."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    FLOOR = "floor"


class Step(NamedTuple):
    """How one step of the arithmetic is rounded."""

    decimals: int
    mode: RoundingMode

    def of(self, value: Fraction) -> Decimal:
        """Return the value as this step rounds it."""
        return rounded(value, self.decimals, self.mode)


def rounded(
    value: Fraction | Decimal | int, decimals: int, mode: RoundingMode = RoundingMode.HALF_UP
) -> Decimal:
    """Return the value with that many decimals, rounded exactly as named.

    Half up rounds halves away from zero, as ROUND does in a spreadsheet.

    >>> rounded(Fraction(2675, 1000), 2)
    Decimal('2.68')
    >>> rounded(Fraction(-5, 2), 0)
    Decimal('-3')
    """
    above, below = value.as_integer_ratio()
    whole, rest = divmod(abs(above) * 10**decimals, below)
    if mode is RoundingMode.FLOOR:
        up = above < 0 < rest
    elif mode is RoundingMode.HALF_UP:
        up = 2 * rest >= below
    else:
        up = 2 * rest > below or (2 * rest == below and whole % 2 == 1)
    return _shifted((whole + up) * (-1 if above < 0 else 1), decimals)


def simplest(value: Exact) -> Exact:
    """Return a whole number as an int, any other as the fraction it is.

    >>> simplest(Fraction(6, 3)), simplest(Fraction(1, 3))
    (2, Fraction(1, 3))
    """
    return value.numerator if value.denominator == 1 else value


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """Return the sum, reduced once at the end instead of at every step.

    >>> exact_sum((Fraction(1, 2), Fraction(1, 3)))
    Fraction(5, 6)
    """
    parts = [value.as_integer_ratio() for value in values]
    common = lcm(*(below for _, below in parts))
    return Fraction(sum(above * (common // below) for above, below in parts), common)


def digits(value: Fraction) -> Decimal:
    """Return an exact number as a decimal; one without end is kept to 30 decimals.

    >>> digits(Fraction(1, 8)), digits(Fraction(40))
    (Decimal('0.125'), Decimal('40'))
    """
    left, decimals = value.denominator, 0
    while left > 1 and (shared := next((n for n in (10, 5, 2) if left % n == 0), 0)):
        left, decimals = left // shared, decimals + 1
    return rounded(value, decimals if left == 1 and decimals <= MOST_DECIMALS else MOST_DECIMALS)


def _shifted(units: int, decimals: int) -> Decimal:
    # Decimal.scaleb would round to the 28 digits of the current context.
    return Decimal(f"{units}E{-decimals}")


def cents(euros: Decimal) -> int:
    """Return whole cents; raises ValueError when the amount has parts of a cent."""
    amount = Fraction(euros) * 100
    if amount.denominator != 1:
        raise ValueError(f"{euros} has parts of a cent")
    return amount.numerator


def euros(amount: int) -> Decimal:
    """Return cents as euros with two decimals.

    >>> euros(10462935000)
    Decimal('104629350.00')
    """
    return _shifted(amount, 2)


def plain(value: Decimal) -> str:
    """Return the number in digits without exponent, as it is stored in the record.

    >>> plain(Decimal("1E+3"))
    '1000'
    """
    return format(value, "f")


def bare(value: Decimal) -> Decimal:
    """Return the number without exponent and without zeros that say nothing.

    >>> bare(Decimal("1.50")), bare(Decimal("1E+3")), bare(Decimal("-0.0"))
    (Decimal('1.5'), Decimal('1000'), Decimal('0'))
    """
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Decimal(text) if value else Decimal(0)


def as_typed(value: float) -> Decimal:
    """Return the number a person typed in a spreadsheet cell: its first 15 digits.

    >>> as_typed(0.14000000000000001)
    Decimal('0.14')
    """
    return Decimal(format(Decimal(format(value + 0.0, ".15g")), "f"))
