"""In which area a bidder serves its clients: the best ranked bidder the first areas first."""

from collections.abc import Sequence

from aanbesteding.rules.facts import Chosen, Facts, Volume

Group = tuple[str, str, str, str]


def _group(volume: Volume) -> Group:
    return volume.bidder, volume.lot, volume.need, volume.period


def spread_order(facts: Facts, chosen: Chosen) -> tuple[Volume, ...]:
    """Return the volumes that could lie in another area, in the order in which areas are filled."""
    inside: dict[Group, list[Volume]] = {}
    for volume in facts.volumes:
        inside.setdefault(_group(volume), []).append(volume)
    several = [
        volume
        for group in inside.values()
        if len(group) > 1 and any(chosen.clients(one) for one in group)
        for volume in group
    ]
    asks = {ask: number for number, ask in enumerate(facts.demand)}
    priority = {need.id: need.priority for need in facts.needs}
    return tuple(
        sorted(
            several,
            key=lambda v: (priority[v.need], -facts.points[v.pick], v.bidder, asks[v.ask]),
        )
    )


def laid_down(facts: Facts, chosen: Chosen, order: Sequence[Volume]) -> bool:
    """Return whether each volume is all that its bidder has left, or its area still asks.

    Then none can be larger without making one before it in the order smaller.
    """
    spread = set(order)
    left: dict[Group, int] = {}
    for volume in order:
        left[_group(volume)] = left.get(_group(volume), 0) + chosen.clients(volume)
    asked = {
        ask: units - sum(chosen.clients(v) for v in facts.by_ask[ask] if v not in spread)
        for ask, units in facts.demand.items()
    }
    for volume in order:
        clients = chosen.clients(volume)
        if clients != min(left[_group(volume)], asked[volume.ask]):
            return False
        left[_group(volume)] -= clients
        asked[volume.ask] -= clients
    return True
