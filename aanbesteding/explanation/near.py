"""Rows of a search beside the award: stay near its goals, and differ from what was found."""

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from typing import Literal

from pydantic import SkipValidation

from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.objectives import Objective
from aanbesteding.rules.rule import Count, Helper, Key, Row, Rule, Sentence
from aanbesteding.solving.program import Aim

DIFFERENCE = Helper("unlike", "difference", "")
MOST_UNLIKE = Aim("unlike", {DIFFERENCE: 1}, True)
IN_A_ROW = 20
IN_UNITS = ("unmet", "moved", "contracts")


class Near(Rule):
    """A goal no worse than a limit: what counts as nearly as good."""

    kind: Literal["near"] = "near"
    objective: SkipValidation[Objective]
    limit: SkipValidation[Exact]

    @property
    def _sense(self) -> str:
        return ">=" if self.objective.larger_is_better else "<="

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield the row that keeps the goal within its limit."""
        terms = self.objective.terms(facts)
        yield Row(self.name, self.objective.name, terms, self._sense, self.limit)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the goal's value against its limit."""
        value = simplest(Fraction(self.objective.value(facts, chosen)))
        yield Count(self.name, self.objective.name, value, self._sense, self.limit)

    def sentence(self, part: str) -> Sentence:
        """Return what the goal strives for."""
        return self.objective.sentence()


class Unlike(Rule):
    """At least one contract other than in each award found; a helper counts how many at least."""

    kind: Literal["unlike"] = "unlike"
    found: tuple[frozenset[Pick], ...]

    def helpers(self, facts: Facts) -> Iterator[tuple[Key, int]]:
        """Yield the number of contracts by which it differs from the nearest one found."""
        yield DIFFERENCE, len(facts.picks)

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per award found: the difference with it is not less than the helper."""
        yield Row(self.name, "", {DIFFERENCE: 1}, ">=", 1)
        for number, given in enumerate(self.found):
            terms: dict[Key, Exact] = {p: -1 if p in given else 1 for p in facts.picks}
            terms[DIFFERENCE] = -1
            yield Row(self.name, str(number), terms, ">=", -len(given))

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the number of contracts that differ from each award found."""
        for number, given in enumerate(self.found):
            yield Count(self.name, str(number), len(chosen.contracts ^ given), ">=", 1)

    def sentence(self, part: str) -> Sentence:
        """Return what it asks."""
        return Sentence("alternatives.unlike")


def limit_of(facts: Facts, objective: Objective, best: Exact, within: Fraction) -> Exact:
    """Return the worst value of a goal that is still within a part of its best.

    A part of the best value itself. Where the best is that nobody waits, or nobody moves, it is a
    part of the demand, or of the clients in care. Clients and contracts are rounded down.
    """
    room = abs(Fraction(best)) * within or _whole(facts, objective) * within
    if objective.kind in IN_UNITS:
        room = Fraction(floor(room))
    return simplest(best - room if objective.larger_is_better else best + room)


def _whole(facts: Facts, objective: Objective) -> int:
    """Of how many clients a goal counts some; nothing where it counts no clients."""
    if objective.kind == "unmet":
        return sum(n for ask, n in facts.demand.items() if objective.need in ("", ask.need))
    return sum(facts.incumbent.values()) if objective.kind == "moved" else 0


def first_in_order(facts: Facts) -> tuple[Aim, ...]:
    """Return aims that choose one of equal awards: contracts in the order of lots and bidders."""
    blocks = (
        facts.picks[start : start + IN_A_ROW] for start in range(0, len(facts.picks), IN_A_ROW)
    )
    return tuple(
        Aim(f"order:{number}", {pick: 2 ** (IN_A_ROW - at) for at, pick in enumerate(block)}, True)
        for number, block in enumerate(blocks)
    )


def goals_near(
    facts: Facts,
    goals: tuple[Objective, ...],
    best: tuple[Exact, ...],
    within: Fraction,
    only: str = "",
) -> tuple[Near, ...]:
    """Return a limit for every goal; for `only` one goal: that one, and none worse before it."""
    found: list[Near] = []
    for goal, value in zip(goals, best, strict=True):
        room = within if only in ("", goal.name) else Fraction(0)
        limit = limit_of(facts, goal, value, room)
        found.append(Near(id=f"near:{goal.name}", objective=goal, limit=limit))
        if goal.name == only:
            break
    return tuple(found)
