"""Columns of approximate numbers that know how far off they can be.

The bound is part of the number: what lies within it is decided by exact arithmetic, never here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from aanbesteding.basis.exact import RoundingMode, Step

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Rows: TypeAlias = NDArray[np.intp]

EPS = 2.0**-52
_CURVED = 16 * EPS
EXACT_UP_TO = 2**53
_FEW = 2.0**20


@dataclass(frozen=True)
class Bounded:
    """A column of numbers, each off by at most `error`; not a number where nothing is known."""

    value: Any
    error: Any

    @classmethod
    def of(cls, exact: Fraction | int) -> "Bounded":
        """Return one exact number as near as it can be held."""
        value = np.float64(exact.numerator) / np.float64(exact.denominator)
        fits = Fraction(float(value)) == exact
        return cls(value, np.float64(0) if fits else abs(value) * EPS * 4)

    def __getitem__(self, rows: Any) -> "Bounded":
        """Return some rows of the column."""
        return Bounded(self.value[rows], self.error[rows])

    def _with(self, value: Any, error: Any) -> "Bounded":
        return Bounded(value, error + EPS * np.abs(value))

    def __add__(self, other: "Bounded") -> "Bounded":
        return self._with(self.value + other.value, self.error + other.error)

    def __sub__(self, other: "Bounded") -> "Bounded":
        return self._with(self.value - other.value, self.error + other.error)

    def __mul__(self, other: "Bounded") -> "Bounded":
        value = self.value * other.value
        error = np.abs(self.value) * other.error + (np.abs(other.value) + other.error) * self.error
        error = error * (1 + EPS) + EPS * np.abs(value)
        if np.all(self.error) or np.all(other.error):
            return Bounded(value, error)
        one = (np.abs(self.value) == 1) | (np.abs(other.value) == 1) | (value == 0)
        exact = one & (self.error == 0) & (other.error == 0)
        return Bounded(value, np.where(exact, 0, error))

    def __truediv__(self, other: "Bounded") -> "Bounded":
        value = self.value / other.value
        least = np.abs(other.value) - other.error
        error = (self.error + np.abs(value) * other.error) / least * (1 + 4 * EPS)
        return self._with(value, np.where(least > 0, error, np.inf))

    def __neg__(self) -> "Bounded":
        return Bounded(-self.value, self.error)

    def __pow__(self, power: "Bounded") -> "Bounded":
        """Return powers of numbers above zero."""
        value = self.value**power.value
        relative = _relative(self)
        off = (np.abs(power.value) + power.error) * relative
        off = off + power.error * np.abs(np.log(self.value))
        error = np.abs(value) * (np.expm1(off) * (1 + _CURVED) + _CURVED)
        return Bounded(value, np.where(np.isfinite(off), error, np.inf))


def _relative(number: Bounded) -> Any:
    """How far the logarithm of a number can be off."""
    least = number.value - number.error
    return np.where(least > 0, number.error / least * (1 + 4 * EPS), np.inf)


def logarithm(number: Bounded) -> Bounded:
    """Return natural logarithms of numbers above zero."""
    value = np.log(number.value)
    return Bounded(value, _relative(number) + _CURVED * (1 + np.abs(value)))


def absolute(number: Bounded) -> Bounded:
    """Return the numbers without their sign."""
    return Bounded(np.abs(number.value), number.error)


def least(one: Bounded, other: Bounded) -> Bounded:
    """Return the lower of two, row by row."""
    surely = one.value + one.error < other.value - other.error
    never = other.value + other.error < one.value - one.error
    error = np.where(never, other.error, np.maximum(one.error, other.error))
    return Bounded(np.minimum(one.value, other.value), np.where(surely, one.error, error))


def most(one: Bounded, other: Bounded) -> Bounded:
    """Return the higher of two, row by row."""
    return -least(-one, -other)


def chosen(
    compare: Callable[[Any, Any], Any], one: Bounded, other: Bounded, yes: Bounded, no: Bounded
) -> Bounded:
    """Return `yes` where the comparison holds and `no` where not; unbounded where it is close."""
    truth = compare(one.value, other.value)
    bound = one.error + other.error
    close = ~(np.abs(one.value - other.value) > bound) & ~(bound == 0)
    error = np.where(truth, yes.error, no.error)
    return Bounded(np.where(truth, yes.value, no.value), np.where(close, np.inf, error))


def on_grid(number: Bounded, grid: int) -> Bounded:
    """Return the numbers in units of the grid; those surely whole there are exact.

    A product of few enough binary digits is exact.
    """
    units = number.value * np.float64(grid)
    digits = number.value * _FEW
    few = (digits == np.rint(digits)) & (np.abs(digits) * grid < EXACT_UP_TO)
    exact = (number.error == 0) & few & (units == np.rint(units))
    error = number.error * grid + 2 * EPS * np.abs(units)
    return Bounded(units, np.where(exact, 0, error))


def rounded_on_grid(number: Bounded, step: Step, grid: int) -> Bounded:
    """Return the numbers as a step rounds them, in units of a grid in which the step is whole.

    Where the error decides, the result can be off by the error and one unit of the last decimal.
    """
    size = grid // 10**step.decimals
    exact = (number.error == 0) & np.isfinite(number.value)
    if not np.any(exact):
        return _near(number, size, step.mode)
    known = np.where(exact, number.value, 0).astype(np.int64)
    whole, near = _whole(known, size, step.mode), _near(number, size, step.mode)
    value = np.where(exact, whole, near.value)
    return Bounded(value, np.where(exact, 0, near.error))


def _whole(units: NDArray[np.int64], size: int, mode: RoundingMode) -> Floats:
    if mode is RoundingMode.FLOOR:
        found = units // size
    else:
        tens, rest = np.divmod(np.abs(units), size)
        half = 2 * rest == size
        up = half if mode is RoundingMode.HALF_UP else half & (tens % 2 == 1)
        found = np.sign(units) * (tens + (up | (2 * rest > size)))
    return (found * size).astype(np.float64)


def _near(number: Bounded, size: int, mode: RoundingMode) -> Bounded:
    scaled = number.value / size
    bound = number.error / size + 4 * EPS * np.abs(scaled)
    shift = 0.0 if mode is RoundingMode.FLOOR else 0.5
    shifted = scaled + shift
    units = np.floor(shifted)
    surely = np.minimum(shifted - units, units + 1 - shifted) > bound
    return Bounded(units * size, np.where(surely, 0, number.error + size))
