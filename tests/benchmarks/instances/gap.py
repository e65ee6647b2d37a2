"""Generalised assignment (OR-Library): each client group goes to exactly one provider.

Agents m and jobs n; m rows of n costs; m rows of n uses; m capacities; several problems in a file
start with their number. Every file is two problems: the least and the greatest sum of its costs.

A job is a client group of one, and the places it takes differ by provider: the load of a volume.
A group of one cannot be split, so it has one provider without a rule for it. A goal that
maximises on the shelf (quality, points) speaks of a contract, not of a pair of provider and group;
so the greatest sum is stated as spend too, as what each pair stays below the greatest cost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.rules.facts import Facts, Pick, Volume
from aanbesteding.rules.goals import Goal
from tests.benchmarks.instances.facilities import NOBODY_WAITS
from tests.benchmarks.instances.problem import (
    LOT,
    NEED,
    THE_NEED,
    Problem,
    ask,
    fineness,
    numbers,
    text_of,
    titles,
    whole,
)

Rows = Sequence[Sequence[Fraction]]


@dataclass(frozen=True)
class _Given:
    costs: Rows
    uses: Rows
    capacities: Sequence[Fraction]


def read(path: Path) -> Iterator[Problem]:
    """Yield two problems (min, max) for each one in the file; raises ValueError."""
    found = numbers(text_of(path).split())
    several = len(found) != _size(found, 0)
    start = int(several)
    for number in range(1, int(found[0]) + 1 if several else 2):
        end = start + _size(found, start)
        given = _given(found[start:end])
        which = (f"problem={number}",) if several else ()
        yield _least(given, ",".join((*which, "min")))
        yield _greatest(given, ",".join((*which, "max")))
        start = end
    if start != len(found):
        raise ValueError(f"{len(found)} numbers do not fit their sizes")


def _size(found: Sequence[Fraction], start: int) -> int:
    m, n = found[start : start + 2]
    return int(2 + 2 * m * n + m)


def _given(found: Sequence[Fraction]) -> _Given:
    m, n = int(found[0]), int(found[1])
    rows = [found[at : at + n] for at in range(2, 2 + 2 * m * n, n)]
    return _Given(rows[:m], rows[m:], found[2 + 2 * m * n :])


def _least(given: _Given, variant: str) -> Problem:
    return Problem(_facts(given, given.costs), NOBODY_WAITS, Goal(kind="spend"), variant)


def _greatest(given: _Given, variant: str) -> Problem:
    top = max(cost for row in given.costs for cost in row)
    missed = [[top - cost for cost in row] for row in given.costs]
    jobs = len(given.costs[0])

    def worth(value: Exact) -> Exact:
        return simplest(top * jobs - value)

    facts = _facts(given, missed)
    return Problem(facts, NOBODY_WAITS, Goal(kind="spend"), variant, worth=worth)


def _facts(given: _Given, costs: Rows) -> Facts:
    areas = titles("j", len(costs[0]))
    picks = tuple(Pick(name, LOT) for name in titles("a", len(costs)))
    price, load, capacity = {}, {}, {}
    for pick, row, uses, most in zip(picks, costs, given.uses, given.capacities, strict=True):
        fine = fineness([*uses, most])
        capacity[pick, NEED] = whole(most * fine)
        for area, cost, use in zip(areas, row, uses, strict=True):
            volume = Volume(pick.bidder, *ask(area))
            price[volume], load[volume] = simplest(cost), whole(use * fine)
    return Facts(
        picks=picks,
        volumes=tuple(price),
        needs=(THE_NEED,),
        demand={ask(area): 1 for area in areas},
        capacity=capacity,
        price=price,
        serves=dict.fromkeys(picks, frozenset(areas)),
        lots=(LOT,),
        areas=areas,
        load=load,
    )
