"""Stronger links between volumes and the contract they need, for where a relaxation breaks them.

A row such as ``volumes ≤ capacity × contract`` lets a split contract carry much: a tenth of a
contract allows all of a small area, as long as the sum fits. For whole numbers each volume alone
must stay within ``most × contract`` too, where `most` is the smaller of the capacity and its own
greatest value. There are as many such rows as volumes, and few of them matter; so they are made
only where a relaxation breaks them. Any yes or no in the place of the contract will do.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aanbesteding.solving.matrix import NONE, Matrix, Whole

Columns = NDArray[np.int32]
Values = NDArray[np.float64]
BROKEN_BY = 1e-6


@dataclass(frozen=True)
class Rows:
    """Rows in whole numbers, one after the other: ``least ≤ factors · columns ≤ most``."""

    starts: Whole
    index: Columns
    factors: Whole
    least: Whole
    most: Whole

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.least)

    @property
    def row_of(self) -> Whole:
        """The row of each factor."""
        return np.repeat(np.arange(self.count), np.diff(self.starts))


def rows_of(matrix: Matrix) -> Rows:
    """Return the rows of a matrix."""
    return Rows(matrix.starts, matrix.index, matrix.factors, matrix.least, matrix.most)


@dataclass(frozen=True)
class Links:
    """Rows ``factors · volumes ≤ room × contract``: which they are, and each volume in them.

    `row`, `contract` and `room` have one place per link row; the others one per volume in a link
    row: `at` is the place of its link row.
    """

    row: Whole
    contract: Columns
    room: Whole
    at: Whole
    volume: Columns
    factor: Whole
    most: Whole

    def broken(self, values: Values) -> Whole:
        """Return which volumes exceed their most × contract, by more than rounding."""
        over = values[self.volume] - self.most * values[self.contract[self.at]]
        return np.flatnonzero(over > BROKEN_BY * np.maximum(1, self.most))

    def rows(self, which: Whole) -> Rows:
        """Return the rows ``volume ≤ most × contract`` of these volumes."""
        count = len(which)
        index = np.stack((self.volume[which], self.contract[self.at[which]]), 1).ravel()
        factors = np.stack((np.ones(count, np.int64), -self.most[which]), 1).ravel()
        least, most = np.full(count, -NONE), np.zeros(count, np.int64)
        return Rows(np.arange(0, 2 * count + 1, 2), index.astype(np.int32), factors, least, most)


def links_of(rows: Rows, tops: Whole) -> Links:
    """Return the links among rows, for columns from 0 to `tops`."""
    row_of = rows.row_of
    sign = np.where((rows.most == 0) & (rows.least <= -NONE), 1, 0)
    sign = np.where((rows.least == 0) & (rows.most >= NONE), -1, sign)
    factors = rows.factors * sign[row_of]
    below = factors < 0
    single = np.bincount(row_of, below, rows.count) == 1
    yes_or_no = np.bincount(row_of, below & (tops[rows.index] == 1), rows.count) == 1
    chosen = single & yes_or_no & (np.diff(rows.starts) > 1)
    link = np.flatnonzero(chosen)
    contracts, volumes = below & chosen[row_of], (factors > 0) & chosen[row_of]
    room, at = -factors[contracts], np.searchsorted(link, row_of[volumes])
    volume, factor = rows.index[volumes], factors[volumes]
    most = np.minimum(tops[volume], room[at] // factor)
    return Links(link, rows.index[contracts], room, at, volume, factor, most)
