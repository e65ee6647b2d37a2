"""The only door to HiGHS: exact rows in, a whole-number answer or nothing out.

The whole model goes to HiGHS as arrays in one call and stays there: from goal to goal only the
objective and a row change. Both gaps are zero, names are neutral, the solver's own status is read
before its answer, and the answer is counted again in whole numbers.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aanbesteding.basis.errors import SolverFailedError, StoppedError, TooFineError
from aanbesteding.basis.exact import Exact
from aanbesteding.rules.rule import Key
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort, Progress
from aanbesteding.solving.handed import QUICK, STRICT, is_large, loaded, set_options
from aanbesteding.solving.lifting import Lifting, Relaxed
from aanbesteding.solving.matrix import NONE, Goal, Matrix, Scaled, Whole, whole_goal
from aanbesteding.solving.sought import Answer, Sought

OFF_WHOLE = 1e-4


class Session:
    """A model that stays with the solver while goals are reached one after the other."""

    def __init__(self, matrix: Matrix, effort: Effort = UNTIL_PROVEN):
        self.matrix = matrix
        self.effort = effort
        self._highs = loaded(matrix)
        self._quick = is_large(len(matrix.keys))
        self._lifting = Lifting(self._highs, matrix)
        self._aside = False
        self.held: list[Scaled] = []
        self.found: Whole | None = None

    def best(self, name: str, terms: Mapping[Key, Exact], larger: bool) -> Answer | None:
        """Return the best whole values for a goal, or None when no values satisfy the rows.

        Raises SolverFailedError when the solver stops with nothing found, or when what it found
        breaks a row once it is counted in whole numbers.
        """
        aim = self._aim(name, whole_goal(terms), larger)
        if self.found is not None and aim.sum(self.found) == aim.limit:
            return aim.answer(self.found, aim.limit)
        relaxed = None
        if len(aim.columns) and not self._aside:
            left = self.effort.left
            relaxed = self._lifting.tighten(None if left is None else left / 2)
        answer = self._search(aim) if relaxed is None else self._narrowed(aim, relaxed)
        if answer is not None:
            self.found = answer.values
        return answer

    def _search(self, aim: Sought) -> Answer | None:
        answer = self._contracts_first(aim) if len(aim.columns) else None
        return answer if answer is not None and answer.proven else self._all_whole(aim)

    def _narrowed(self, aim: Sought, relaxed: Relaxed) -> Answer | None:
        """The answer found among the contracts the relaxation uses, then among all it leaves open.

        What its prices shut is in no award as good as the first one found, so nothing is lost.
        """
        with self._half_the_time(), self._at(relaxed.unused, 0):
            try:
                first = self._contracts_first(aim) or self._all_whole(aim)
            except StoppedError:
                first = None
        if first is None:
            return self._bounded(aim, relaxed, self._search(aim))
        self.found, most = first.values, aim.sign * aim.sum(first.values)
        sure = self._lifting.priced(relaxed, aim.costs, aim.step, most)
        if most - sure.bound <= self.effort.gap * abs(most):
            return aim.answer(first.values, aim.sign * sure.bound)
        with self._at(sure.shut, 0), self._at(sure.needed, 1):
            second = self._search(aim)
        if second is None:
            return aim.answer(first.values, aim.sign * most)
        values = min(first.values, second.values, key=lambda v: aim.sign * aim.sum(v))
        reached = aim.sign * int(Fraction(second.bound) / aim.goal.unit)
        bound = min(max(sure.bound, min(most, reached)), aim.sign * aim.sum(values))
        return aim.answer(values, aim.sign * bound)

    def _bounded(self, aim: Sought, relaxed: Relaxed, answer: Answer | None) -> Answer | None:
        """The answer with the relaxation's bound, where the search itself proved less."""
        if answer is None:
            return None
        most = aim.sign * aim.sum(answer.values)
        sure = self._lifting.priced(relaxed, aim.costs, aim.step, most).bound
        said = aim.sign * int(Fraction(answer.bound) / aim.goal.unit)
        return aim.answer(answer.values, aim.sign * min(max(sure, said), most))

    @contextmanager
    def _half_the_time(self) -> Iterator[None]:
        whole, left = self.effort, self.effort.left
        if left is not None:
            self.effort = replace(whole, seconds=whole.spent + left / 2)
        try:
            yield
        finally:
            self.effort = whole

    @contextmanager
    def _at(self, columns: NDArray[np.int32], value: int) -> Iterator[None]:
        """Keep these columns at a value for a while."""
        now, tops = np.full(len(columns), float(value)), self.matrix.tops[columns]
        self._highs.changeColsBounds(len(columns), columns, now, now)
        try:
            yield
        finally:
            zero = np.zeros(len(columns))
            self._highs.changeColsBounds(len(columns), columns, zero, tops.astype(np.float64))

    def _aim(self, name: str, goal: Goal, larger: bool) -> Sought:
        at, count = self.matrix.at, len(self.matrix.keys)
        index = np.array([at[key] for key in goal.terms], np.int32)
        factors, sign = list(goal.terms.values()), -1 if larger else 1
        tops = self.matrix.tops[index].tolist()
        best = sum(c * top for c, top in zip(factors, tops, strict=True) if sign * c < 0)
        step = goal.unit if goal.fine else Fraction(1)
        costs = np.zeros(count)
        costs[index] = [sign * float(factor * step) for factor in factors]
        self._highs.changeColsCost(count, np.arange(count, dtype=np.int32), costs)
        return Sought(name, goal, sign, index, factors, best, step)

    def _all_whole(self, aim: Sought) -> Answer | None:
        if not self._run(aim):
            return None
        values = self._values(aim)
        return aim.answer(values, aim.bound(self._said(), aim.sum(values)))

    def _contracts_first(self, aim: Sought) -> Answer | None:
        """The answer with divisible units split, made whole under the same contracts.

        The bound is that of split units, so when whole units reach it nothing was lost. None where
        nothing may be split, or nothing was found.
        """
        if not len(self.matrix.divisible):
            return None
        self._let_split(True)
        try:
            if not self._run(aim):
                return None
            found, said = self._highs.getSolution(), self._said()
        finally:
            self._let_split(False)
        if not found.value_valid:
            return None
        with self._fixed(np.rint(np.asarray(found.col_value)).astype(np.int64)):
            if not self._run(aim):
                return None
            values = self._values(aim)
        return aim.answer(values, aim.bound(said, aim.sum(values)))

    def _said(self) -> float:
        """The solver's own bound; its value where nothing had to be whole."""
        info = self._highs.getInfo()
        whole = len(self.matrix.divisible) < len(self.matrix.keys)
        return float(info.mip_dual_bound if whole else info.objective_function_value)

    def _let_split(self, split: bool) -> None:
        columns = self.matrix.divisible
        kinds = np.full(len(columns), 0 if split else 1, np.uint8)
        self._highs.changeColsIntegrality(len(columns), columns, kinds)

    @contextmanager
    def _fixed(self, contracts: Whole) -> Iterator[None]:
        """Keep every column that may not be split at its value for a while."""
        whole = np.setdiff1d(np.arange(len(contracts), dtype=np.int32), self.matrix.divisible)
        whole = whole.astype(np.int32)
        now, tops = contracts[whole].astype(np.float64), self.matrix.tops[whole].astype(np.float64)
        self._highs.changeColsBounds(len(whole), whole, now, now)
        try:
            yield
        finally:
            self._highs.changeColsBounds(len(whole), whole, np.zeros(len(whole)), tops)

    def possible(self) -> bool:
        """Return whether any whole values satisfy the rows."""
        return self.best("", {}, False) is not None

    def hold(self, name: str, terms: Mapping[Key, Exact], larger: bool, value: Exact) -> None:
        """Keep a sum at least (or at most) at this value from now on; raises TooFineError."""
        goal = whole_goal(terms)
        if goal.fine:
            raise TooFineError(name)
        if not goal.terms:
            return
        right = Fraction(value) / goal.unit
        low = math.ceil(right) if larger else -NONE
        high = NONE if larger else math.floor(right)
        self._add(Scaled(tuple(goal.terms), tuple(goal.terms.values()), low, high))

    @contextmanager
    def also(self, rows: Sequence[Scaled]) -> Iterator[None]:
        """Hold further rows for a while."""
        before, start, first = len(self.held), self.found, self._highs.getNumRow()
        aside, self._aside = self._aside, True
        for row in rows:
            self._add(row)
        self.found = None
        try:
            yield
        finally:
            extra = len(self.held) - before
            del self.held[before:]
            self.found, self._aside = start, aside
            rows_gone = np.arange(first, first + extra, dtype=np.int32)
            self._highs.deleteRows(extra, rows_gone)

    def _add(self, row: Scaled) -> None:
        self.held.append(row)
        index = np.fromiter((self.matrix.at[key] for key in row.keys), np.int32, len(row.keys))
        factors = np.array(row.factors, np.float64)
        self._highs.addRow(_open(row.least), _open(row.most), len(index), index, factors)

    def _run(self, aim: Sought) -> bool:
        """Let the solver search; whether it leaves any hope of an answer.

        That there is none is asked again strictly.
        """
        if self._searched(aim):
            return True
        if not self._quick:
            return False
        with self._strictly():
            return self._searched(aim)

    def _searched(self, aim: Sought) -> bool:
        import highspy

        highs, left = self._highs, self.effort.left
        highs.setOptionValue("mip_rel_gap", float(self.effort.gap))
        highs.setOptionValue("time_limit", math.inf if left is None else left)
        with _watched(highs, self.effort, aim):
            highs.run()
        status, kinds = highs.getModelStatus(), highspy.HighsModelStatus
        if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
            return False
        if status not in (kinds.kOptimal, kinds.kTimeLimit, kinds.kInterrupt, kinds.kModelEmpty):
            raise SolverFailedError(f"{aim.name}: {status.name}")
        return True

    @contextmanager
    def _strictly(self) -> Iterator[None]:
        quick, self._quick = self._quick, False
        set_options(self._highs, STRICT)
        try:
            yield
        finally:
            self._quick = quick
            set_options(self._highs, QUICK)

    def _values(self, aim: Sought) -> Whole:
        """The whole values found, searched again strictly where they break a row.

        Those from before when the search stopped without any.
        """
        try:
            return self._counted(aim.name)
        except StoppedError:
            raise
        except SolverFailedError:
            if not self._quick:
                raise
        with self._strictly():
            if not self._searched(aim):
                raise SolverFailedError(f"{aim.name}: there is an award, and there is none")
            return self._counted(aim.name)

    def _counted(self, name: str) -> Whole:
        """The whole values found, when they keep every row."""
        solution = self._highs.getSolution()
        if not solution.value_valid:
            if self.found is None:
                raise StoppedError(name)
            return self.found
        found = np.asarray(solution.col_value)
        values: Whole = np.rint(found).astype(np.int64)
        off = np.abs(found - values)
        if off.max(initial=0) > OFF_WHOLE:
            raise SolverFailedError(f"{name}: {found[off.argmax()]} is not whole")
        broken = self.matrix.broken(values) or self._breaks_held(values)
        if broken is not None:
            raise SolverFailedError(f"{name}: {broken}")
        return values

    def _breaks_held(self, values: Whole) -> str | None:
        for row in self.held:
            now = (int(values[self.matrix.at[key]]) for key in row.keys)
            total = sum(factor * value for factor, value in zip(row.factors, now, strict=True))
            if not row.least <= total <= row.most:
                return f"{row.least} ≤ {total} ≤ {row.most}"
        return None


def _open(bound: int) -> float:
    return math.copysign(math.inf, bound) if abs(bound) >= NONE else float(bound)


@contextmanager
def _watched(highs: Any, effort: Effort, aim: Sought) -> Iterator[None]:
    """Let the watcher see where the search stands, and stop it."""
    watch = effort.watch
    if watch is None:
        yield
        return

    def seen(event: Any) -> None:
        out = event.data_out
        value, bound = aim.seen(out.mip_primal_bound), aim.seen(out.mip_dual_bound)
        told = Progress(aim.name, effort.spent, value, bound, effort.part, effort.parts)
        if watch(told):
            event.interrupt()

    highs.cbMipInterrupt += seen
    try:
        yield
    finally:
        highs.cbMipInterrupt -= seen
