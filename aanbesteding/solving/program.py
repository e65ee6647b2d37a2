"""Rows and goals, part by part: what shares no row is solved apart, and stays with the solver."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.rule import Key, Row
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.solving.matrix import Matrix, Scaled, matrix_of, scaled
from aanbesteding.solving.solver import Session
from aanbesteding.solving.sought import Answer
from aanbesteding.solving.split import split_best

LARGE = 20_000


@dataclass(frozen=True)
class Aim:
    """A sum to make as large or as small as possible."""

    name: str
    terms: Mapping[Key, Exact]
    larger: bool


@dataclass(frozen=True)
class Reached:
    """Whole values by key, the sum they give, and the bound beyond which none can be."""

    values: Mapping[Key, int]
    value: Exact
    bound: Exact


class Program:
    """All rows of a choice with what was reached so far, kept by the solver from goal to goal.

    A goal is a sum, and parts that share no row do not compete: each part reaches its own share.
    `values` are those found last. Without a matrix some row can never hold.
    """

    def __init__(self, matrix: Matrix | None, effort: Effort = UNTIL_PROVEN):
        self.matrix = matrix
        self.effort = effort
        self.values: dict[Key, int] = {}
        parts = matrix.parts() if matrix is not None else ()
        self._parts = tuple(
            Session(part, replace(effort, part=number, parts=len(parts)))
            for number, part in enumerate(parts, 1)
        )
        self._reached: list[Aim] = []

    @classmethod
    def of(
        cls,
        rows: Iterable[Row],
        tops: Mapping[Key, int],
        effort: Effort = UNTIL_PROVEN,
        split: frozenset[Key] = frozenset(),
    ) -> "Program":
        """Return the program of these rows; raises TooFineError."""
        return cls(matrix_of(rows, tops, split), effort)

    def reach(self, aim: Aim) -> Reached | None:
        """Return the best values for an aim and hold it there; None when nothing satisfies all.

        Raises SolverFailedError, and TooFineError for an aim before it that no row can hold.
        """
        reached = self.best(aim)
        if reached is not None:
            self._reached.append(aim)
        return reached

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The parts, with what was reached held in each; raises TooFineError."""
        while self._reached:
            self._hold(self._reached.pop(0))
        return self._parts

    def best(self, aim: Aim) -> Reached | None:
        """Return the best values for an aim; None when nothing satisfies the rows."""
        if self.matrix is None:
            return None
        value: Exact = 0
        bound: Exact = 0
        for session, terms in self._shares(self.sessions, aim.terms):
            if not terms and session.found is not None:
                continue
            answer = _best(session, aim, terms)
            if answer is None:
                return None
            value, bound = value + answer.value, bound + answer.bound
            self.values.update(zip(session.matrix.keys, map(int, answer.values), strict=True))
        return Reached(dict(self.values), value, bound)

    def _hold(self, aim: Aim) -> None:
        for session, terms in self._shares(self._parts, aim.terms):
            if terms:
                value = sum(factor * self.values[key] for key, factor in terms.items())
                session.hold(aim.name, terms, aim.larger, value)

    def possible(self, rows: Sequence[Row] = ()) -> bool:
        """Return whether any whole values satisfy these rows as well."""
        found = [one for one in map(scaled, rows) if one is not None]
        if self.matrix is None or len(found) < len(rows):
            return False
        shares: dict[int, list[Scaled]] = {}
        for row in found:
            parts = {self.part_of[key] for key in row.keys}
            if len(parts) > 1:
                return self._joined(found).possible()
            for part in parts:
                shares.setdefault(part, []).append(row)
        return all(
            self._fits(session, shares.get(number, ()))
            for number, session in enumerate(self.sessions)
        )

    def _joined(self, rows: Sequence[Scaled]) -> "Program":
        """The program with rows that join parts."""
        if self.matrix is None:
            return self
        held = [row for session in self.sessions for row in session.held]
        return Program(self.matrix.plus([*held, *rows], {}), self.effort)

    @staticmethod
    def _fits(session: Session, rows: Sequence[Scaled]) -> bool:
        if not rows and session.found is not None:
            return True
        with session.also(rows):
            return session.possible()

    def _shares(
        self, sessions: Sequence[Session], terms: Mapping[Key, Exact]
    ) -> Iterable[tuple[Session, Mapping[Key, Exact]]]:
        """Every part with its share of a sum."""
        if len(sessions) == 1:
            return [(sessions[0], terms)]
        shares: list[dict[Key, Exact]] = [{} for _ in sessions]
        for key, factor in terms.items():
            shares[self.part_of[key]][key] = factor
        return zip(sessions, shares, strict=True)

    @cached_property
    def part_of(self) -> Mapping[Key, int]:
        """The number of the part each key is in."""
        return {k: number for number, one in enumerate(self._parts) for k in one.matrix.keys}


def _best(session: Session, aim: Aim, terms: Mapping[Key, Exact]) -> Answer | None:
    """The best values of a part; a large one that few rows hold together is first taken apart."""
    name, larger, effort = aim.name, aim.larger, session.effort
    if len(session.matrix.keys) < LARGE:
        return session.best(name, terms, larger)
    whole = session.matrix.plus(session.held, {})
    apart = split_best(whole, name, terms, larger, effort, session.found)
    if apart is None:
        return session.best(name, terms, larger)
    session.found = apart.values
    if apart.within(effort.gap):
        return apart
    answer = session.best(name, terms, larger)
    return apart if answer is None else apart.or_better(answer, larger)
