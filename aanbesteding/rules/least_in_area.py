"""Who helps in an area helps enough clients there to keep a team."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.capacity import most_units
from aanbesteding.rules.facts import Chosen, Facts, Pick, Volume
from aanbesteding.rules.none_or import none_or_count
from aanbesteding.rules.rule import Count, Helper, Key, Row, Sentence
from aanbesteding.rules.scope import OfCare
from aanbesteding.rules.soft import Soft


class LeastInArea(Soft, OfCare):
    """A contract serves in each area and period none, or at least so many of the care in scope.

    Where fewer are asked there, all of them are enough.
    """

    kind: Literal["least_in_area"] = Field(
        default="least_in_area", description="Asks a least number of who helps in an area."
    )
    at_least: int = Field(ge=0, description="The least number of clients, for who helps there.")

    def _presences(self, facts: Facts) -> Iterator["_Presence"]:
        """Where each contract can be at work, and how many it has to serve if it is.

        One unit cannot be divided, so where one is enough nothing is asked.
        """
        asked: dict[tuple[str, str, str], int] = {}
        for ask, units in self.asks(facts):
            place = (ask.lot, ask.area, ask.period)
            asked[place] = asked.get(place, 0) + units
        found: dict[tuple[Pick, str, str], list[Volume]] = {}
        for volume in facts.volumes:
            if (volume.lot, volume.area, volume.period) in asked and self.about(volume):
                found.setdefault((volume.pick, volume.area, volume.period), []).append(volume)
        for (pick, area, period), volumes in found.items():
            required = min(self.at_least, asked[pick.lot, area, period])
            if required > 1:
                yield _Presence(pick, _part(facts, pick, area, period), tuple(volumes), required)

    def _present(self, presence: "_Presence") -> Helper:
        return Helper(self.name, "present", presence.part)

    def helpers(self, facts: Facts) -> Iterator[tuple[Key, int]]:
        """Yield a yes or no per contract, area and period: it helps there."""
        yield from ((self._present(presence), 1) for presence in self._presences(facts))

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield that nobody helps who is not present, and that who is present helps enough."""
        for presence in self._presences(facts):
            served: dict[Key, Exact] = dict.fromkeys(presence.volumes, 1)
            present = self._present(presence)
            most = sum(most_units(facts, volume) for volume in presence.volumes)
            yield Row(self.name, presence.part, {**served, present: -most}, "<=", 0)
            yield Row(self.name, presence.part, {**served, present: -presence.required}, ">=", 0)

    def has_room(self, row: Row) -> bool:
        """Return whether this row asks enough; the others say who is present."""
        return row.sense == ">="

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the clients of each contract given in each area, against the least if any."""
        for presence in self._presences(facts):
            if presence.pick in chosen.contracts:
                served = sum(chosen.clients(volume) for volume in presence.volumes)
                yield none_or_count(self.name, presence.part, served, presence.required)

    def sentence(self, part: str) -> Sentence:
        """Return the least number for who helps in an area."""
        values = {"part": part, "at_least": self.at_least, "who": self.whom()}
        return Sentence("rule.least_in_area.says", values)


class _Presence(NamedTuple):
    """One contract in one area and period: what it could serve there, and the least of it."""

    pick: Pick
    part: str
    volumes: tuple[Volume, ...]
    required: int


def _part(facts: Facts, pick: Pick, area: str, period: str) -> str:
    part = f"{pick.bidder}/{pick.lot}/{area}"
    return part if len(facts.periods) == 1 else f"{part}/{period}"
