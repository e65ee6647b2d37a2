"""A client group has one provider, not several."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.capacity import most_units
from aanbesteding.rules.facts import Ask, Chosen, Facts, Volume
from aanbesteding.rules.rule import Count, Helper, Key, Row, Sentence
from aanbesteding.rules.scope import OfCare
from aanbesteding.rules.soft import Soft


class SingleProvider(Soft, OfCare):
    """At most one bidder serves each ask: the same need level in the same lot, area and period."""

    kind: Literal["single_provider"] = Field(
        default="single_provider", description="One provider per area and need level."
    )

    def _shared(self, facts: Facts) -> Iterator[tuple[Ask, dict[Volume, int]]]:
        """The asks that several bidders could serve, each with what they could serve of it.

        One unit cannot be divided, so an ask of one unit has one provider anyhow.
        """
        for ask, asked in self.asks(facts):
            able = {v: most_units(facts, v) for v in facts.by_ask[ask]}
            able = {volume: most for volume, most in able.items() if most}
            if asked > 1 and len(able) > 1:
                yield ask, able

    def helpers(self, facts: Facts) -> Iterator[tuple[Key, int]]:
        """Yield a yes or no per volume: this bidder is the provider."""
        for _, able in self._shared(facts):
            yield from ((self._provider(volume), 1) for volume in able)

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield per ask: volume ≤ what the bidder could serve × provider, and one provider."""
        for ask, able in self._shared(facts):
            part = "/".join(ask)
            for volume, most in able.items():
                terms: dict[Key, Exact] = {volume: 1, self._provider(volume): -most}
                yield Row(self.name, part, terms, "<=", 0)
            yield Row(self.name, part, {self._provider(v): 1 for v in able}, "<=", 1)

    def has_room(self, row: Row) -> bool:
        """Return whether this row bounds the providers; the others say who is one."""
        return not any(isinstance(key, Volume) for key in row.terms)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield how many bidders serve each ask."""
        for ask, _ in self.asks(facts):
            serving = sum(1 for volume in facts.by_ask[ask] if chosen.clients(volume))
            yield Count(self.name, "/".join(ask), serving, "<=", 1)

    def _provider(self, volume: Volume) -> Helper:
        return Helper(self.name, "provider", "/".join(volume))

    def sentence(self, part: str) -> Sentence:
        """Return that there is one provider."""
        return Sentence("rule.single_provider.says", {"part": part})
