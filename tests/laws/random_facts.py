"""Tiny tenders drawn at random, with every feature the facts of a choice can have.

A tender is small enough to look at every award there is.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

from aanbesteding.rules.capacity import most_units
from aanbesteding.rules.facts import (
    Ask,
    BudgetFact,
    Chosen,
    Condition,
    Facts,
    Fee,
    FrameworkFact,
    NeedFact,
    Pick,
    Tier,
    Volume,
)
from aanbesteding.rules.substitution import Substitution, bridging_of

MOST_AWARDS = 800
POINTS = (Fraction(1), Fraction(2), Fraction(3), Fraction(7, 2), Fraction(1, 3))
TRAITS, ATTRIBUTES = ("x", "y"), ("klein", "nieuw")


def some(r: Random, items: Sequence[Any], odds: float = 0.5) -> tuple[Any, ...]:
    """Return some of these, in their order, at least one."""
    kept = tuple(item for item in items if r.random() < odds)
    return kept or (r.choice(items),)


def maybe(r: Random, value: Any, odds: float = 0.5) -> Any:
    """Return the value, or None."""
    return value if r.random() < odds else None


def tiny_facts(r: Random) -> Facts:
    """Return a tender with at most `MOST_AWARDS` awards, and more than a few."""
    while True:
        facts = _facts(r)
        if 12 <= size(facts) <= MOST_AWARDS:
            return facts


def size(facts: Facts) -> int:
    """Return how many choices of contracts and volumes there are."""
    found = 1
    for pick in facts.picks:
        volumes = 1
        for volume in facts.by_pick[pick]:
            volumes *= most_units(facts, volume) + 1
        found *= 1 + volumes
    return found


def every_award(facts: Facts) -> Iterator[Chosen]:
    """Yield every choice of contracts, and of volumes under a contract."""
    of_pick = []
    for pick in facts.picks:
        volumes = facts.by_pick[pick]
        ranges = [range(most_units(facts, volume) + 1) for volume in volumes]
        filled = [dict(zip(volumes, units, strict=True)) for units in product(*ranges)]
        of_pick.append([None, *filled])
    for ways in product(*of_pick):
        given = {p: way for p, way in zip(facts.picks, ways, strict=True) if way is not None}
        served = {v: n for way in given.values() for v, n in way.items() if n}
        yield Chosen(frozenset(given), served)


def _facts(r: Random) -> Facts:
    lots = ("L1", "L2")[: r.choice((1, 1, 2))]
    needs = tuple(
        NeedFact(f"n{n}", n + 1, r.random() < 0.2, maybe(r, r.choice((0, 20, 52))))
        for n in range(r.choice((1, 2, 2)))
    )
    areas = ("a0", "a1")[: r.choice((1, 1, 2))]
    periods = ("p0", "p1")[: r.choice((1, 1, 1, 2))]
    cells = [Ask(*c) for c in product(lots, [n.id for n in needs], areas, periods)]
    demand = {ask: r.choice((0, 1, 1, 2, 2, 3)) for ask in some(r, cells, 0.85)}
    bidders = ("A", "B", "C")[: r.choice((2, 3, 3))]
    picks = some(r, [Pick(b, lot) for lot in lots for b in bidders], 0.85)
    offers = {p: some(r, [n.id for n in needs], 0.8) for p in picks}
    capacity = {(p, n): r.choice((0, 1, 1, 2, 2)) for p in picks for n in offers[p]}
    serves = {p: frozenset(some(r, areas, 0.8)) for p in picks}
    volumes = tuple(
        Volume(p.bidder, *ask)
        for p in picks
        for ask in demand
        if ask.lot == p.lot and ask.need in offers[p] and ask.area in serves[p]
    )
    bridging = r.random() < 0.2
    facts = Facts(
        picks=picks,
        volumes=volumes,
        needs=needs,
        demand=demand,
        capacity=capacity,
        price={v: _cents(r) for v in volumes},
        budgets=_budgets(r, lots, tuple(n.id for n in needs), areas, periods),
        serves=serves,
        traits={p: frozenset(t for t in TRAITS if r.random() < 0.5) for p in picks},
        least={p: r.randint(1, 3) for p in picks if r.random() < 0.15},
        points={p: r.choice(POINTS) for p in picks},
        lots=lots,
        areas=areas,
        lot_areas={lot: areas for lot in lots if r.random() < 0.3},
        all_traits=TRAITS,
        fees=_fees(r, picks, areas, periods),
        load={v: 2 for v in volumes if r.random() < 0.3} if r.random() < 0.2 else {},
        free={key: r.randint(0, most) for key, most in capacity.items() if r.random() < 0.7},
        incumbent=_incumbent(r, picks, demand),
        attributes={b: frozenset(a for a in ATTRIBUTES if r.random() < 0.5) for b in bidders},
        parties={b: frozenset({b, *(("X",) if r.random() < 0.4 else ())}) for b in bidders},
        conditions=_conditions(r, bidders, lots),
        divisible=frozenset(n.id for n in needs if r.random() < 0.3),
        bridging=bridging_of([Substitution()], lots, needs) if bridging else {},
        frameworks=_frameworks(r, lots),
        turnover={b: r.choice((0, 300, 600, 1000, 2500)) for b in bidders if r.random() < 0.8},
        years={p: r.choice((Fraction(1, 2), Fraction(181, 365), 2)) for p in some(r, periods, 0.3)},
    )
    return facts if r.random() < 0.75 else _with_tiers(r, facts)


def _cents(r: Random) -> int | Fraction:
    return r.choice((100, 100, 150, 200, 250, 300, Fraction(405, 2)))


def _budgets(
    r: Random,
    lots: Sequence[str],
    needs: Sequence[str],
    areas: Sequence[str],
    periods: Sequence[str],
) -> tuple[BudgetFact, ...]:
    """One over all care, so that a share of the budget has a meaning; and perhaps a smaller one."""
    whole = tuple(map(frozenset, (lots, needs, areas, periods)))
    every = BudgetFact("alles", r.choice((10**6, 1200, 800, 500)), *whole)
    part = tuple(frozenset(some(r, one)) for one in (lots, needs, areas, periods))
    return (every, BudgetFact("deel", r.choice((600, 400, 250)), *part))[: r.choice((1, 1, 2))]


def _fees(
    r: Random, picks: Sequence[Pick], areas: Sequence[str], periods: Sequence[str]
) -> dict[Fee, int | Fraction]:
    if r.random() < 0.7:
        return {}
    return {
        Fee(*p, r.choice(areas), r.choice(periods)): r.choice((50, 100, 300))
        for p in picks
        if r.random() < 0.6
    }


def _incumbent(r: Random, picks: Sequence[Pick], demand: Mapping[Ask, int]) -> dict[Volume, int]:
    if r.random() < 0.5:
        return {}
    cells = [Volume(p.bidder, *ask) for p in picks for ask in demand if ask.lot == p.lot]
    return {v: r.randint(0, 2) for v in cells if r.random() < 0.5}


def _conditions(r: Random, bidders: Sequence[str], lots: Sequence[str]) -> tuple[Condition, ...]:
    if r.random() < 0.75:
        return ()
    return tuple(
        Condition(
            bidder,
            frozenset(some(r, lots, 0.8)),
            r.choice((0, 0, 1, 2)),
            maybe(r, r.choice((1, 2))),
            maybe(r, r.randint(0, 3)),
        )
        for bidder in some(r, bidders)
    )


def _frameworks(r: Random, lots: Sequence[str]) -> tuple[FrameworkFact, ...]:
    if r.random() < 0.8:
        return ()
    times = r.choice((1, 4, Fraction(3, 2)))
    return tuple(FrameworkFact(lot, r.choice((300, 600, 2000)), times) for lot in some(r, lots))


def _with_tiers(r: Random, facts: Facts) -> Facts:
    tiers = {pick: _tiers(r, [n.id for n in facts.needs]) for pick in some(r, facts.picks, 0.5)}
    return Facts(**{**vars_of(facts), "tiers": tiers}) if facts.picks else facts


def vars_of(facts: Facts) -> dict[str, Any]:
    """Return the fields of the facts, without what was worked out of them."""
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


def _tiers(r: Random, needs: Sequence[str]) -> tuple[Tier, ...]:
    border = r.choice((1, 2))
    first = Tier(0, border, {need: _cents(r) for need in needs}, r.choice((0, 0, 50)))
    least = border + r.choice((0, 1, 1, 2))
    after = Tier(least, 9, {need: _cents(r) for need in needs}, r.choice((0, 0, 100)))
    return (first, after)
