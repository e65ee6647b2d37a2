"""Rules and goals to a proven best award, each goal solved and fixed before the next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aanbesteding.awarding.decision import GoalResult
from aanbesteding.awarding.solver import solve
from aanbesteding.basis.errors import RecountError
from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.rule import Exact, Key, Row, Rule, Unmet


@dataclass(frozen=True)
class Optimum:
    """A proven best choice, its goals, and the rows that say so (rules and fixed goals)."""

    chosen: Chosen
    goals: tuple[GoalResult, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Aim:
    """A sum to make as large or as small as possible, and how to count it on an award."""

    name: str
    terms: Mapping[Key, Exact]
    larger: bool


def rows_of(facts: Facts, rules: Iterable[Rule]) -> tuple[Row, ...]:
    """Return the rows of all rules."""
    return tuple(row for rule in rules for row in rule.rows(facts))


def fixed(facts: Facts, lot: str, winners: Iterable[str]) -> tuple[Row, ...]:
    """Return rows that fix who has a contract in a lot."""
    won = set(winners)
    return tuple(
        Row("chosen", pick.bidder, {pick: 1}, "==", int(pick.bidder in won))
        for pick in facts.picks
        if pick.lot == lot
    )


def tops_of(facts: Facts) -> dict[Key, int]:
    """Return the greatest value each pick, volume and waiting number can take."""
    tops: dict[Key, int] = dict.fromkeys(facts.picks, 1)
    for volume in facts.volumes:
        tops[volume] = min(facts.capacity[volume.pick, volume.need], facts.demand[volume.ask])
    tops.update({Unmet.of(ask): asked for ask, asked in facts.demand.items()})
    return tops


def possible(facts: Facts, rows: Sequence[Row]) -> bool:
    """Whether any award satisfies all rows."""
    return solve(rows, tops_of(facts), {}, False) is not None


def optimise(
    facts: Facts,
    rules: Sequence[Rule],
    goals: Sequence[Goal],
    extra: Sequence[Row] = (),
    first: Sequence[Aim] = (),
) -> Optimum | None:
    """Return the best award under rules and extra rows, goal after goal; None when none fits.

    Aims that come `first` are reached before the goals, in their order.

    Raises RecountError when the exact recount differs from what was solved.
    """
    rows = (*rows_of(facts, rules), *extra)
    tops = tops_of(facts)
    chosen: Chosen | None = None
    results: list[GoalResult] = []
    for aim in first:
        answer = solve(rows, tops, aim.terms, aim.larger)
        if answer is None:
            return None
        rows = (*rows, hold(aim, _sum(aim.terms, answer.values)))
    for goal in goals:
        terms = goal.terms(facts)
        answer = solve(rows, tops, dict(terms), goal.larger_is_better)
        if answer is None:
            return None
        chosen = _chosen(facts, answer.values)
        value = goal.value(facts, chosen)
        _agree(goal.name, value, _sum(terms, answer.values))
        results.append(GoalResult(goal.name, value, value, True))
        rows = (*rows, hold(Aim(goal.name, dict(terms), goal.larger_is_better), value))
    if chosen is None:
        answer = solve(rows, tops, {}, False)
        if answer is None:
            return None
        chosen = _chosen(facts, answer.values)
    recount(facts, rules, chosen)
    return Optimum(chosen, tuple(results), rows)


def refine(facts: Facts, rules: Sequence[Rule], optimum: Optimum, aims: Sequence[Aim]) -> Optimum:
    """Return the optimum that is also best on further aims, in order."""
    rows, chosen = optimum.rows, optimum.chosen
    for aim in aims:
        answer = solve(rows, tops_of(facts), aim.terms, aim.larger)
        if answer is None:
            raise RecountError(f"{aim.name}: the best award does not fit its own rows")
        chosen = _chosen(facts, answer.values)
        rows = (*rows, hold(aim, _sum(aim.terms, answer.values)))
    recount(facts, rules, chosen)
    return Optimum(chosen, optimum.goals, rows)


def hold(aim: Aim, value: Exact) -> Row:
    """Return the row that keeps an aim at the value reached."""
    return Row("goal", aim.name, aim.terms, ">=" if aim.larger else "<=", value)


def _sum(terms: Mapping[Key, Exact], values: Mapping[Key, int]) -> Exact:
    return sum(value * values[key] for key, value in terms.items())


def _chosen(facts: Facts, values: Mapping[Key, int]) -> Chosen:
    contracts = frozenset(pick for pick in facts.picks if values[pick])
    return Chosen(contracts, {v: values[v] for v in facts.volumes if values[v]})


def recount(facts: Facts, rules: Iterable[Rule], chosen: Chosen) -> None:
    """Count every rule on the award in exact arithmetic; raises RecountError for a breach."""
    for rule in rules:
        for breach in rule.breaches(facts, chosen):
            raise RecountError(
                f"{breach.rule}/{breach.part}: {breach.counted} {breach.sense} {breach.required}"
            )


def _agree(name: str, counted: Exact, solved: Exact) -> None:
    if counted != solved:
        raise RecountError(f"{name}: counted {counted}, solved {solved}")
