"""What every rule costs: the best award without it, and with its limit a step further."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

from aanbesteding.awarding.optimise import optimise
from aanbesteding.basis.errors import RecountError, StoppedError
from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.explanation.steps_of_rules import Change, Way
from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.full import limits_of
from aanbesteding.rules.objectives import Objective
from aanbesteding.rules.rule import Rule
from aanbesteding.solving.effort import Effort

T = TypeVar("T")
FITS, NOTHING_FITS, NOT_PROVEN, DRAW = "fits", "nothing_fits", "not_proven", "draw_needed"
_FREEING = (Way.WITHOUT, Way.LOOSER, Way.TIGHTER)


class Problem(NamedTuple):
    """A choice: its numbers, its rules and its goals in order."""

    facts: Facts
    rules: tuple[Rule, ...]
    goals: tuple[Objective, ...]

    def values(self, chosen: Chosen) -> tuple[Exact, ...]:
        """Return the value of every goal, counted on an award."""
        return tuple(goal.value(self.facts, chosen) for goal in self.goals)

    def allows(self, chosen: Chosen) -> bool:
        """Return whether an award keeps every rule, counted."""
        return not any(rule.breaches(self.facts, chosen) for rule in self.rules)


@dataclass(frozen=True)
class Solved:
    """How a choice ends: whether an award fits, what its goals reach, and that award."""

    status: str
    values: tuple[Exact, ...] = ()
    chosen: Chosen | None = None


@dataclass(frozen=True)
class Reached:
    """A goal and its value; `more` is how much more than in the award as it is."""

    goal: str
    kind: str
    need: str
    larger_is_better: bool
    value: Exact
    more: Exact | None = None


@dataclass(frozen=True)
class Variant:
    """A rule changed in one way: does an award fit, and what do the goals reach?

    `compared` with the award as it is: same, better or worse by the first goal that differs; empty
    where that is not known. `kept`: the award as it is stays one of the best. `found` says how it
    is known: solved, or counted because it follows from the other variants.
    """

    way: str
    field: str
    was: Fraction | None
    now: Fraction | None
    step: Fraction | None
    unit: str
    status: str
    reached: tuple[Reached, ...]
    compared: str
    kept: bool
    found: str


@dataclass(frozen=True)
class RulePrice:
    """A rule with its variants; `verdict` says in a word what it costs.

    nothing: no variant differs; free: without it nothing is gained; costs: without it more is
    reached; helps: without it less; stated: it only states a value, and that is gone without it;
    only_without and neither: as it is no award fits; open: not known. What cannot be left out is
    told by its looser variant.
    """

    kind: str
    name: str
    verdict: str
    variants: tuple[Variant, ...]


def by_goals(problem: Problem, effort: Effort) -> Solved:
    """Return the best award by the goals, proven and recounted, or that it is not proven.

    Raises RecountError, SolverFailedError and TooFineError.
    """
    if effort.left == 0:
        return Solved(NOT_PROVEN)
    try:
        found = optimise(problem.facts, problem.rules, problem.goals, effort=effort)
    except StoppedError:
        return Solved(NOT_PROVEN)
    if found is None:
        return Solved(NOTHING_FITS)
    if not found.proven:
        return Solved(NOT_PROVEN)
    return Solved(FITS, tuple(goal.value for goal in found.goals), found.chosen)


@dataclass(frozen=True)
class Pricing(Generic[T]):
    """The choice as it is, and how a change of it is stated and solved.

    `by_rank`: the ranking decides who wins; then leaving a rule out may also make things worse.
    """

    problem: Problem
    base: Solved
    changed: Callable[[T], Problem]
    solve: Callable[[T], Solved]
    by_rank: bool = False

    def variants(self, changes: Iterable[Change[T]]) -> tuple[Variant, ...]:
        """Return every change with what comes of it; `without` goes first.

        Raises RecountError where a looser rule gives a worse award, or a tighter one a better:
        then what was called the best was not.
        """
        found: list[Variant] = []
        loosest: Solved | None = None
        for change in changes:
            problem = self.changed(change.changed)
            solved, how = self._counted(change, problem, loosest), "counted"
            if solved is None:
                solved, how = self.solve(change.changed), "solved"
            self._never_improved_by_a_rule(change, solved)
            if change.way is Way.WITHOUT and change.ordered and not self._moves_room(problem):
                loosest = solved
            found.append(self._variant(change, problem, solved, how))
        return tuple(found)

    def _counted(
        self, change: Change[T], problem: Problem, loosest: Solved | None
    ) -> Solved | None:
        """What follows without a search: from the award as it is, or from that without the rule.

        A tighter rule that the award keeps anyway leaves it one of the best. Where leaving a rule
        out brings nothing, loosening it brings nothing: it lies between.
        """
        base = self.base
        if not change.ordered or self._moves_room(problem):
            return None
        if change.way is Way.TIGHTER:
            if base.status == NOTHING_FITS and not self.by_rank:
                return base
            return base if self._keeps(problem) else None
        if change.way is Way.LOOSER and loosest is not None and self._as_it_is(loosest):
            return base
        return None

    def _keeps(self, problem: Problem) -> bool:
        """Whether the award as it is keeps the changed rules, and its goals their value."""
        chosen = self.base.chosen
        return (
            chosen is not None
            and problem.allows(chosen)
            and problem.values(chosen) == self.base.values
        )

    def _as_it_is(self, other: Solved) -> bool:
        """Whether the other has the same values; by rank, with the same winners."""
        if self.base.status != FITS or other.status != FITS or self.base.values != other.values:
            return False
        return not self.by_rank or _winners(self.base) == _winners(other)

    def _moves_room(self, problem: Problem) -> bool:
        """Whether the change moves who makes room in the ranking."""
        return self.by_rank and limits_of(*problem[:2]) != limits_of(*self.problem[:2])

    def _variant(self, change: Change[T], problem: Problem, solved: Solved, how: str) -> Variant:
        compared = self.compared(solved)
        kept = compared == "same" and (
            _winners(solved) == _winners(self.base) if self.by_rank else self._keeps(problem)
        )
        return Variant(
            change.way.value,
            change.field,
            change.was,
            change.now,
            change.step,
            change.unit,
            solved.status,
            self.reached(solved),
            compared,
            kept,
            how,
        )

    def compared(self, solved: Solved) -> str:
        """Return same, better or worse, by the first goal that differs; empty where not known."""
        if FITS not in (solved.status, self.base.status):
            return ""
        if NOTHING_FITS in (solved.status, self.base.status):
            return "worse" if solved.status == NOTHING_FITS else "better"
        if solved.status != self.base.status:
            return ""
        for goal, now, was in zip(self.problem.goals, solved.values, self.base.values, strict=True):
            if now != was:
                return "better" if (now > was) == goal.larger_is_better else "worse"
        return "same"

    def reached(self, solved: Solved) -> tuple[Reached, ...]:
        """Return the value of every goal, and how much more that is than in the award as it is."""
        if not solved.values:
            return ()
        known = self.base.values or (None,) * len(solved.values)
        return tuple(
            Reached(
                goal.name,
                goal.kind,
                goal.need,
                goal.larger_is_better,
                _plain(now),
                None if was is None else _plain(now - was),
            )
            for goal, now, was in zip(self.problem.goals, solved.values, known, strict=True)
        )

    def _never_improved_by_a_rule(self, change: Change[T], solved: Solved) -> None:
        if not change.ordered or self.by_rank:
            return
        wrong = "better" if change.way is Way.TIGHTER else "worse"
        if self.compared(solved) == wrong:
            raise RecountError(f"{change.way.value} {change.field}: {wrong} than with the rule")


def verdict(base: Solved, variants: Sequence[Variant], states_value: bool = False) -> str:
    """Return in a word what a rule costs: see `RulePrice`."""
    freed = min(variants, key=lambda one: _FREEING.index(Way(one.way)), default=None)
    if freed is None or freed.way == Way.TIGHTER:
        return "open"
    if base.status == NOTHING_FITS:
        return {FITS: "only_without", NOTHING_FITS: "neither"}.get(freed.status, "open")
    if all(one.kept for one in variants):
        return "nothing"
    if states_value:
        return "stated"
    return {"same": "free", "better": "costs", "worse": "helps"}.get(freed.compared, "open")


def _winners(solved: Solved) -> object:
    return None if solved.chosen is None else solved.chosen.contracts


def _plain(value: Exact) -> Exact:
    return simplest(Fraction(value))
