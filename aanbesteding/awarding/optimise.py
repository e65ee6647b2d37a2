"""Rules and goals to a proven best award, each goal solved and fixed before the next."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain

from aanbesteding.awarding.decision import GoalResult
from aanbesteding.basis.errors import RecountError
from aanbesteding.basis.exact import Exact
from aanbesteding.rules.capacity import most_units
from aanbesteding.rules.facts import Chosen, Facts, Volume
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.objectives import Objective
from aanbesteding.rules.rule import Key, Row, Rule, Tiered, Unmet
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.solving.program import Aim, Program, Reached


@dataclass(frozen=True)
class Optimum:
    """A best choice, what its goals reached, and the program that holds rules and goals.

    `aims` are the sums held beside the goals, with their value: what came before or after them.
    """

    chosen: Chosen
    goals: tuple[GoalResult, ...]
    pursued: tuple[Goal | Objective, ...]
    program: Program
    aims: tuple[tuple[Aim, Reached], ...]

    @property
    def proven(self) -> bool:
        """Whether every goal and aim is at a value that nothing can better."""
        held = all(reached.value == reached.bound for _, reached in self.aims)
        return held and all(goal.proven for goal in self.goals)


def rows_of(facts: Facts, rules: Iterable[Rule]) -> Iterator[Row]:
    """Yield the rows of all rules."""
    return (row for rule in rules for row in rule.rows(facts))


def fixed(facts: Facts, lot: str, winners: Iterable[str]) -> tuple[Row, ...]:
    """Return rows that fix who has a contract in a lot."""
    won = set(winners)
    return tuple(
        Row("chosen", pick.bidder, {pick: 1}, "==", int(pick.bidder in won))
        for pick in facts.by_lot.get(lot, ())
    )


def tops_of(facts: Facts, rules: Iterable[Rule] = ()) -> dict[Key, int]:
    """Return the greatest value of each pick, volume, waiting number and helper of the rules."""
    tops: dict[Key, int] = dict.fromkeys(facts.picks, 1)
    for volume in facts.volumes:
        tops[volume] = most_units(facts, volume)
    tops.update({Unmet.of(ask): asked for ask, asked in facts.demand.items()})
    for rule in rules:
        tops.update(rule.helpers(facts))
    return tops


def program_of(
    facts: Facts, rules: Sequence[Rule], extra: Sequence[Row] = (), effort: Effort = UNTIL_PROVEN
) -> Program:
    """Return the rows of rules and extra rows, handed to the solver."""
    with _undisturbed():
        rows = chain(rows_of(facts, rules), extra)
        tops = tops_of(facts, rules)
        return Program.of(rows, tops, effort, _divisible(facts, tops))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Build without the garbage collector looking through everything again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _divisible(facts: Facts, keys: Iterable[Key]) -> frozenset[Key]:
    """What may be split on the way to a whole answer."""
    if not facts.divisible:
        return frozenset()
    return frozenset(key for key in keys if _need_of(key) in facts.divisible)


def _need_of(key: Key) -> str | None:
    """The need level of a volume, of a tier of it or of who waits."""
    return key.need if isinstance(key, (Volume, Unmet, Tiered)) else None


def optimise(
    facts: Facts,
    rules: Sequence[Rule],
    goals: Sequence[Goal | Objective],
    extra: Sequence[Row] = (),
    first: Sequence[Aim] = (),
    effort: Effort = UNTIL_PROVEN,
) -> Optimum | None:
    """Return the best award under rules and extra rows, goal after goal; None when none fits.

    Aims that come `first` are reached before the goals, in their order. With limits on the
    effort, a goal may come back with a bound beyond its value: then nothing proves it the best.

    Raises RecountError when the exact recount differs from what was solved, SolverFailedError
    when the solver stopped before it found any award, TooFineError for what it can't tell apart.
    """
    program = program_of(facts, rules, extra, effort)
    results: list[GoalResult] = []
    aims: list[tuple[Aim, Reached]] = []
    if not goals and program.best(Aim("any", {}, False)) is None:
        return None
    for aim in first:
        reached = program.reach(aim)
        if reached is None:
            return None
        aims.append((aim, reached))
    for goal in goals:
        aim = Aim(goal.name, goal.terms(facts), goal.larger_is_better)
        reached = program.reach(aim)
        if reached is None:
            return None
        value = goal.value(facts, chosen_of(facts, program.values))
        _agree(aim, value, reached)
        results.append(GoalResult(goal.name, value, reached.bound, reached.bound == value))
    chosen = chosen_of(facts, program.values)
    recount(facts, rules, chosen)
    return Optimum(chosen, tuple(results), tuple(goals), program, tuple(aims))


def refine(facts: Facts, rules: Sequence[Rule], optimum: Optimum, aims: Sequence[Aim]) -> Optimum:
    """Return the optimum that is also best on further aims, in order.

    Its program goes on from there: the optimum that came in is done with.
    """
    held = list(optimum.aims)
    for aim in aims:
        reached = optimum.program.reach(aim)
        if reached is None:
            raise RecountError(f"{aim.name}: the best award does not fit its own rows")
        held.append((aim, reached))
    chosen = chosen_of(facts, optimum.program.values)
    recount(facts, rules, chosen)
    return replace(optimum, chosen=chosen, aims=tuple(held))


def chosen_of(facts: Facts, values: Mapping[Key, int]) -> Chosen:
    """Return the award that these values say."""
    contracts = frozenset(pick for pick in facts.picks if values[pick])
    return Chosen(contracts, {v: values[v] for v in facts.volumes if values[v]})


def recount(facts: Facts, rules: Iterable[Rule], chosen: Chosen) -> None:
    """Count every rule on the award in exact arithmetic; raises RecountError for a breach."""
    for rule in rules:
        for breach in rule.breaches(facts, chosen):
            raise RecountError(
                f"{breach.rule}/{breach.part}: {breach.counted} {breach.sense} {breach.required}"
            )


def _agree(aim: Aim, counted: Exact, solved: Reached) -> None:
    """Raise RecountError where the count differs; a search cut off may count as better."""
    better = counted > solved.value if aim.larger else counted < solved.value
    if counted != solved.value and (solved.bound == solved.value or not better):
        raise RecountError(f"{aim.name}: counted {counted}, solved {solved.value}")
