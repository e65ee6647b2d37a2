"""Multi-dimensional knapsack (OR-Library): bids under several budgets, for the most points.

The number of problems; then per problem its variables n, constraints m and optimum (0: unknown),
n values, m rows of n amounts, m limits. A bid is a contract with its value as points and, per
budget, its amount as what the contract costs in itself; each budget has an area of its own.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from aanbesteding.basis.exact import simplest
from aanbesteding.rules import STANDING
from aanbesteding.rules.facts import BudgetFact, Facts, Fee, Pick
from aanbesteding.rules.goals import Goal
from tests.benchmarks.instances.problem import (
    LOT,
    PERIOD,
    Problem,
    fineness,
    text_of,
    titles,
    whole,
)


def read(path: Path) -> Iterator[Problem]:
    """Yield the problems of a file, each with the optimum in its header; raises ValueError."""
    words = text_of(path).split()
    start, several = 1, int(words[0])
    for number in range(1, several + 1):
        n, m = int(words[start]), int(words[start + 1])
        end = start + 3 + n + m * n + m
        found = [Fraction(word) for word in words[start + 3 : end]]
        if len(found) != n + m * n + m:
            raise ValueError(f"problem {number}: {len(found)} numbers for {n} bids, {m} budgets")
        rows = [found[at : at + n] for at in range(n, n + m * n, n)]
        facts = knapsack(found[:n], rows, found[n + m * n :])
        variant = f"problem={number}" if several > 1 else ""
        optimum = words[start + 2] if Fraction(words[start + 2]) else ""
        yield Problem(facts, STANDING, Goal(kind="points"), variant, optimum)
        start = end
    if start != len(words):
        raise ValueError(f"{len(words)} numbers do not fit their sizes")


def knapsack(
    values: Sequence[Fraction], amounts: Sequence[Sequence[Fraction]], limits: Sequence[Fraction]
) -> Facts:
    """Return bids worth so many points, with a row of amounts and a limit per budget."""
    picks = tuple(Pick(name, LOT) for name in titles("b", len(values)))
    areas = titles("c", len(limits))
    fees, budgets = {}, []
    for area, row, limit in zip(areas, amounts, limits, strict=True):
        fine = fineness([*row, limit])
        for pick, amount in zip(picks, row, strict=True):
            if amount:
                fees[Fee(*pick, area, PERIOD)] = whole(amount * fine)
        budgets.append(
            BudgetFact(
                area,
                whole(limit * fine),
                frozenset({LOT}),
                frozenset(),
                frozenset({area}),
                frozenset({PERIOD}),
            )
        )
    return Facts(
        picks=picks,
        volumes=(),
        needs=(),
        demand={},
        capacity={},
        price={},
        budgets=tuple(budgets),
        points=dict(zip(picks, map(Fraction, values), strict=True)),
        lots=(LOT,),
        areas=areas,
        fees={fee: simplest(Fraction(cents)) for fee, cents in fees.items()},
    )
