"""In which area a bidder serves its clients, where nothing published decides it.

Who wins and how much is settled before; what is left is spread so that the best ranked bidder
serves the first areas of the tender first, need by need. The same input then gives the same answer.
"""

from collections.abc import Sequence
from dataclasses import replace

from aanbesteding.awarding.optimise import Optimum, refine
from aanbesteding.awarding.ties import Group, totals
from aanbesteding.rules.facts import Chosen, Facts, Volume
from aanbesteding.rules.rule import Key, Rule, Unmet
from aanbesteding.solving.program import Aim


def spread(facts: Facts, rules: Sequence[Rule], optimum: Optimum) -> tuple[Optimum, bool]:
    """Return the award with one spread over areas, and whether a bidder works in several at all."""
    groups = _several(facts, optimum.chosen)
    if not groups:
        return optimum, False
    order = _in_order(facts, groups)
    filled = _filled(facts, optimum.chosen, groups, order)
    if filled is not None and _fits(facts, rules, optimum, filled):
        return replace(optimum, chosen=filled), True
    aims = [Aim(f"area:{'/'.join(volume)}", {volume: 1}, True) for volume in order]
    return refine(facts, rules, optimum, aims), True


def _several(facts: Facts, chosen: Chosen) -> tuple[Group, ...]:
    """The groups of volumes over areas, where somebody is served and there are several areas."""
    return tuple(g for g in totals(facts) if len(g) > 1 and any(chosen.clients(v) for v in g))


def _in_order(facts: Facts, groups: Sequence[Group]) -> tuple[Volume, ...]:
    """Volumes of needs by priority, bidders by points, areas as in the tender."""
    asks = {ask: number for number, ask in enumerate(facts.demand)}
    return tuple(
        sorted(
            (volume for group in groups for volume in group),
            key=lambda v: (
                facts.need[v.need].priority,
                -facts.points[v.pick],
                v.bidder,
                asks[v.ask],
            ),
        )
    )


def _filled(
    facts: Facts, chosen: Chosen, groups: Sequence[Group], order: Sequence[Volume]
) -> Chosen | None:
    """Each bidder's total laid down area by area in that order, or None when it does not fit.

    Each step takes all it can, so where the whole fits no other spread comes first in the order.
    """
    left = {v: group for group in groups for v in group}
    total = {group: sum(chosen.clients(v) for v in group) for group in groups}
    volumes = {v: n for v, n in chosen.volumes.items() if v not in left}
    open_places = {
        ask: asked - sum(volumes.get(v, 0) for v in facts.by_ask[ask])
        for ask, asked in facts.demand.items()
    }
    for volume in order:
        group = left[volume]
        clients = min(total[group], open_places[volume.ask])
        total[group] -= clients
        open_places[volume.ask] -= clients
        volumes[volume] = clients
    if any(total.values()):
        return None
    return Chosen(chosen.contracts, {v: volumes[v] for v in facts.volumes if volumes.get(v)})


def _fits(facts: Facts, rules: Sequence[Rule], optimum: Optimum, chosen: Chosen) -> bool:
    """Whether another spread breaks no rule and leaves every goal and aim where it is."""
    if any(rule.breaches(facts, chosen) for rule in rules):
        return False
    reached = zip(optimum.pursued, optimum.goals, strict=True)
    if any(goal.value(facts, chosen) != result.value for goal, result in reached):
        return False
    values: dict[Key, int] = dict(optimum.program.values)
    values.update({volume: chosen.clients(volume) for volume in facts.volumes})
    values.update({Unmet.of(ask): chosen.unmet(facts, ask) for ask in facts.demand})
    return all(
        sum(factor * values[key] for key, factor in aim.terms.items()) == reached.value
        for aim, reached in optimum.aims
    )
