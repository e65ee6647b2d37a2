"""In every area, and there for every need level, are enough partners."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from pydantic import Field

from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.on_contracts import OnContracts
from aanbesteding.rules.rule import Bounded, Count, Row, Sentence
from aanbesteding.rules.soft import Soft


class Coverage(Soft, OnContracts, Bounded):
    """At least so many contracts whose bidder serves the area, for each area named.

    With needs named it counts per area and need level, and only who offers that need there.
    """

    kind: Literal["coverage"] = Field(default="coverage", description="Counts partners per area.")
    areas: tuple[str, ...] = Field(default=(), description="Areas; empty: every area of the lot.")
    needs: tuple[str, ...] = Field(
        default=(), description="Need levels, each counted apart; empty: the area as a whole."
    )

    def _places(self, facts: Facts) -> Iterator["_Place"]:
        asked = {(ask.lot, ask.need) for ask in facts.demand}
        with_demand = {lot for lot, _ in asked}
        for lot in self.in_scope(facts):
            needs = [n for n in self.needs if (lot, n) in asked or lot not in with_demand]
            for area in self.areas or facts.areas_of(lot):
                yield from (_Place(lot, area, need) for need in (needs if self.needs else ("",)))

    def _counted(self, facts: Facts, picks: Iterable[Pick]) -> Iterator[tuple[str, list[Pick]]]:
        """Yield each part with those of these contracts that count for it."""
        of_lot: dict[str, list[Pick]] = {}
        for pick in picks:
            of_lot.setdefault(pick.lot, []).append(pick)
        there = _covering(facts)
        for place in self._places(facts):
            found = [pick for pick in of_lot.get(place.lot, ()) if there(pick, place)]
            yield _part(facts, place), found

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per lot, area, need level if any is named, and bound."""
        for part, picks in self._counted(facts, self.picks(facts)):
            yield from self.bounded(part, list(picks))

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the contracts counted per area and need level."""
        for part, given in self._counted(facts, self.given(facts, chosen)):
            yield from self.measured(part, len(given))

    def sentence(self, part: str) -> Sentence:
        """Return how many partners are needed."""
        key = "coverage.needs" if self.needs else "coverage"
        return self.says(key, part=part, who=self.whom())


class _Place(NamedTuple):
    lot: str
    area: str
    need: str


def _covering(facts: Facts) -> Callable[[Pick, _Place], bool]:
    """Return whether a contract counts for a place.

    Where care is asked there, who can serve it counts; elsewhere who works there and has room.
    """
    asked = {(ask.lot, ask.area, ask.need) for ask in facts.demand}
    offered: set[tuple[Pick, str, str]] = set()

    def covers(pick: Pick, place: _Place) -> bool:
        works_there = place.area in facts.serves.get(pick, ())
        if not place.need:
            return works_there
        if place in asked:
            if not offered:
                offered.update((v.pick, v.area, v.need) for v in facts.volumes)
            works_there = (pick, place.area, place.need) in offered
        rooms = (facts.capacity.get((pick, n), 0) for n in facts.places_for(pick.lot, place.need))
        return works_there and any(rooms)

    return covers


def _part(facts: Facts, place: _Place) -> str:
    if place.need:
        return "/".join(place)
    return place.area if len(facts.lots) == 1 else f"{place.lot}/{place.area}"
