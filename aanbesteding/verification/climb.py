"""Sums that an award is said to be best on, one after the other: is there a better one?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.objectives import Objective
from aanbesteding.rules.rule import Helper, Key, Row, Rule
from aanbesteding.verification.frame import Frame
from aanbesteding.verification.model import chosen_of
from aanbesteding.verification.prover import DOUBTFUL, Asked, Prover
from aanbesteding.verification.whole import whole_terms


class Aim(NamedTuple):
    """A sum that is as large, or as small, as it can be; `goal` counts it where it is a goal."""

    terms: Mapping[Key, Exact]
    larger: bool
    goal: Objective | None = None

    def value(self, facts: Facts, values: Mapping[Key, int]) -> Exact:
        """Return the sum: a goal counted on the award, any other by its terms."""
        if self.goal is not None:
            return self.goal.value(facts, chosen_of(facts, values))
        return sum(each * values[key] for key, each in self.terms.items())

    def better(self, one: Exact, other: Exact) -> bool:
        """Return whether the first value is better than the second."""
        return one > other if self.larger else one < other


class Better(NamedTuple):
    """An award that is better than the one of the record, counted exactly."""

    chosen: Chosen
    value: Exact


@dataclass
class Climb:
    """An award at the top, as values of every number; `held` is what it was the best on so far."""

    prover: Prover
    facts: Facts
    rules: Sequence[Rule]
    frame: Frame
    now: Mapping[Key, int]
    held: list[Aim] = field(default_factory=list)
    _rows: dict[int, list[Row]] = field(default_factory=dict)

    def best_on(self, aim: Aim) -> Iterator[Asked | Better]:
        """Yield, per part of the frame, that nothing better was found, or what is better.

        Parts that share no row do not compete: a sum is best when each of its shares is.
        """
        for part, terms in self._shares(aim).items():
            factors, _ = whole_terms(terms)
            value = sum(each * self.now[key] for key, each in factors.items())
            sense, right = (">=", value + 1) if aim.larger else ("<=", value - 1)
            asked = self._ask(part, [Row("better", "", factors, sense, right)])
            found = self._better(aim, asked) if asked.values is not None else None
            yield asked if found is None else found

    def hold(self, aim: Aim) -> None:
        """From here on only look at awards that are as good on this sum."""
        self.held.append(aim)
        for part, terms in self._shares(aim).items():
            value = sum(each * self.now[key] for key, each in terms.items())
            self._rows.setdefault(part, []).append(Row("held", "", terms, "==", value))

    def alike(self, groups: Sequence[Sequence[Key]]) -> Iterator[Asked | Better]:
        """Yield, per part, that no other award is as good, or another that is.

        Awards differ when the sum of some group does: then it does in some part alone.
        """
        inside: dict[int, list[Sequence[Key]]] = {}
        for group in groups:
            shares: dict[int, list[Key]] = {}
            for key in group:
                if key in self.frame.part_of:
                    shares.setdefault(self.frame.part_of[key], []).append(key)
            for part, mine in shares.items():
                inside.setdefault(part, []).append(mine)
        for part, alone in inside.items():
            rows, helpers = self._other(alone)
            yield self._same(self._ask(part, rows, helpers))

    def together(self, keys: Sequence[Key]) -> Iterator[Asked | Better]:
        """Yield, per part, that no award that is as good has all of these, or one that has."""
        inside: dict[int, dict[Key, Exact]] = {}
        for key in keys:
            inside.setdefault(self.frame.part_of[key], {})[key] = 1
        for part, terms in inside.items():
            yield self._same(self._ask(part, [Row("together", "", terms, "==", len(terms))]))

    def _same(self, asked: Asked) -> Asked | Better:
        """What was found, when it is indeed as good."""
        if asked.values is None:
            return asked
        if not self._as_good(asked):
            return Asked(None, why=DOUBTFUL)
        return Better(chosen_of(self.facts, {**self.now, **asked.values}), 0)

    def _other(self, groups: Sequence[Sequence[Key]]) -> tuple[list[Row], dict[Key, int]]:
        """Rows under which the sum of some group is more or less than it is now."""
        rows: list[Row] = []
        helpers: dict[Key, int] = {}
        for number, group in enumerate(groups):
            now = sum(self.now[key] for key in group)
            top = sum(self.frame.tops[key] for key in group)
            one: dict[Key, Exact] = dict.fromkeys(group, 1)
            more, less = (Helper("other", str(number), way) for way in ("more", "less"))
            helpers |= {more: 1, less: 1}
            rows.append(Row("other", "", {**one, more: -(now + 1)}, ">=", 0))
            rows.append(Row("other", "", {**one, less: top - now + 1}, "<=", top))
        rows.append(Row("other", "", dict.fromkeys(helpers, 1), ">=", 1))
        return rows, helpers

    def _ask(
        self, part: int, rows: Sequence[Row], helpers: Mapping[Key, int] | None = None
    ) -> Asked:
        return self.prover.ask(self.frame, [part], [*self._rows.get(part, ()), *rows], helpers)

    def _shares(self, aim: Aim) -> dict[int, dict[Key, Exact]]:
        found: dict[int, dict[Key, Exact]] = {}
        for key, each in aim.terms.items():
            if each and key in self.frame.part_of:
                found.setdefault(self.frame.part_of[key], {})[key] = each
        return found

    def _better(self, aim: Aim, asked: Asked) -> Asked | Better:
        """What was found, counted by the rules themselves before anybody believes it."""
        values = {**self.now, **(asked.values or {})}
        value = aim.value(self.facts, values)
        if self._as_good(asked) and aim.better(value, aim.value(self.facts, self.now)):
            return Better(chosen_of(self.facts, values), value)
        return Asked(None, why=DOUBTFUL, steps=asked.steps)

    def _as_good(self, asked: Asked) -> bool:
        """Whether an award keeps every rule and is as good on all that is held."""
        values: dict[Key, Any] = {**self.now, **(asked.values or {})}
        chosen = chosen_of(self.facts, values)
        return not any(rule.breaches(self.facts, chosen) for rule in self.rules) and all(
            one.value(self.facts, values) == one.value(self.facts, self.now) for one in self.held
        )
