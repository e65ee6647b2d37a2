"""Small facts for the tests of rules on volumes: bidders alike but for their points."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from aanbesteding.rules.facts import Ask, BudgetFact, Chosen, Facts, NeedFact, Pick, Volume
from aanbesteding.rules.rule import Rule

NEEDS = (
    NeedFact("zwaar", 1, False, None),
    NeedFact("middel", 2, False, None),
    NeedFact("licht", 3, False, None),
)
GROUP = frozenset(["zwaar", "middel", "licht"])


def facts_of(
    bidders: str, asked: Mapping[str, int], lots: tuple[str, ...] = ("1",), **more: Any
) -> Facts:
    """Facts in which every bidder offers five places of each need level, at a euro."""
    asks = {Ask(lot, need, "a", "p"): units for lot in lots for need, units in asked.items()}
    picks = tuple(Pick(bidder, lot) for lot in lots for bidder in bidders)
    volumes = tuple(Volume(p.bidder, *ask) for p in picks for ask in asks if ask.lot == p.lot)
    every = (frozenset(asked), frozenset("a"), frozenset("p"))
    values: dict[str, Any] = {
        "picks": picks,
        "volumes": volumes,
        "needs": tuple(need for need in NEEDS if need.id in asked),
        "demand": asks,
        "capacity": {(pick, need): 5 for pick in picks for need in asked},
        "price": dict.fromkeys(volumes, 100),
        "budgets": (BudgetFact("heel", 10000, frozenset(lots), *every),),
        "serves": {pick: frozenset("a") for pick in picks},
        "points": {pick: Fraction(90 - 10 * bidders.index(pick.bidder)) for pick in picks},
        "lots": lots,
        "areas": ("a",),
    }
    return Facts(**(values | more))


def award(facts: Facts, *served: tuple[str, int], lot: str = "1") -> Chosen:
    """Contracts for all, with so many units each: `A licht` for a bidder and need level."""
    units: dict[Volume, int] = {}
    for name, number in served:
        bidder, need = name.split()
        units[Volume(bidder, lot, need, "a", "p")] = number
    return Chosen(frozenset(facts.picks), units)


def counted(rule: Rule, facts: Facts, chosen: Chosen) -> list[tuple[str, object, str, object]]:
    return [(c.part, c.counted, c.sense, c.required) for c in rule.counts(facts, chosen)]


def holds(rule: Rule, facts: Facts, chosen: Chosen) -> bool:
    return not rule.breaches(facts, chosen)
