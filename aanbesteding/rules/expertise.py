"""For every expertise there are enough partners who have it."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.rule import Bounded, Count, Key, Row, Sentence
from aanbesteding.rules.soft import Soft


class Expertise(Soft, Bounded):
    """At least so many contracts whose bidder has the expertise, for each one named."""

    kind: Literal["expertise"] = Field(
        default="expertise", description="Counts partners per expertise."
    )
    expertise: tuple[str, ...] = Field(default=(), description="Which; empty: every expertise.")

    def _parts(self, facts: Facts) -> Iterator[tuple[str, str]]:
        for lot in self.in_scope(facts):
            yield from ((lot, trait) for trait in self.expertise or facts.all_traits)

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per lot, expertise and bound."""
        for lot, trait in self._parts(facts):
            keys: list[Key] = [
                p for p in facts.by_lot.get(lot, ()) if trait in facts.traits.get(p, ())
            ]
            yield from self.bounded(_part(facts, lot, trait), keys)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the contracts counted per expertise."""
        for lot, trait in self._parts(facts):
            having = [
                p for p in chosen.contracts if p.lot == lot and trait in facts.traits.get(p, ())
            ]
            yield from self.measured(_part(facts, lot, trait), len(having))

    def sentence(self, part: str) -> Sentence:
        """Return how many partners must have the expertise."""
        return self.says("expertise", part=part)


def _part(facts: Facts, lot: str, trait: str) -> str:
    return trait if len(facts.lots) == 1 else f"{lot}/{trait}"
