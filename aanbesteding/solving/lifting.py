"""A model made tighter where its relaxation shows it loose, and narrower where prices allow.

The relaxation is solved; links it breaks are added, until it breaks none or gains no more. All of
these rows hold for every whole solution, so they may stay for good. Where the relaxation gains
little by them, they leave again: then they only cost time. With few columns the search itself is
over before it could pay.
"""

import math
import time
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from aanbesteding.solving.links import Columns, Links, Rows, Values, links_of, rows_of
from aanbesteding.solving.matrix import NONE, Matrix
from aanbesteding.solving.pricing import Priced, priced
from aanbesteding.solving.surrogates import surrogates

MOST_ROUNDS, TRIAL_ROUNDS = 60, 3
# How much of its value a relaxation must gain: less where it splits few of the contracts it uses.
WORTH, WORTH_FEW, FEW, STALLED = 2e-2, 2.5e-3, 0.25, 1e-7
WORTHWHILE = 1_000
USED = 1e-6
FINER = 1000


class Relaxed(NamedTuple):
    """The tightened relaxation: a value per column, a price per row, and contracts not used.

    `split` is which part of the contracts it uses it does not give whole.
    """

    values: Values
    duals: Values
    unused: Columns
    split: float


class Lifting:
    """The further rows of one model at the solver; `highs` is the solver's own object."""

    def __init__(self, highs: Any, matrix: Matrix):
        self._highs = highs
        self._matrix = matrix
        self._tops = matrix.tops
        self._kept = False

    @cached_property
    def _links(self) -> Links:
        return links_of(rows_of(self._matrix), self._tops)

    @cached_property
    def _made(self) -> NDArray[np.bool_]:
        """Which links are among the solver's rows."""
        return np.zeros(len(self._links.volume), bool)

    @cached_property
    def _together(self) -> Rows:
        return surrogates(rows_of(self._matrix), self._tops, self._links)

    def tighten(self, left: float | None = None) -> Relaxed | None:
        """Return the relaxation, tightened as far as it pays within so many seconds.

        None where it does not pay. The objective and every row held are the solver's own now.
        """
        if len(self._tops) < WORTHWHILE or not len(self._links.volume):
            return None
        until = math.inf if left is None else time.monotonic() + left
        first, made = self._highs.getNumRow(), self._made.copy()
        start = last = self._relax(until)
        if start is None or last is None:
            return None
        relaxed = self._relaxed()
        if not self._kept:
            self._add(self._together)
        for turn in range(MOST_ROUNDS):
            broken = self._links.broken(relaxed.values)
            broken = broken[~self._made[broken]]
            if turn and not len(broken):
                break
            self._add(self._links.rows(broken))
            self._made[broken] = True
            now = self._relax(until)
            if now is None:
                break
            relaxed, gained, last = self._relaxed(), now - last, now
            if turn >= TRIAL_ROUNDS and gained < STALLED * max(1.0, abs(now)):
                break
            if turn == TRIAL_ROUNDS and now - start < WORTH_FEW * max(1.0, abs(now)):
                break
        worth = WORTH_FEW if relaxed.split <= FEW else WORTH
        if last - start < worth * max(1.0, abs(last)):
            self._drop(first)
            self._made = made
            return None
        self._kept = True
        return relaxed

    def priced(
        self, relaxed: Relaxed, costs: Mapping[int, int], unit: Fraction, limit: int
    ) -> Priced:
        """Return which contracts are out of, or in, every solution that costs at most the limit.

        Costs and limit are whole sums to make small; `unit` × a cost is what the solver was given.
        """
        fine = unit * FINER if unit != 1 else Fraction(1)
        column_costs = np.zeros(len(self._tops), object)
        for column, cost in costs.items():
            column_costs[column] = int(cost * fine // 1)
        top = -int(-limit * fine // 1)
        rows = self._rows()
        duals = np.zeros(rows.count)
        duals[: len(relaxed.duals)] = relaxed.duals * float(fine / unit)
        found = priced(rows, self._tops, column_costs, duals, top)
        return found._replace(bound=math.ceil(found.bound / fine))

    def _relax(self, until: float) -> float | None:
        """The relaxation's value; None where there is none, or not within the time.

        The solver counts its seconds from one relaxation to the next.
        """
        left = max(0.0, until - time.monotonic())
        self._highs.setOptionValue("solve_relaxation", True)
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + left)
        self._highs.run()
        self._highs.setOptionValue("solve_relaxation", False)
        if self._highs.getModelStatus().name != "kOptimal":
            return None
        return float(self._highs.getInfo().objective_function_value)

    def _relaxed(self) -> Relaxed:
        found = self._highs.getSolution()
        values = np.array(found.col_value)
        several = np.bincount(self._links.at, minlength=len(self._links.row)) > 1
        contracts = np.unique(self._links.contract[several])
        unused = contracts[values[contracts] <= USED]
        given = values[contracts]
        split = ((given > USED) & (given < 1 - USED)).sum() / max(1, (given > USED).sum())
        return Relaxed(values, np.array(found.row_dual), unused.astype(np.int32), float(split))

    def _add(self, rows: Rows) -> None:
        least = np.where(rows.least <= -NONE, -np.inf, rows.least)
        most = np.where(rows.most >= NONE, np.inf, rows.most)
        self._highs.addRows(
            rows.count, least.astype(np.float64), most.astype(np.float64), len(rows.index),
            rows.starts[:-1].astype(np.int32), rows.index, rows.factors.astype(np.float64),
        )  # fmt: skip

    def _drop(self, first: int) -> None:
        gone = np.arange(first, self._highs.getNumRow(), dtype=np.int32)
        self._highs.deleteRows(len(gone), gone)

    def _rows(self) -> Rows:
        """All rows as the solver has them: whole numbers, which floating point holds exactly."""
        lp = self._highs.getLp()
        starts, index = np.asarray(lp.a_matrix_.start_), np.asarray(lp.a_matrix_.index_)
        factors = np.asarray(lp.a_matrix_.value_)
        least, most = np.asarray(lp.row_lower_), np.asarray(lp.row_upper_)
        if len(starts) == len(self._tops) + 1:
            columns = np.repeat(np.arange(len(self._tops)), np.diff(starts))
            order = np.argsort(index, kind="stable")
            lengths = np.bincount(index, minlength=len(least))
            starts = np.concatenate(([0], np.cumsum(lengths)))
            index, factors = columns[order], factors[order]
        return Rows(
            starts.astype(np.int64),
            index.astype(np.int32),
            factors.astype(np.int64),
            np.maximum(least, -NONE).astype(np.int64),
            np.minimum(most, NONE).astype(np.int64),
        )
