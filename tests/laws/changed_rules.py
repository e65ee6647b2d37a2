"""Prices of rules and frontiers of tiny tenders, beside what plain search finds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any, NamedTuple

from aanbesteding.basis.exact import Exact
from aanbesteding.explanation.budget_search import Search, waiting_completed
from aanbesteding.explanation.frontier import Point, points_of
from aanbesteding.explanation.rule_prices import (
    FITS,
    Pricing,
    Problem,
    Solved,
    Variant,
    by_goals,
)
from aanbesteding.explanation.steps_of_rules import Change, Way, changes_of, money_step
from aanbesteding.rules.budget import Budget
from aanbesteding.rules.facts import BudgetFact, Chosen, Facts
from aanbesteding.rules.follow_ranking import FollowRanking
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.money import spent
from aanbesteding.rules.objectives import (
    GoalBound,
    Objective,
    goals_in_order,
    rules_of_goals,
)
from aanbesteding.rules.proportion import Proportion
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.soft import Softened, softened
from aanbesteding.solving.effort import UNTIL_PROVEN
from tests.laws.plain_search import Looked, bare
from tests.laws.random_facts import tiny_facts
from tests.laws.random_tenders import always, cases

Worth = tuple[Exact, ...]


class State(NamedTuple):
    """Written rules as they could be, with budgets as they could be."""

    budgets: tuple[BudgetFact, ...]
    written: tuple[Rule, ...]


@dataclass(frozen=True)
class Tiny:
    """A tiny tender with its standing rules, some written ones and goals."""

    name: str
    facts: Facts
    standing: tuple[Rule, ...]
    written: tuple[Rule, ...]
    goals: tuple[Goal, ...]

    def problem(self, state: State) -> Problem:
        """The choice with these rules and budgets."""
        rules = (*self.standing, *softened(state.written))
        facts = replace(self.facts, budgets=state.budgets)
        asked = rules_of_goals(self.goals, rules)
        return Problem(facts, (*rules, *asked), goals_in_order(self.goals, rules))

    def solved(self, state: State) -> Solved:
        """The best award with these rules and budgets."""
        return by_goals(self.problem(state), UNTIL_PROVEN)

    @property
    def state(self) -> State:
        """The rules and budgets as they are."""
        return State(self.facts.budgets, self.written)

    def changes(self) -> Iterator[list[Change[State]]]:
        """Per written rule and budget everything that can be changed about it."""
        for place, rule in enumerate(self.written):
            yield [
                change.into(State(self.facts.budgets, self._with(place, change.changed)))
                for change in changes_of(rule)
            ]
        for place, budget in enumerate(self.facts.budgets):
            step = money_step(budget.cents) * (10 if budget.cents < 10**5 else 1)
            yield [
                self._budget(place, way, budget.cents + sign * step)
                for way, sign in ((Way.LOOSER, 1), (Way.TIGHTER, -1))
            ]

    def _with(self, place: int, rule: Rule | None) -> tuple[Rule, ...]:
        kept = (rule,) if rule is not None else ()
        return (*self.written[:place], *kept, *self.written[place + 1 :])

    def _budget(self, place: int, way: Way, cents: int) -> Change[State]:
        budgets = list(self.facts.budgets)
        budgets[place] = budgets[place]._replace(cents=cents)
        shares = any(isinstance(one, Proportion) and one.of == "budget" for one in self.written)
        state = State(tuple(budgets), self.written)
        return Change(way, "amount", None, None, None, "euro", not shares, state)


@cache
def tinies(seed: int, count: int) -> tuple[Tiny, ...]:
    """Return cases on the tender of this seed; rankings are left out, the goals decide."""
    r = Random(f"changed {seed}")
    facts = tiny_facts(r)
    standing = always(r, facts)
    return tuple(
        Tiny(f"{seed}/{at}", facts, standing, tuple(_written(case.rules, standing)), case.goals)
        for at, case in enumerate(cases(r, facts, standing, count))
    )


def _written(rules: Sequence[Rule], standing: Sequence[Rule]) -> Iterator[Rule]:
    for rule in rules:
        made = isinstance(rule, (GoalBound, FollowRanking)) or rule.kind == "moving"
        if not made and rule not in standing:
            yield rule.rule if isinstance(rule, Softened) else rule


@cache
def _looked(facts_key: tuple[int, int], budgets: tuple[BudgetFact, ...]) -> Looked:
    one = tinies(*facts_key)[0]
    return Looked(replace(one.facts, budgets=budgets), one.standing)


class _Asked(NamedTuple):
    rules: tuple[Rule, ...]
    pursued: tuple[Objective, ...]


def wrong_prices(seed: int, count: int, told: list[Variant]) -> Iterator[str]:
    """Yield every variant that differs from plain search; adds each variant to those `told`."""
    for one in tinies(seed, count):
        problem = one.problem(one.state)
        base = by_goals(problem, UNTIL_PROVEN)
        pricing: Pricing[State] = Pricing(problem, base, one.problem, one.solved)
        for changes in one.changes():
            for change, variant in zip(changes, pricing.variants(changes), strict=True):
                told.append(variant)
                looked = _looked((seed, count), change.changed.budgets)
                said = _difference(looked, one.problem(change.changed), base, variant)
                if said:
                    yield f"{one.name} {variant.way} {variant.field}: {said}"


def _difference(looked: Looked, problem: Problem, base: Solved, variant: Variant) -> str:
    best = looked.best(_Asked(problem.rules, problem.goals))  # type: ignore[arg-type]
    worth = None if best is None else tuple(best.worth)
    values = tuple(one.value for one in variant.reached) if variant.status == FITS else None
    if worth != values:
        return f"{values}, search {worth}"
    if best is None or base.status != FITS or base.chosen is None:
        return ""
    more = tuple(now - was for now, was in zip(best.worth, base.values, strict=True))
    if more != tuple(one.more for one in variant.reached):
        return f"more {variant.reached}, search {more}"
    among = bare(base.chosen) in {bare(looked.awards[index]) for index in best.awards}
    kept = among and worth == base.values
    return "" if kept is variant.kept else f"kept {variant.kept}, search {kept}"


@dataclass(frozen=True)
class Plain:
    """Every award that keeps all rules but the ceilings moved, with what each budget spends."""

    search: Search
    awards: tuple[tuple[Worth, tuple[Exact, ...]], ...]

    @classmethod
    def of(cls, search: Search, awards: Sequence[Chosen]) -> "Plain":
        """Look at every award once."""
        rules = search.moved(None)
        kept = (a for a in awards if not any(rule.breaches(search.facts, a) for rule in rules))
        return cls(search, tuple((cls._worth(search, a), cls._spent(search, a)) for a in kept))

    @staticmethod
    def _worth(search: Search, award: Chosen) -> Worth:
        """Its goals, such that more is better."""
        values = ((goal.value(search.facts, award), goal) for goal in search.goals)
        return tuple(value if goal.larger_is_better else -value for value, goal in values)

    @staticmethod
    def _spent(search: Search, award: Chosen) -> tuple[Exact, ...]:
        return tuple(spent(search.facts, award, one.covers) for one in search.budgets)

    def at(self, cents: int) -> Worth | None:
        """The best at a ceiling; None where no award fits."""
        first, *others = self.search.budgets
        ceilings = [cents, *(one.cents * cents // first.cents for one in others)]
        fitting = [
            worth
            for worth, bill in self.awards
            if all(paid <= most for paid, most in zip(bill, ceilings, strict=True))
        ]
        return max(fitting, default=None)

    def told(self, point: Point) -> Worth:
        """What a point says, such that more is better."""
        goals = zip(point.values, self.search.goals, strict=True)
        return tuple(value if goal.larger_is_better else -value for value, goal in goals)


def wrong_points(seed: int, count: int, told: list[Any]) -> Iterator[str]:
    """Yield every point of a frontier that differs from plain search, and every one missed."""
    for at, one in enumerate(tinies(seed, count)):
        budgets = one.facts.budgets if at % 3 else one.facts.budgets[:1]
        problem = one.problem(one.state)
        goals = waiting_completed(problem.facts, problem.goals)
        search = Search(problem.facts, problem.rules, goals, budgets)
        plain = Plain.of(search, _every((seed, count)))
        found = points_of(search, 30 if at % 2 else 4)
        told.append(found)
        if found is None:
            if plain.awards:
                yield f"{one.name}: an award fits"
            continue
        yield from (f"{one.name}: {said}" for said in _wrong(plain, *found))


def _wrong(plain: Plain, points: Sequence[Point], complete: bool) -> Iterator[str]:
    low, high = points[0].cents, points[-1].cents
    if plain.at(low - 1) is not None:
        yield f"an award fits below {low}"
    if plain.at(10**12) != plain.told(points[-1]):
        yield f"more than {high} gains"
    for before, point in zip((None, *points), points, strict=False):
        if plain.at(point.cents) != plain.told(point):
            yield f"{point.cents}: {point.values}, search {plain.at(point.cents)}"
        if plain.search.alone and plain.at(point.cents - 1) == plain.told(point):
            yield f"{point.cents}: a cent less does as well"
        if before is not None and not plain.told(before) < plain.told(point):
            yield f"{point.cents}: gains nothing"
    if complete:
        for cents in sorted({int(-(-bill[0] // 1)) for _, bill in plain.awards}):
            last = max((p for p in points if p.cents <= cents), key=lambda p: p.cents, default=None)
            if plain.at(cents) != (None if last is None else plain.told(last)):
                yield f"{cents}: missed"


@cache
def _every(key: tuple[int, int]) -> tuple[Chosen, ...]:
    """Every award of a tender that keeps its standing rules, whatever it spends."""
    one = tinies(*key)[0]
    standing = [rule for rule in one.standing if not isinstance(rule, Budget)]
    return Looked(one.facts, standing).awards
