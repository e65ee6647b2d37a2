"""Exact rows as arrays of whole numbers, and the parts that share no row.

Rows are multiplied to whole numbers and divided by their greatest common divisor. Because every
key is a whole number, a right side may then be rounded towards what can be reached.
"""

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aanbesteding.basis.errors import TooFineError
from aanbesteding.basis.exact import Exact
from aanbesteding.rules.rule import Key, Row

FINEST = 10**9
NONE = 2**62
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Goal:
    """A sum in whole numbers: the sum in its own unit is the whole sum × `unit`."""

    terms: Mapping[Key, int]
    unit: Fraction
    fine: bool

    def of(self, whole: int) -> Exact:
        """Return a whole sum in the goal's own unit."""
        value = whole * self.unit
        return value.numerator if value.denominator == 1 else value


def whole_goal(terms: Mapping[Key, Exact]) -> Goal:
    """Return a goal in whole numbers; `fine` where a solver could not tell all its steps apart."""
    used = {key: value for key, value in terms.items() if value}
    whole, unit = _whole(used)
    return Goal(whole, unit, any(abs(value) > FINEST for value in whole.values()))


def _whole(terms: Mapping[Key, Exact]) -> tuple[dict[Key, int], Fraction]:
    scale = math.lcm(*(value.denominator for value in terms.values()))
    whole = {key: int(value * scale) for key, value in terms.items()}
    divisor = math.gcd(*whole.values()) or 1
    return {key: value // divisor for key, value in whole.items()}, Fraction(divisor, scale)


class Scaled(NamedTuple):
    """A row in whole numbers: ``least ≤ sum of factors · keys ≤ most``."""

    keys: tuple[Key, ...]
    factors: Sequence[int]
    least: int
    most: int


@dataclass(frozen=True)
class Matrix:
    """Columns are keys from 0 to `tops`; row r is ``least[r] ≤ factors · columns ≤ most[r]``.

    `starts`, `index` and `factors` hold the rows one after the other; a bound of `NONE` (or less
    than nothing of it) binds nothing. `names` says for each row which rule and part it is.
    """

    keys: tuple[Key, ...]
    tops: Whole
    starts: Whole
    index: NDArray[np.int32]
    factors: Whole
    least: Whole
    most: Whole
    names: tuple[tuple[str, str], ...]
    split: frozenset[Key] = frozenset()

    @cached_property
    def divisible(self) -> NDArray[np.int32]:
        """The columns whose units may be split on the way to a whole answer."""
        if not self.split:
            return np.zeros(0, np.int32)
        return np.array([n for n, key in enumerate(self.keys) if key in self.split], np.int32)

    @cached_property
    def at(self) -> Mapping[Key, int]:
        """The column of each key."""
        return {key: number for number, key in enumerate(self.keys)}

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.names), len(self.keys)

    def broken(self, values: Whole) -> str | None:
        """Return the first row that these whole values break, counted in whole numbers."""
        if not self.names:
            return None
        kind = np.int64 if self._fits_in_64_bits() else object
        products = self.factors.astype(kind) * values.astype(kind)[self.index]
        sums = np.add.reduceat(products, self.starts[:-1])
        wrong = np.flatnonzero((sums < self.least) | (sums > self.most))
        if not len(wrong):
            return None
        row = int(wrong[0])
        return f"{'/'.join(self.names[row])}: {self.least[row]} ≤ {sums[row]} ≤ {self.most[row]}"

    def _fits_in_64_bits(self) -> bool:
        largest = np.abs(self.factors.astype(float)) * self.tops.astype(float)[self.index]
        return bool(np.add.reduceat(largest, self.starts[:-1]).max(initial=0) < NONE)

    def plus(self, rows: Sequence[Scaled], tops: Mapping[Key, int]) -> "Matrix":
        """Return the matrix with further columns and rows."""
        keys = (*self.keys, *tops)
        at = {key: number for number, key in enumerate(keys)}
        starts, index, factors, least, most = _arrays(rows, at)
        return Matrix(
            keys,
            np.concatenate([self.tops, np.fromiter(tops.values(), np.int64, len(tops))]),
            np.concatenate([self.starts, starts[1:] + self.starts[-1]]),
            np.concatenate([self.index, index]),
            np.concatenate([self.factors, factors]),
            np.concatenate([self.least, least]),
            np.concatenate([self.most, most]),
            (*self.names, *(("held", str(number)) for number in range(len(rows)))),
            self.split,
        )

    def parts(self) -> tuple["Matrix", ...]:
        """Return the parts that share no row, in the order of their first column."""
        labels = self._labels()
        kinds, part_of = np.unique(labels, return_inverse=True)
        if len(kinds) == 1:
            return (self,)
        row_part = part_of[self.index[self.starts[:-1]]] if self.names else np.zeros(0, np.int64)
        columns = _grouped(part_of, len(kinds))
        rows = _grouped(row_part, len(kinds))
        return tuple(self._part(*pair) for pair in zip(columns, rows, strict=True))

    def _labels(self) -> Whole:
        """Columns that are linked by rows get the same number: that of the first of them.

        So do all columns that are linked to no other: a call of the solver costs more than they do.
        """
        if not self.names:
            return np.zeros(len(self.keys), np.int64)
        labels = np.arange(len(self.keys), dtype=np.int64)
        lengths = np.diff(self.starts)
        while True:
            lowest = np.minimum.reduceat(labels[self.index], self.starts[:-1])
            found = labels.copy()
            np.minimum.at(found, self.index, np.repeat(lowest, lengths))
            found = found[found]
            if np.array_equal(found, labels):
                break
            labels = found
        alone = np.flatnonzero(np.bincount(labels, minlength=len(labels))[labels] == 1)
        labels[alone] = alone.min(initial=len(labels))
        return labels

    def _part(self, columns: Whole, rows: Whole) -> "Matrix":
        lengths = np.diff(self.starts)[rows]
        starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        inside = np.repeat(self.starts[rows] - starts[:-1], lengths) + np.arange(starts[-1])
        return Matrix(
            tuple(self.keys[column] for column in columns),
            self.tops[columns],
            starts,
            np.searchsorted(columns, self.index[inside]).astype(np.int32),
            self.factors[inside],
            self.least[rows],
            self.most[rows],
            tuple(self.names[row] for row in rows),
            self.split,
        )


def _grouped(part_of: Whole, count: int) -> list[Whole]:
    """The positions of each part, in order."""
    order = np.argsort(part_of, kind="stable")
    borders = np.searchsorted(part_of[order], np.arange(1, count))
    return np.split(order, borders)


def matrix_of(
    rows: Iterable[Row], tops: Mapping[Key, int], split: frozenset[Key] = frozenset()
) -> Matrix | None:
    """Return the rows as a matrix; None when one of them can never hold.

    Raises TooFineError for a row that a solver's floating point could not tell apart.
    """
    at = {key: number for number, key in enumerate(tops)}
    index: list[int] = []
    factors, starts = array("q"), array("q", (0,))
    least, most = array("q"), array("q")
    names: list[tuple[str, str]] = []
    for row in rows:
        rule, part, terms, sense, right = row
        begin = len(factors)
        try:
            factors.extend(terms.values())  # type: ignore[arg-type]  # fractions raise, see below
        except (TypeError, OverflowError):
            del factors[begin:]
            whole, right = _in_whole_numbers(row)
            factors.extend(whole)
        low = -NONE if sense == "<=" else math.ceil(right)
        high = NONE if sense == ">=" else math.floor(right)
        if not -NONE <= low <= NONE or not -NONE <= high <= NONE:
            raise TooFineError(f"{rule}/{part}")
        index.extend(map(at.__getitem__, terms))
        starts.append(len(factors))
        least.append(low)
        most.append(high)
        names.append((rule, part))
    most_of = np.fromiter(tops.values(), np.int64, len(tops))
    made = Matrix(
        tuple(tops), most_of, np.array(starts), np.array(index, np.int32), np.array(factors),
        np.array(least), np.array(most), tuple(names), split,
    )  # fmt: skip
    return _reduced(made)


def _in_whole_numbers(row: Row) -> tuple[list[int], Exact]:
    """Its factors as whole numbers without a common divisor, and the right side to match."""
    factors, right = row.terms.values(), row.right
    scale = math.lcm(*(factor.denominator for factor in factors))
    whole = [factor.numerator * (scale // factor.denominator) for factor in factors]
    divisor = math.gcd(*whole) or 1
    if any(abs(factor) // divisor > FINEST for factor in whole):
        raise TooFineError(f"{row.rule}/{row.part}")
    matching = Fraction(right.numerator * scale, right.denominator * divisor)
    return [factor // divisor for factor in whole], matching


def _reduced(matrix: Matrix) -> Matrix | None:
    """The rows divided by their greatest common divisor, without what asks nothing."""
    used = matrix.factors != 0
    starts = np.concatenate(([0], np.cumsum(used)))[matrix.starts]
    index, factors, lengths = matrix.index[used], matrix.factors[used], np.diff(starts)
    filled = lengths > 0
    if np.any((matrix.least > 0)[~filled] | (matrix.most < 0)[~filled]):
        return None
    least, most, starts = matrix.least[filled], matrix.most[filled], starts[:-1][filled]
    names = [name for name, keep in zip(matrix.names, filled, strict=True) if keep]
    divisor = np.gcd.reduceat(np.abs(factors), starts) if len(starts) else np.zeros(0, np.int64)
    factors //= np.repeat(divisor, lengths[filled])
    coarse = np.abs(factors) <= FINEST
    if not coarse.all():
        raise TooFineError("/".join(names[np.searchsorted(starts, coarse.argmin(), "right") - 1]))
    least = np.where(least <= -NONE, -NONE, -(-least // divisor))
    most = np.where(most >= NONE, NONE, most // divisor)
    if np.any(least > most):
        return None
    ends = np.append(starts, len(factors))
    return Matrix(
        matrix.keys, matrix.tops, ends, index, factors, least, most, tuple(names), matrix.split
    )


def _arrays(
    rows: Iterable[Scaled], at: Mapping[Key, int]
) -> tuple[Whole, NDArray[np.int32], Whole, Whole, Whole]:
    index, factors, starts = array("i"), array("q"), array("q", (0,))
    least, most = array("q"), array("q")
    for row in rows:
        index.extend(map(at.__getitem__, row.keys))
        factors.extend(row.factors)
        starts.append(len(index))
        least.append(row.least)
        most.append(row.most)
    return (
        np.array(starts, np.int64),
        np.array(index, np.int32),
        np.array(factors, np.int64),
        np.array(least, np.int64),
        np.array(most, np.int64),
    )


def scaled(row: Row) -> Scaled | None:
    """Return a row in whole numbers; None when nothing can satisfy it. Raises TooFineError."""
    alone = matrix_of((row,), dict.fromkeys(row.terms, 1))
    if alone is None:
        return None
    keys = tuple(alone.keys[column] for column in alone.index)
    bounds = (alone.least, alone.most) if keys else ((-NONE,), (NONE,))
    return Scaled(keys, alone.factors.tolist(), *(int(bound[0]) for bound in bounds))
