"""Providers with a capacity and a fixed cost, municipalities with a demand, as facts.

The cost of serving a municipality is published for all of its demand; a unit costs its part of it,
exactly. The fixed cost is what a contract costs in itself. Money is counted in thousandths, as the
published values are. Where demand or capacity isn't whole, units are made so small that they are.
"""

from collections.abc import Sequence
from fractions import Fraction

from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.rules import STANDING
from aanbesteding.rules.facts import Facts, Fee, Pick, Volume
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.waiting import Waiting
from tests.benchmarks.instances.problem import (
    LOT,
    NEED,
    PERIOD,
    THE_NEED,
    Provider,
    ask,
    fineness,
    titles,
    whole,
)

THOUSANDTHS = 1000
NOBODY_WAITS: tuple[Rule, ...] = (*STANDING, Waiting(at_most=0))


def in_money(thousandths: Exact) -> Exact:
    """Return an amount in the unit of the file."""
    return simplest(Fraction(thousandths) / THOUSANDTHS)


def facility_facts(
    providers: Sequence[Provider],
    demand: Sequence[Fraction],
    costs: Sequence[Sequence[Fraction]],
    divisible: bool,
) -> Facts:
    """Return the facts; `costs` has a row per municipality, with the cost for each provider.

    Raises ValueError for a municipality without demand that costs something: no volume pays it.
    """
    areas = titles("m", len(demand))
    fine = fineness([*demand, *(provider.capacity for provider in providers)])
    picks = tuple(Pick(provider.name, LOT) for provider in providers)
    price = {}
    for area, asked, row in zip(areas, demand, costs, strict=True):
        if not asked and any(row):
            raise ValueError(f"{area} asks nothing and costs something")
        for pick, cost in zip(picks, row, strict=True):
            if asked:
                price[Volume(pick.bidder, *ask(area))] = simplest(
                    cost * THOUSANDTHS / (asked * fine)
                )
    pairs = tuple(zip(picks, providers, strict=True))
    return Facts(
        picks=picks,
        volumes=tuple(price),
        needs=(THE_NEED,),
        demand={ask(a): whole(asked * fine) for a, asked in zip(areas, demand, strict=True)},
        capacity={(pick, NEED): whole(one.capacity * fine) for pick, one in pairs},
        price=price,
        serves=dict.fromkeys(picks, frozenset(areas)),
        lots=(LOT,),
        areas=areas,
        fees={Fee(*pick, areas[0], PERIOD): simplest(one.fee * THOUSANDTHS) for pick, one in pairs},
        divisible=frozenset({NEED} if divisible else ()),
    )
