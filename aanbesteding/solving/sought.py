"""A goal as the solver sees it, and the answer to it in the goal's own unit."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import mul
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aanbesteding.basis.exact import Exact
from aanbesteding.solving.matrix import Goal, Whole

SLACK = Fraction(1, 10**6)


@dataclass(frozen=True)
class Answer:
    """Whole values by column, their exact sum, and the bound beyond which nothing can be."""

    values: Whole
    value: Exact
    bound: Exact

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""
        return self.value == self.bound

    def within(self, gap: Fraction) -> bool:
        """Whether the bound is within a gap, as a part of the value."""
        value = Fraction(self.value)
        return abs(self.bound - value) <= gap * abs(value)

    def or_better(self, other: "Answer", larger: bool) -> "Answer":
        """Return the better values of two, with the better bound."""
        best = max if larger else min
        values = other.values if best(self.value, other.value) == other.value else self.values
        bound = (min if larger else max)(self.bound, other.bound)
        return Answer(values, best(self.value, other.value), bound)


class Sought(NamedTuple):
    """A goal over the columns of a model; `limit` is the best their own bounds allow.

    The solver sees it made small, in steps of one; a goal too fine for that in its own unit.
    """

    name: str
    goal: Goal
    sign: int
    columns: NDArray[np.int32]
    factors: Sequence[int]
    limit: int
    step: Fraction

    def sum(self, values: Whole) -> int:
        """Return the whole sum on these values."""
        return sum(map(mul, self.factors, values[self.columns].tolist()))

    @property
    def costs(self) -> Mapping[int, int]:
        """What each column costs, as a whole sum to make small."""
        signed = (self.sign * factor for factor in self.factors)
        return dict(zip(self.columns.tolist(), signed, strict=True))

    def answer(self, values: Whole, bound: int) -> Answer:
        """Return values and bound in the goal's own unit."""
        return Answer(values, self.goal.of(self.sum(values)), self.goal.of(bound))

    def bound(self, said: float, reached: int) -> int:
        """Return the bound as a whole sum: the solver's, rounded inwards because sums are whole.

        No sum passes what the columns' own bounds allow, whatever the solver says; a bound within
        half a step of what was reached is what was reached.
        """
        if not len(self.columns) or not math.isfinite(said):
            return self.limit
        exact = Fraction(said)
        if abs(exact - self.sign * reached * self.step) < Fraction(1, 2):
            return reached
        outwards = math.ceil((exact - SLACK * max(Fraction(1), abs(exact))) / self.step)
        return self.sign * min(max(self.sign * self.limit, outwards), self.sign * reached)

    def seen(self, value: float) -> float | None:
        """Return what the solver sees, in the goal's own unit."""
        size = 1.0 if self.goal.fine else float(self.goal.unit)
        return self.sign * value * size if math.isfinite(value) else None
