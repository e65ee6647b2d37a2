"""Enough places are free at once."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.rule import Count, Key, Row, Sentence
from aanbesteding.rules.soft import Soft


class _Place(NamedTuple):
    lot: str
    need: str
    area: str

    @property
    def part(self) -> str:
        return "/".join(name for name in self if name)

    def at(self, facts: Facts, pick: Pick) -> bool:
        return pick.lot == self.lot and (
            not self.area or self.area in facts.serves.get(pick, frozenset())
        )


class FreeCapacity(Soft):
    """The contracts given have at least so many places free at once, per lot and need level.

    With `areas` it holds in each of them, for whoever serves the area; a place that may be used
    in several areas counts in each. What is free at once is asked in the bid form.
    """

    kind: Literal["free_capacity"] = Field(
        default="free_capacity", description="Asks places that are free at once."
    )
    needs: tuple[str, ...] = Field(default=(), description="Need levels; empty: every one.")
    areas: tuple[str, ...] = Field(default=(), description="Areas; empty: the lot as a whole.")
    at_least: int = Field(ge=0, le=10**12, description="Least places that are free.")

    def _places(self, facts: Facts) -> Iterator[_Place]:
        for lot in self.in_scope(facts):
            asked = dict.fromkeys(ask.need for ask in facts.demand if ask.lot == lot)
            for need in self.needs or asked:
                yield from (_Place(lot, need, area) for area in self.areas or ("",))

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per lot, need level and area."""
        for place in self._places(facts):
            terms: dict[Key, Exact] = {
                pick: facts.free.get((pick, place.need), 0)
                for pick in facts.by_lot.get(place.lot, ())
                if place.at(facts, pick)
            }
            yield Row(self.name, place.part, terms, ">=", self.at_least)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the places free with those who have a contract."""
        for place in self._places(facts):
            found = sum(
                places
                for (pick, need), places in facts.free.items()
                if pick in chosen.contracts and need == place.need and place.at(facts, pick)
            )
            yield Count(self.name, place.part, found, ">=", self.at_least)

    def sentence(self, part: str) -> Sentence:
        """Return how many places are free."""
        return Sentence("rule.free_capacity.says", {"at_least": self.at_least, "part": part})
