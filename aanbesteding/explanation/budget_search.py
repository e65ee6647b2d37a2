"""The best award under moved budgets: every goal, and then the least spend."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil

from aanbesteding.awarding.optimise import optimise, program_of, refine
from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.explanation.ceilings import Ceilings
from aanbesteding.rules.budget import Budget
from aanbesteding.rules.facts import BudgetFact, Chosen, Facts
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.money import spent
from aanbesteding.rules.objectives import Objective, goals_in_order
from aanbesteding.rules.rule import Rule
from aanbesteding.solving.program import Aim


@dataclass(frozen=True)
class Found:
    """What is reached with some ceiling, and the least ceiling for which this award does."""

    cents: int
    values: tuple[Exact, ...]
    chosen: Chosen


@dataclass(frozen=True)
class Search:
    """The choice whose budgets are moved; the first budget is the one that is counted in."""

    facts: Facts
    rules: tuple[Rule, ...]
    goals: tuple[Objective, ...]
    budgets: tuple[BudgetFact, ...]

    @property
    def alone(self) -> bool:
        """Whether one budget is moved: then the least ceiling of each point is proven."""
        return len(self.budgets) == 1

    def moved(self, cents: int | None) -> tuple[Rule, ...]:
        """Return the rules with the budgets moved along with the first; None: no ceilings."""
        first = self.budgets[0].cents
        others = [
            (one.id, None if cents is None else one.cents * cents // first)
            for one in self.budgets[1:]
        ]
        ceilings = Ceilings(moved=((self.budgets[0].id, cents), *others))
        rest = (rule for rule in self.rules if not isinstance(rule, Budget))
        return (*rest, ceilings)

    @cached_property
    def spend(self) -> Aim:
        """As little as possible under the first budget."""
        rows = Budget().rows(self.facts)
        terms = next(row.terms for row in rows if row.part == self.budgets[0].id)
        return Aim("spend", terms, False)

    def at(self, cents: int | None) -> Found | None:
        """Return the best award with that ceiling, by the goals and then by the least spend.

        Raises RecountError, SolverFailedError and TooFineError, as do all of these.
        """
        rules = self.moved(cents)
        found = optimise(self.facts, rules, self.goals)
        if found is None:
            return None
        cheap = refine(self.facts, rules, found, (self.spend,))
        return Found(
            self.enough(cheap.chosen),
            tuple(simplest(Fraction(goal.value)) for goal in found.goals),
            cheap.chosen,
        )

    def enough(self, chosen: Chosen) -> int:
        """Return the least ceiling in cents with which an award stays within all budgets moved."""
        needed = [ceil(spent(self.facts, chosen, one.covers)) for one in self.budgets]
        if self.alone:
            return needed[0]
        first = self.budgets[0].cents
        return max(
            ceil(Fraction(cents * first, one.cents))
            for cents, one in zip(needed, self.budgets, strict=True)
        )

    def better(self, one: Sequence[Exact], other: Sequence[Exact]) -> bool:
        """Return whether the first goal that differs is better in the one."""
        for goal, here, there in zip(self.goals, one, other, strict=True):
            if here != there:
                return (here > there) == goal.larger_is_better
        return False

    def least(self) -> int | None:
        """Return the least ceiling in cents with which any award fits; None where none does."""
        rules = self.moved(None)
        found = optimise(self.facts, rules, (), first=(self.spend,))
        if found is None:
            return None
        high = self.enough(found.chosen)
        low = high - 1 if self.alone else -1
        while high - low > 1:
            middle = (low + high) // 2
            if program_of(self.facts, self.moved(middle)).possible():
                high = middle
            else:
                low = middle
        return high


def waiting_completed(facts: Facts, goals: Sequence[Objective]) -> tuple[Objective, ...]:
    """Return the goals that come before spend, and then who waits, the heaviest need first.

    Goals that are weighed as one have no order: then only waiting counts.
    """
    kept: list[Objective] = []
    for goal in goals:
        if goal.kind == "spend" or goal.weighted:
            break
        kept.append(goal)
    known = {goal.need for goal in kept if goal.kind == "unmet"}
    asked = {ask.need for ask in facts.demand}
    rest = (Goal(kind="unmet", need=n.id) for n in facts.needs if n.id in asked - known)
    return (*kept, *goals_in_order(rest))
