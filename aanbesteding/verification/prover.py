"""Puts questions to plain search first, and to a second solver where that takes too long."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from aanbesteding.basis.errors import SolverFailedError
from aanbesteding.basis.exact import Exact
from aanbesteding.rules.rule import Key, Row, compare
from aanbesteding.solving.second import seek
from aanbesteding.verification.frame import Frame, Problem
from aanbesteding.verification.search import OutOfStepsError, Range, Search

STEPS, MORE_STEPS = 300_000, 10_000_000
TOO_FINE, TOO_FAR = 10**9, 10**15
NANO = 10**9
SEARCHED, SOLVED = "verify.how.search", "verify.how.cbc"
NO_TIME, NO_SOLVER = "verify.why.seconds", "verify.why.no_solver"
FINE, DOUBTFUL = "verify.why.too_fine", "verify.why.doubtful"


class Asked(NamedTuple):
    """The answer to a question: values, or that there are none, or why it is not known.

    `how` is the proof that there are none; `steps` counts what plain search looked at.
    """

    values: Mapping[Key, int] | None
    how: str = ""
    why: str = ""
    steps: int = 0

    @property
    def none(self) -> bool:
        """Whether it was proven that there is no such award."""
        return bool(self.how)


@dataclass
class Prover:
    """Answers questions until its seconds are over; without seconds it answers none."""

    seconds: Exact
    _until: int = field(init=False)

    def __post_init__(self) -> None:
        self._until = time.monotonic_ns() + int(self.seconds * NANO)

    @property
    def left(self) -> Fraction:
        """The seconds that are left."""
        return Fraction(self._until - time.monotonic_ns(), NANO)

    def ask(
        self,
        frame: Frame,
        parts: Sequence[int],
        more: Sequence[Row] = (),
        helpers: Mapping[Key, int] | None = None,
    ) -> Asked:
        """Return whether these parts of the frame can keep all rows, and how that is known."""
        if self.seconds <= 0 or self.left <= 0:
            return Asked(None, why=NO_TIME)
        problem = frame.problem(parts, more, helpers or {})
        if not problem.can:
            return Asked(None, SEARCHED)
        found = _searched(problem, STEPS)
        if found.why:
            found = self._solved(problem, found)
        if found.why == NO_SOLVER and self.left > 0:
            longer = _searched(problem, MORE_STEPS)
            found = found if longer.why else longer
        return found

    def _solved(self, problem: Problem, so_far: Asked) -> Asked:
        """What CBC says; values that break a row count for nothing."""
        if _too_fine(problem):
            return so_far._replace(why=FINE)
        keys = tuple((str(number),) for number in range(len(problem.keys)))
        tops: dict[Key, int] = dict(zip(keys, problem.tops, strict=True))
        rows = [
            Row("", "", {keys[n]: f for n, f in zip(r.at, r.factors, strict=True)}, "<=", r.most)
            for r in problem.rows
        ]
        try:
            sought = seek(rows, tops, self.left)
        except SolverFailedError:
            return so_far._replace(why=NO_SOLVER)
        if sought.values is None:
            if sought.finished:
                return Asked(None, SOLVED, steps=so_far.steps)
            return so_far._replace(why=NO_TIME if self.left <= 0 else DOUBTFUL)
        values = [sought.values[key] for key in keys]
        if not _keeps(problem, values):
            return so_far._replace(why=DOUBTFUL)
        return Asked(problem.values(values), steps=so_far.steps)


def _searched(problem: Problem, most: int) -> Asked:
    """What plain search in whole numbers says, within so many steps."""
    search = Search(problem.rows, len(problem.keys), most)
    try:
        found = search.first(Range([0] * len(problem.keys), list(problem.tops)))
    except OutOfStepsError:
        return Asked(None, why=NO_TIME, steps=search.steps)
    if found is None:
        return Asked(None, SEARCHED, steps=search.steps)
    return Asked(problem.values(found), steps=search.steps)


def _too_fine(problem: Problem) -> bool:
    """Whether a row has numbers that floating point would not tell apart."""
    return any(
        max(map(abs, row.factors)) > TOO_FINE or abs(row.most) > TOO_FAR for row in problem.rows
    )


def _keeps(problem: Problem, values: Sequence[int]) -> bool:
    inside = all(0 <= value <= top for value, top in zip(values, problem.tops, strict=True))
    return inside and all(
        compare(sum(f * values[n] for n, f in zip(r.at, r.factors, strict=True)), "<=", r.most)
        for r in problem.rows
    )
