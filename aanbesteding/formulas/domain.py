"""Where a formula has no answer: one function per kind of limit, each saying what is wrong.

The words start with the name of the input at fault, as FormulaDomainError asks.
"""

from fractions import Fraction
from itertools import pairwise

from aanbesteding.basis.errors import FormulaDomainError


def above_zero(**values: Fraction) -> None:
    """Raise FormulaDomainError for a value that is zero or less."""
    for name, value in values.items():
        if value <= 0:
            raise FormulaDomainError(f"{name} must be above zero")


def not_below_zero(**values: Fraction) -> None:
    """Raise FormulaDomainError for a value that is less than zero."""
    for name, value in values.items():
        if value < 0:
            raise FormulaDomainError(f"{name} must not be below zero")


def in_order(**values: Fraction) -> None:
    """Raise FormulaDomainError for a value that is less than the one named before it.

    >>> in_order(lowest_price=Fraction(80), price=Fraction(80), ceiling_price=Fraction(100))
    """
    for (low, lesser), (high, greater) in pairwise(values.items()):
        if greater < lesser:
            raise FormulaDomainError(f"{high} must not be below {low}")


def rising(**values: Fraction) -> None:
    """Raise FormulaDomainError for a value that is not more than the one named before it."""
    for (low, lesser), (high, greater) in pairwise(values.items()):
        if greater <= lesser:
            raise FormulaDomainError(f"{high} must be above {low}")
