"""Large problems that a few rows hold together, such as one budget over all lots, part by part.

Those rows get a price that every part pays for what it uses of them, so that the parts can be
solved apart (Lagrangian relaxation, Geoffrion 1974); any prices give a bound on the whole. Of the
answers that the parts gave under several prices one is taken for each part, so that together they
keep to the linking rows (Dantzig & Wolfe 1960). The first prices are those of the relaxation, later
ones the best for the answers seen so far, near the best prices yet (Marsten, Hogan & Blankenship
1975).

Prices are whole numbers over one denominator and the goal of a part is in whole numbers too, so
that the bound is an exact sum of what is proven of the parts. The order in which parts are ready
changes nothing.
"""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from aanbesteding.basis.errors import SolverFailedError
from aanbesteding.basis.exact import Exact
from aanbesteding.rules.rule import Key
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort, Progress
from aanbesteding.solving.matrix import Goal, Matrix, Whole, whole_goal
from aanbesteding.solving.offers import Limits, Offer, best_together, next_prices
from aanbesteding.solving.prices import Floats, relaxed
from aanbesteding.solving.solver import Session
from aanbesteding.solving.sought import Answer

MOST_ROWS = 8
LARGEST_PART = 3
SWEEPS = 8
WIDTH = 0.08
FINE = 10**8
NEAR = Fraction(1, 20_000)


def linking(matrix: Matrix) -> tuple[int, ...]:
    """Return the longest rows without which no part has over a third of the columns; () if none.

    At most eight rows are tried, the longest first; what other rows hold together is not found.
    """
    order = np.argsort(-np.diff(matrix.starts), kind="stable")
    for count in range(1, min(MOST_ROWS, len(order)) + 1):
        rows = tuple(sorted(int(row) for row in order[:count]))
        parts = without(matrix, rows).parts()
        if LARGEST_PART * max(len(part.keys) for part in parts) <= len(matrix.keys):
            return rows
    return ()


def without(matrix: Matrix, rows: Sequence[int]) -> Matrix:
    """Return the matrix without some of its rows."""
    kept = np.ones(len(matrix.names), bool)
    kept[list(rows)] = False
    lengths = np.diff(matrix.starts)
    inside = np.repeat(kept, lengths)
    return replace(
        matrix,
        starts=np.concatenate(([0], np.cumsum(lengths[kept]))).astype(np.int64),
        index=matrix.index[inside],
        factors=matrix.factors[inside],
        least=matrix.least[kept],
        most=matrix.most[kept],
        names=tuple(name for name, keep in zip(matrix.names, kept, strict=True) if keep),
    )


class Part:
    """A part under the linking rows: its own model, and the different answers it gave so far."""

    def __init__(self, matrix: Matrix, columns: Whole, gains: Whole, uses: Whole, effort: Effort):
        self.matrix, self.columns, self.effort = matrix, columns, effort
        self.gains, self.uses = gains[columns], uses[:, columns]
        self.offers: list[Offer] = []

    @cached_property
    def session(self) -> Session:
        """The part's model, which stays with the solver."""
        return Session(self.matrix, self.effort)

    def asked(self, scale: int, prices: Sequence[int]) -> int | None:
        """Return the bound on gains × scale − uses × prices, and note the answer as an offer.

        None when the part has no answer at all. Raises SolverFailedError.
        """
        net = self.gains * scale - np.array(prices, np.int64) @ self.uses
        at = np.flatnonzero(net)
        keys = (self.matrix.keys[column] for column in at)
        answer = self.session.best("", dict(zip(keys, net[at].tolist(), strict=True)), True)
        if answer is None:
            return None
        self.note(answer.values)
        return int(answer.bound)

    def note(self, values: Whole) -> None:
        """Keep an answer as an offer, once."""
        offer = Offer(values, int(self.gains @ values), tuple((self.uses @ values).tolist()))
        if all((offer.gain, offer.uses) != (one.gain, one.uses) for one in self.offers):
            self.offers.append(offer)


class Split:
    """A problem in parts: the best answer and the best bound so far, in whole steps of the goal.

    A goal to be made small is one of negative gains.
    """

    def __init__(self, matrix: Matrix, rows: Sequence[int], goal: Goal, sign: int, effort: Effort):
        self.matrix, self.goal, self.sign, self.effort = matrix, goal, sign, effort
        gains = np.zeros(len(matrix.keys), np.int64)
        for key, factor in goal.terms.items():
            gains[matrix.at[key]] = sign * factor
        self.gains = gains
        self.limits = Limits(
            tuple(int(matrix.least[row]) for row in rows),
            tuple(int(matrix.most[row]) for row in rows),
        )
        uses = np.zeros((len(rows), len(matrix.keys)), np.int64)
        for number, row in enumerate(rows):
            inside = slice(matrix.starts[row], matrix.starts[row + 1])
            uses[number, matrix.index[inside]] = matrix.factors[inside]
        alone = replace(effort, gap=Fraction(0), watch=None)
        self.parts = tuple(
            Part(part, np.array([matrix.at[key] for key in part.keys]), gains, uses, alone)
            for part in without(matrix, rows).parts()
        )
        self.largest_uses = np.abs(uses).max(axis=1).astype(np.float64)
        self.values: Whole | None = None
        self.bound: int | None = None

    @property
    def value(self) -> int | None:
        """What the best answer so far brings."""
        return None if self.values is None else int(self.gains @ self.values)

    def start(self, values: Whole) -> None:
        """Begin with an answer that is known."""
        self.values = values
        for part in self.parts:
            part.note(values[part.columns])

    def sweep(self, prices: Floats) -> bool:
        """Ask every part under these prices; whether the bound became better.

        Raises SolverFailedError, also when a part, and so the whole, has no answer.
        """
        scale = self._scale(prices)
        whole = [round(price * scale) for price in prices.tolist()]
        order = sorted(self.parts, key=lambda part: -len(part.columns))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            found = list(pool.map(lambda part: part.asked(scale, whole), order))
        bounds = [bound for bound in found if bound is not None]
        if len(bounds) < len(found):
            raise SolverFailedError("a part has no answer")
        bound = (sum(bounds) + self.limits.worth(whole)) // scale
        better = self.bound is None or bound < self.bound
        self.bound = bound if self.bound is None else min(bound, self.bound)
        return better

    def _scale(self, prices: Floats) -> int:
        """How many whole steps a unit of gain has, so that no part's goal becomes too fine."""
        largest = max(float(np.abs(self.gains).max()), *(np.abs(prices) * self.largest_uses), 1.0)
        return 1 << max(0, int(FINE / largest).bit_length() - 1)

    def choose(self) -> None:
        """Take the offers that are best together, where they are better than what there is."""
        found = best_together([part.offers for part in self.parts], self.limits, self.effort)
        if found is None:
            return
        values = np.zeros(len(self.matrix.keys), np.int64)
        for part, offer in zip(self.parts, found, strict=True):
            values[part.columns] = offer.values
        better = self.value is None or int(self.gains @ values) > self.value
        if better and self.matrix.broken(values) is None:
            self.values = values

    def within(self, gap: Fraction, bound: float) -> bool:
        """Whether the best answer is so near to a bound, as a part of its own value."""
        return self.value is not None and Fraction(bound) - self.value <= gap * abs(self.value)

    def search(self, name: str, prices: Floats) -> None:
        """Sweep from these prices on until the answer is near enough to the bound."""
        best, width = prices, WIDTH
        typical = max(1.0, float(np.abs(self.gains).max())) / np.maximum(1.0, self.largest_uses)
        for _ in range(SWEEPS):
            if self.sweep(prices):
                best = prices
            self.choose()
            if self.bound is None or self._stops(name, self.bound):
                return
            reach = np.maximum(np.abs(best), typical) * width
            found = next_prices(
                [part.offers for part in self.parts],
                self.limits,
                self.limits.fitting(best - reach),
                self.limits.fitting(best + reach),
                self.effort,
            )
            if found is None or (
                self.value is not None and self.bound - found[0] <= NEAR * abs(self.bound)
            ):
                return
            prices, width = self.limits.fitting(found[1]), width * 2

    def _stops(self, name: str, bound: int) -> bool:
        """Whether it is good enough, time is over or who watches says stop."""
        if self.within(self.effort.gap, bound) or self.effort.left == 0:
            return True
        if self.effort.watch is None:
            return False
        unit = self.sign * float(self.goal.unit)
        value = None if self.value is None else self.value * unit
        return self.effort.watch(Progress(name, self.effort.spent, value, bound * unit))

    def answer(self) -> Answer | None:
        """Return the best answer with the best bound, if both were found."""
        if self.values is None or self.value is None or self.bound is None:
            return None
        bound = max(self.bound, self.value)
        of = self.goal.of
        return Answer(self.values, of(self.sign * self.value), of(self.sign * bound))


def split_best(
    matrix: Matrix,
    name: str,
    terms: Mapping[Key, Exact],
    larger: bool,
    effort: Effort = UNTIL_PROVEN,
    start: Whole | None = None,
) -> Answer | None:
    """Return a good answer with a proven bound, or None when none was found this way.

    None says nothing of the whole: it may not come apart, its goal may be too fine, or no offers
    fitted together in time. `start` are whole values that satisfy all rows, when they are known.
    """
    goal, rows = whole_goal(terms), linking(matrix)
    if not rows or goal.fine or not goal.terms:
        return None
    split = Split(matrix, rows, goal, 1 if larger else -1, effort)
    if start is not None:
        split.start(start)
    whole = relaxed(matrix, split.gains.astype(np.float64), effort)
    if whole is None:
        return None
    with suppress(SolverFailedError):
        split.search(name, split.limits.fitting(whole.prices[list(rows)]))
    return split.answer()
