"""What a record tells only where a tender uses it: combinations, discounts, who moves."""

from collections.abc import Iterator, Sequence
from typing import Any

from aanbesteding.awarding.decision import Combination, Decision, GoalResult, Outcome
from aanbesteding.basis.exact import simplest
from aanbesteding.rules.facts import Chosen, Condition, Facts
from aanbesteding.rules.lots_per_bidder import LotsPerBidder
from aanbesteding.rules.one_role import OneRole
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.share_of_bidder import ShareOfBidder
from aanbesteding.rules.soft import Softened
from aanbesteding.rules.substitution import bridged
from aanbesteding.rules.tiers import tiers_in_force

Entry = dict[str, Any]


def further(facts: Facts, rules: Sequence[Rule], decision: Decision) -> Entry:
    """Return the parts of the record that most decisions do not have; see docs/award-json.md."""
    found: Entry = {}
    if decision.combination is not None:
        found["combination"] = _combination(decision.combination)
    if decision.outcome is Outcome.AWARDED:
        chosen = decision.chosen
        parts = {
            "discounts": _discounts(facts, chosen),
            "bridged": _bridged(facts, chosen),
            "moved": _moved(facts, chosen),
            "conditions": (_condition(facts, chosen, one) for one in facts.conditions),
            "companies": _companies(facts, rules),
        }
        listed = {name: list(rows) for name, rows in parts.items()}
        found |= {name: rows for name, rows in listed.items() if rows}
    return found


def _combination(found: Combination) -> Entry:
    return {
        "combined": [pick._asdict() for pick in found.combined],
        "per_lot": [_reached(goal) for goal in found.per_lot],
        "together": [_reached(goal) for goal in found.together],
        "won": found.won,
    }


def _reached(goal: GoalResult) -> Entry:
    return {"goal": goal.goal, "value": goal.value}


def _discounts(facts: Facts, chosen: Chosen) -> Iterator[Entry]:
    """The tier of each discount that holds, and what it saves beside the prices without it."""
    for pick, tier in tiers_in_force(facts, chosen).items():
        bought = [(volume, chosen.clients(volume)) for volume in facts.by_pick[pick]]
        listed = simplest(sum(facts.price[volume] * units for volume, units in bought))
        spend = simplest(sum(tier.price[v.need] * units for v, units in bought) + tier.fee)
        yield {
            **pick._asdict(),
            "units": sum(units for _, units in bought),
            "least": tier.least,
            "most": tier.most,
            "listed_cents": listed,
            "spend_cents": spend,
            "saved_cents": simplest(listed - spend),
        }


def _bridged(facts: Facts, chosen: Chosen) -> Iterator[Entry]:
    """The places of heavier need that lighter need takes."""
    for (pick, need, period), places in bridged(facts, chosen).items():
        yield {**pick._asdict(), "need": need, "period": period, "places": places}


def _moved(facts: Facts, chosen: Chosen) -> Iterator[Entry]:
    """Clients in care who stay and who move, per provider, lot and need level."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for volume, clients in facts.incumbent.items():
        total = found.setdefault((volume.bidder, volume.lot, volume.need), [0, 0])
        total[0] += clients
        total[1] += min(clients, chosen.clients(volume))
    for (bidder, lot, need), (clients, stay) in found.items():
        counted = {"in_care": clients, "stay": stay, "move": clients - stay}
        yield {"bidder": bidder, "lot": lot, "need": need, **counted}


def _condition(facts: Facts, chosen: Chosen, asked: Condition) -> Entry:
    """What a bidder asked of its lots together, and what it got: the most units of any period."""
    units = {
        period: sum(
            chosen.clients(volume)
            for pick in facts.by_bidder.get(asked.bidder, ())
            for volume in (facts.by_pick[pick] if pick.lot in asked.lots else ())
            if volume.period == period
        )
        for period in facts.periods
    }
    given = [p for p in chosen.contracts if p.bidder == asked.bidder and p.lot in asked.lots]
    return {
        "bidder": asked.bidder,
        "lots": sorted(asked.lots),
        "at_least": asked.at_least,
        "at_most": asked.at_most,
        "most_units": asked.most_units,
        "given": len(given),
        "units": max(units.values(), default=0),
    }


def _companies(facts: Facts, rules: Sequence[Rule]) -> Iterator[Entry]:
    """The companies behind each bidder, where a rule looks at them."""
    if any(map(_looks_at_companies, rules)):
        for bidder, names in facts.parties.items():
            yield {"bidder": bidder, "companies": sorted(names)}


def _looks_at_companies(rule: Rule) -> bool:
    stated = rule.rule if isinstance(rule, Softened) else rule
    return (
        isinstance(stated, OneRole)
        or (isinstance(stated, LotsPerBidder) and stated.per_company)
        or (isinstance(stated, ShareOfBidder) and stated.per == "party")
    )
