"""What a euro of budget buys: the best award at every ceiling, from the least to enough."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from aanbesteding.basis.errors import RecountError
from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.explanation.budget_search import Found, Search, waiting_completed
from aanbesteding.explanation.judged import Judged
from aanbesteding.rules.facts import BudgetFact
from aanbesteding.tender.decision import AwardMode

POINTS = 20
Answer = tuple["Frontier | None", tuple[Finding, ...]]


@dataclass(frozen=True)
class Waiting:
    """Clients of a need level who wait; `fewer` than at the point before, if there is one."""

    need: str
    clients: int
    fewer: int | None = None


@dataclass(frozen=True)
class Pursued:
    """A goal of the frontier: published, or added so that it is known who waits."""

    goal: str
    kind: str
    need: str
    published: bool


@dataclass(frozen=True)
class Point:
    """A ceiling in cents and the best that can be reached with it, goal after goal.

    `more_cents` and `fewer` clients who wait are counted from the point before; `each` are the
    cents per client fewer. `next_to`: nothing lies between the two.
    """

    cents: int
    values: tuple[Exact, ...]
    waiting: tuple[Waiting, ...]
    contracts: int
    more_cents: int | None = None
    fewer: int | None = None
    each: Exact | None = None
    next_to: bool = False


@dataclass(frozen=True)
class Frontier:
    """Points from the least ceiling at which any award fits to the one beyond which nothing gains.

    The cents are those of the budget `reference`; the other `budgets` are moved in proportion.
    `least`: at a cent less than that of a point, less is reached. `complete`: there are no other
    points. `free`: the ranking decides the award, but not these.
    """

    budgets: tuple[str, ...]
    reference: str
    published_cents: int
    free: bool
    least: bool
    complete: bool
    goals: tuple[Pursued, ...]
    points: tuple[Point, ...]


def frontier(case: Judged, budget: str = "", points: int = POINTS) -> Answer:
    """Return the frontier of one budget, or of all moved together; or a finding without one.

    Raises SolverFailedError, RecountError and TooFineError.
    """
    facts = case.facts
    known = [one.id for one in facts.budgets]
    if not facts.picks or not facts.demand:
        return None, (Finding("R226", Weight.REPAIRABLE),)
    if not known:
        return None, (Finding("R225", Weight.REPAIRABLE),)
    if budget and budget not in known:
        return None, (Finding("R224", Weight.REPAIRABLE, None, {"budget": budget, "known": known}),)
    goals = waiting_completed(facts, case.goals)
    search = Search(facts, case.rules, goals, _moved(facts.budgets, budget))
    found = points_of(search, points)
    if found is None:
        return None, (Finding("R227", Weight.REPAIRABLE),)
    named = {goal.name for goal in case.goals}
    return Frontier(
        tuple(one.id for one in search.budgets),
        search.budgets[0].id,
        search.budgets[0].cents,
        case.tender.choice_mode is AwardMode.RANK_ORDER,
        search.alone,
        found[1],
        tuple(Pursued(g.name, g.kind, g.need, g.name in named) for g in goals),
        found[0],
    ), ()


def _moved(budgets: Sequence[BudgetFact], budget: str) -> tuple[BudgetFact, ...]:
    """The budget that is moved, or all with money in them, the largest first."""
    if budget:
        return tuple(one for one in budgets if one.id == budget)
    by_size = sorted(budgets, key=lambda one: -one.cents)
    return (by_size[0], *(one for one in by_size[1:] if one.cents > 0))


def points_of(search: Search, points: int) -> tuple[tuple[Point, ...], bool] | None:
    """Return the points of a frontier, and whether these are all; None where nothing fits."""
    least, top = search.least(), search.at(None)
    if least is None or top is None:
        return None
    every = _every(search, top, least, points)
    if every is not None:
        return _told(search, every, next_to=True), True
    found = [top]
    for cents in sorted({*_grid(least, top.cents, points), search.budgets[0].cents}):
        one = search.at(cents) if least <= cents < top.cents else None
        if one is not None:
            found.append(one)
    return _told(search, _without_idle(found), next_to=False), False


def _every(search: Search, top: Found, least: int, most: int) -> list[Found] | None:
    """All points, from below: a cent less than a point needs gives the one before it.

    None where there are more than asked, or where it is not proven what a point needs.
    """
    if not search.alone:
        return None
    found = [top]
    while found[-1].cents > least:
        before = search.at(found[-1].cents - 1)
        if before is None or len(found) == most:
            return None
        found.append(before)
    return found[::-1]


def _grid(least: int, most: int, points: int) -> Iterator[int]:
    """So many ceilings at equal distances, both ends included."""
    gaps = max(points - 1, 1)
    yield from (least + (most - least) * at // gaps for at in range(gaps + 1))


def _without_idle(found: Sequence[Found]) -> list[Found]:
    """The cheapest of every result, from below."""
    cheapest: dict[tuple[Exact, ...], Found] = {}
    for one in sorted(found, key=lambda one: one.cents):
        cheapest.setdefault(one.values, one)
    return list(cheapest.values())


def _told(search: Search, found: Sequence[Found], next_to: bool) -> tuple[Point, ...]:
    for before, one in pairwise(found):
        if not search.better(one.values, before.values):
            raise RecountError(f"{one.cents}: no better than with {before.cents}")
    points = [_point(search, one) for one in found]
    return (
        *points[:1],
        *(_after(before, one, next_to) for before, one in pairwise(points)),
    )


def _point(search: Search, one: Found) -> Point:
    facts = search.facts
    asked = {ask.need for ask in facts.demand}
    waiting = tuple(
        Waiting(need.id, sum(one.chosen.unmet(facts, a) for a in facts.demand if a.need == need.id))
        for need in facts.needs
        if need.id in asked
    )
    return Point(one.cents, one.values, waiting, len(one.chosen.contracts))


def _after(before: Point, point: Point, next_to: bool) -> Point:
    waiting = tuple(
        replace(now, fewer=was.clients - now.clients)
        for was, now in zip(before.waiting, point.waiting, strict=True)
    )
    fewer = sum(one.fewer or 0 for one in waiting)
    more = point.cents - before.cents
    each = simplest(Fraction(more, fewer)) if fewer > 0 else None
    return replace(point, waiting=waiting, more_cents=more, fewer=fewer, each=each, next_to=next_to)
