"""Nobody serves more than they offered, and nobody without a contract."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import Field

from aanbesteding.rules.facts import Chosen, Facts, Pick, Volume
from aanbesteding.rules.rule import Count, Exact, Key, Row, Rule, Sentence


class Capacity(Rule):
    """Volume ≤ offered capacity × contract, per bidder, lot, need level and period."""

    kind: Literal["capacity"] = Field(default="capacity", description="Standing rule.")

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield one row per offer and period."""
        for group, volumes in _groups(facts).items():
            offered = facts.capacity[group.pick, group.need]
            terms: dict[Key, Exact] = {group.pick: -offered}
            terms.update(dict.fromkeys(volumes, 1))
            yield Row(self.name, _part(facts, group), terms, "<=", 0)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield clients served against capacity; without a contract that is none.

        A solver cannot choose what nobody offered or less than nobody; a record can say so, and
        then it is counted here.
        """
        for group, volumes in _groups(facts).items():
            pick = group.pick
            offered = facts.capacity[pick, group.need] if pick in chosen.contracts else 0
            served = sum(chosen.clients(v) for v in volumes)
            yield Count(self.name, _part(facts, group), served, "<=", offered)
        offers = set(facts.volumes)
        for volume, clients in sorted(chosen.volumes.items()):
            part = _part(facts, _Group(volume.pick, volume.need, volume.period))
            if clients < 0:
                yield Count(self.name, part, clients, ">=", 0)
            elif volume not in offers:
                yield Count(self.name, part, clients, "<=", 0)

    def sentence(self, part: str) -> Sentence:
        """Return whose capacity it is."""
        return Sentence("rule.capacity.says", {"part": part})


class _Group(NamedTuple):
    pick: Pick
    need: str
    period: str


def _part(facts: Facts, group: _Group) -> str:
    part = f"{group.pick.bidder}/{group.pick.lot}/{group.need}"
    periods = {ask.period for ask in facts.demand}
    return part if len(periods) == 1 else f"{part}/{group.period}"


def _groups(facts: Facts) -> dict[_Group, list[Volume]]:
    groups: dict[_Group, list[Volume]] = {}
    for volume in facts.volumes:
        group = _Group(volume.pick, volume.need, volume.period)
        groups.setdefault(group, []).append(volume)
    return groups
