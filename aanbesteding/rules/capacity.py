"""Nobody serves more than they offered, and nobody without a contract."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Pick, Volume
from aanbesteding.rules.rule import Count, Key, Row, Rule, Sentence


class Places(NamedTuple):
    """What one bidder offers in a lot for a need level, in one period."""

    pick: Pick
    need: str
    period: str

    def part(self, facts: Facts) -> str:
        """Return its name; the period only where there are several."""
        part = f"{self.pick.bidder}/{self.pick.lot}/{self.need}"
        return part if len(facts.periods) == 1 else f"{part}/{self.period}"


class Capacity(Rule):
    """Capacity taken ≤ capacity offered × contract, per bidder, lot, need level and period.

    Lighter help never counts for heavier need. Where a lot may be bridged (see `substitution`)
    lighter need may take places of heavier need: then all that this need and the heavier ones
    take stays within all that is offered for them.
    """

    kind: Literal["capacity"] = Field(default="capacity", description="Standing rule.")

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield one row per offer and period."""
        offers = volumes_by_places(facts)
        for places, own in offers.items():
            pick, need, period = places
            served = (
                own
                if not facts.bridging
                else [
                    volume
                    for other in facts.places_for(pick.lot, need)
                    for volume in offers.get(Places(pick, other, period), ())
                ]
            )
            taken: dict[Key, Exact] = (
                dict.fromkeys(served, 1)
                if not facts.load
                else {volume: facts.load.get(volume, 1) for volume in served}
            )
            terms: dict[Key, Exact] = {pick: -offered(facts, pick, need), **taken}
            yield Row(self.name, places.part(facts), terms, "<=", 0)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield capacity taken, against what is offered and what heavier need leaves free.

        A solver cannot choose what nobody offered or less than nobody; a record can say so, and
        then it is counted here.
        """
        offers = volumes_by_places(facts)
        for places in offers:
            taken, room = 0, 0
            for need in facts.places_for(places.pick.lot, places.need):
                room = max(room - taken, 0)
                if places.pick in chosen.contracts:
                    room += facts.capacity.get((places.pick, need), 0)
                taken = used(facts, chosen, offers.get(places._replace(need=need), ()))
            yield Count(self.name, places.part(facts), taken, "<=", room)
        known = set(facts.volumes)
        for volume, clients in sorted(chosen.volumes.items()):
            part = Places(volume.pick, volume.need, volume.period).part(facts)
            if clients < 0:
                yield Count(self.name, part, clients, ">=", 0)
            elif volume not in known:
                yield Count(self.name, part, clients, "<=", 0)

    def sentence(self, part: str) -> Sentence:
        """Return whose capacity it is."""
        return Sentence("rule.capacity.says", {"part": part})


def volumes_by_places(facts: Facts) -> Mapping[Places, list[Volume]]:
    """Return the volumes that share one offer in one period."""
    found: dict[Places, list[Volume]] = {}
    for pick, volumes in facts.by_pick.items():
        for volume in volumes:
            found.setdefault(Places(pick, volume.need, volume.period), []).append(volume)
    return found


def offered(facts: Facts, pick: Pick, need: str) -> int:
    """Return the capacity a contract has for a need level, with places of heavier need it may use.

    A need level it made no offer for counts as none.
    """
    if not facts.bridging:
        return facts.capacity.get((pick, need), 0)
    return sum(facts.capacity.get((pick, n), 0) for n in facts.places_for(pick.lot, need))


def used(facts: Facts, chosen: Chosen, volumes: Iterable[Volume]) -> int:
    """Return the capacity that the clients of these volumes take."""
    return sum(facts.load.get(v, 1) * chosen.clients(v) for v in volumes)


def most_units(facts: Facts, volume: Volume) -> int:
    """Return the greatest volume there can be: what is asked, or what the capacity holds."""
    room = offered(facts, volume.pick, volume.need)
    if facts.load:
        room //= facts.load.get(volume, 1)
    return min(facts.demand[volume.ask], room)
