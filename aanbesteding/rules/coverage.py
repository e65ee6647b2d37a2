"""In every area there are enough partners."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.rule import Bounded, Count, Key, Row, Sentence


class Coverage(Bounded):
    """At least so many contracts whose bidder serves the area, for each area named."""

    kind: Literal["coverage"] = Field(default="coverage", description="Counts partners per area.")
    areas: tuple[str, ...] = Field(default=(), description="Areas; empty: every area of the lot.")

    def _parts(self, facts: Facts) -> Iterator[tuple[str, str]]:
        for lot in self.in_scope(facts):
            yield from ((lot, area) for area in self.areas or facts.areas_of(lot))

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per lot, area and bound."""
        for lot, area in self._parts(facts):
            keys: list[Key] = [
                p for p in facts.picks if p.lot == lot and area in facts.serves.get(p, ())
            ]
            yield from self.bounded(_part(facts, lot, area), keys)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the contracts counted per area."""
        for lot, area in self._parts(facts):
            serving = [
                p for p in chosen.contracts if p.lot == lot and area in facts.serves.get(p, ())
            ]
            yield from self.measured(_part(facts, lot, area), len(serving))

    def sentence(self, part: str) -> Sentence:
        """Return how many partners the area needs."""
        return self.says("coverage", part=part)


def _part(facts: Facts, lot: str, area: str) -> str:
    return area if len(facts.lots) == 1 else f"{lot}/{area}"
