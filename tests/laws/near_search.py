"""Awards nearly as good as the best by plain search, and where the solver's differ from them."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from random import Random
from typing import NamedTuple

from aanbesteding.awarding.optimise import optimise, refine
from aanbesteding.basis.exact import Exact
from aanbesteding.explanation import near as nearby
from aanbesteding.explanation import near_awards as listed
from aanbesteding.explanation.near_awards import Best
from aanbesteding.rules.facts import Pick
from aanbesteding.rules.objectives import Objective
from tests.laws.agreement import Known

PARTS = (Fraction(0), Fraction(1, 100), Fraction(1, 10), Fraction(1, 4), Fraction(1, 2))
MOST = (1, 2, 4, 200)
Given = frozenset[Pick]


class Seen(NamedTuple):
    """An award of plain search: its contracts, its goals, how far from the nearest before it."""

    contracts: Given
    goals: tuple[Exact, ...]
    differs: int


class Near(NamedTuple):
    """What plain search finds, whether that is all, and what every award within the limits says."""

    awards: list[Seen]
    complete: bool
    always: Given
    never: Given


class Limits(NamedTuple):
    """How much worse a goal may be, and which one may, if not all."""

    within: Fraction
    only: str
    most: int


def drawn_limits(r: Random, goals: Sequence[Objective]) -> Limits:
    """Return limits for a case, drawn."""
    only = r.choice(goals).name if r.random() < 0.3 else ""
    return Limits(r.choice(PARTS), only, r.choice(MOST))


def worst(one: Known, limits: Limits) -> list[tuple[Objective, Fraction]]:
    """Return per goal that is held the worst value that still counts, worked out apart."""
    assert one.best is not None
    facts, found = one.looked.facts, []
    for goal, best in zip(one.case.pursued, one.best.worth, strict=True):
        whole = 0
        if goal.kind == "unmet":
            whole = sum(n for ask, n in facts.demand.items() if goal.need in ("", ask.need))
        elif goal.kind == "moved":
            whole = sum(facts.incumbent.values())
        part = limits.within if limits.only in ("", goal.name) else Fraction(0)
        room = part * (abs(Fraction(best)) or whole)
        if goal.kind in ("unmet", "moved", "contracts"):
            room = Fraction(room // 1)
        found.append((goal, best - room if goal.larger_is_better else best + room))
        if goal.name == limits.only:
            break
    return found


def near_by_search(one: Known, limits: Limits) -> Near:
    """Return what plain search finds: every award looked at."""
    facts, goals = one.looked.facts, one.case.pursued
    held = worst(one, limits)
    seen: dict[Given, list[tuple[Exact, ...]]] = {}
    for index in one.looked._allowed(one.case.rules):
        award = one.looked.awards[index]
        within = (_no_worse(goal, goal.value(facts, award), limit) for goal, limit in held)
        if all(within):
            values = tuple(goal.value(facts, award) for goal in goals)
            seen.setdefault(award.contracts, []).append(values)
    best_of = {given: min(several, key=_order(goals)) for given, several in seen.items()}
    ordered = sorted(best_of, key=lambda given: (_order(goals)(best_of[given]), _first(one, given)))
    awards = [Seen(ordered[0], best_of[ordered[0]], 0)]
    left = ordered[1:]
    while left and len(awards) <= limits.most:
        apart = [min(len(given ^ before.contracts) for before in awards) for given in left]
        at = apart.index(max(apart))
        given = left.pop(at)
        awards.append(Seen(given, best_of[given], apart[at]))
    every = [frozenset(given) for given in seen]
    always = frozenset.intersection(*every)
    return Near(awards, not left, always, frozenset(facts.picks) - frozenset.union(*every))


def _no_worse(goal: Objective, value: Exact, limit: Exact) -> bool:
    return value >= limit if goal.larger_is_better else value <= limit


def _order(goals: Sequence[Objective]):  # type: ignore[no-untyped-def]
    """A key by which the best values, goal after goal, come first."""
    signs = [-1 if goal.larger_is_better else 1 for goal in goals]
    return lambda values: [sign * value for sign, value in zip(signs, values, strict=True)]


def _first(one: Known, given: Given) -> list[bool]:
    return [pick not in given for pick in one.looked.facts.picks]


def disagreement(one: Known, limits: Limits) -> str:
    """Return where solver and plain search differ, in a few words; empty when nowhere."""
    facts, rules, goals = one.looked.facts, one.case.rules, one.case.pursued
    found = optimise(facts, rules, goals)
    assert found is not None
    found = refine(facts, rules, found, nearby.first_in_order(facts))
    values = tuple(goal.value for goal in found.goals)
    near = nearby.goals_near(facts, goals, values, limits.within, limits.only)
    best = Best(found.chosen, values, equal=False)
    awards, complete = listed.near_awards(facts, rules, goals, near, best, limits.most)
    searched = near_by_search(one, limits)
    told = [Seen(frozenset(a.contracts), a.goals, a.differs) for a in awards]
    if told != searched.awards or complete != searched.complete:
        return f"{one.name} {limits}: {told} {complete}, search {searched}"
    changing = frozenset[Pick]() if complete else listed.varying(facts, rules, near, awards)
    present = list(listed.presence(facts, awards, changing, frozenset()))
    always = frozenset(Pick(p.bidder, p.lot) for p in present if p.every)
    never = frozenset(Pick(p.bidder, p.lot) for p in present if p.none)
    if (always, never) != (searched.always, searched.never):
        return f"{one.name} {limits}: always {always}, never {never}, search {searched}"
    return ""


def fitting(several: Iterable[Known]) -> list[Known]:
    """Return the cases in which some award keeps all rules."""
    return [one for one in several if one.best is not None]
