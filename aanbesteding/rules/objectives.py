"""Goals as they are pursued: one by one in order, weighed together, or kept as a bound."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.moving import Moving
from aanbesteding.rules.rule import Count, Key, Row, Rule, Sentence, Terms

WEIGHTED = "weighted"


class Weighed(NamedTuple):
    """A goal and what each unit it counts adds to the whole; less than nothing for a smaller."""

    goal: Goal
    factor: Fraction


@dataclass(frozen=True)
class Objective:
    """What is made as large or as small as possible in one step; `rules` may state a value."""

    parts: tuple[Weighed, ...]
    rules: tuple[Rule, ...] = ()
    weighted: bool = False

    @property
    def name(self) -> str:
        """Its name in the record: that of the goal, or ``weighted``."""
        return WEIGHTED if self.weighted else self.parts[0].goal.name

    @property
    def kind(self) -> str:
        """The kind of the goal, or ``weighted``."""
        return WEIGHTED if self.weighted else self.parts[0].goal.kind

    @property
    def need(self) -> str:
        """The need level of the goal, if it has one."""
        return "" if self.weighted else self.parts[0].goal.need

    @property
    def larger_is_better(self) -> bool:
        """Whether it is maximised, as a weighted sum always is."""
        return self.weighted or self.parts[0].goal.larger_is_better

    def terms(self, facts: Facts) -> Terms:
        """Return it as an exact linear sum, for the solver."""
        if not self.weighted:
            return self.parts[0].goal.terms(facts, self.rules)
        found: dict[Key, Exact] = {}
        for goal, factor in self.parts:
            for key, each in goal.terms(facts, self.rules).items():
                found[key] = found.get(key, 0) + factor * each
        return found

    def value(self, facts: Facts, chosen: Chosen) -> Exact:
        """Return it counted on a finished award."""
        if not self.weighted:
            return self.parts[0].goal.value(facts, chosen, self.rules)
        return sum(
            (factor * goal.value(facts, chosen, self.rules) for goal, factor in self.parts),
            start=Fraction(0),
        )

    def sentence(self) -> Sentence:
        """Return what it strives for."""
        return Sentence("goal.weighted") if self.weighted else self.parts[0].goal.sentence()


def goals_in_order(
    goals: Iterable[Goal | Objective], rules: Iterable[Rule] = ()
) -> tuple[Objective, ...]:
    """Return what is pursued, step by step: every goal but bounds, as one step when all weigh.

    A weighted sum adds weight × value, in the goal's own unit (euros, clients, contracts, points);
    what should be small counts against it. What is a step already stays one.
    """
    stating = tuple(rules)
    pursued = [one for one in goals if isinstance(one, Objective) or not one.is_bound]
    weighed = [(one, one.weight) for one in pursued if isinstance(one, Goal)]
    weights = [Fraction(weight) for _, weight in weighed if weight is not None]
    if not pursued or len(weights) < len(pursued):
        return tuple(
            one if isinstance(one, Objective) else Objective((Weighed(one, Fraction(1)),), stating)
            for one in pursued
        )
    parts = (
        Weighed(goal, (weight if goal.larger_is_better else -weight) / goal.unit)
        for (goal, _), weight in zip(weighed, weights, strict=True)
    )
    return (Objective(tuple(parts), stating, weighted=True),)


class GoalBound(Rule):
    """A goal with a bound: not strived for, but kept, like any other rule."""

    kind: Literal["goal"] = "goal"
    goal: Goal
    rules: tuple[Rule, ...] = ()

    @property
    def which(self) -> str:
        """The side the bound is on."""
        return "at_least" if self.goal.larger_is_better else "at_most"

    def _bound(self) -> tuple[str, Exact]:
        bound = Fraction(getattr(self.goal, self.which)) * self.goal.unit
        return (">=" if self.goal.larger_is_better else "<="), simplest(bound)

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield the row that keeps the goal's sum within its bound."""
        yield Row(self.name, _everywhere(facts), self.goal.terms(facts, self.rules), *self._bound())

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the goal's value against its bound."""
        value = self.goal.value(facts, chosen, self.rules)
        yield Count(self.name, _everywhere(facts), simplest(value), *self._bound())

    def sentence(self, part: str) -> Sentence:
        """Return the bound in words."""
        every = "_every" if self.goal.kind == "unmet" and not self.goal.need else ""
        bound = getattr(self.goal, self.which)
        values = {"part": part, "need": self.goal.need, "bound": bound}
        return Sentence(f"rule.goal.{self.goal.kind}{every}.{self.which}", values)


def rules_of_goals(goals: Sequence[Goal], rules: Iterable[Rule] = ()) -> tuple[Rule, ...]:
    """Return what goals ask of an award: each bound, as ``goal:spend``, and who moves, if counted.

    `rules` are those of the tender, soft ones softened: they state the value that is bounded.
    """
    stating = tuple(rules)
    bounds = (
        GoalBound(id=f"goal:{goal.name}", goal=goal, rules=stating)
        for goal in goals
        if goal.is_bound
    )
    moving = (Moving(),) if any(goal.kind == "moved" for goal in goals) else ()
    return (*moving, *bounds)


def _everywhere(facts: Facts) -> str:
    return "+".join(facts.lots)
