"""Urgent need never waits."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Ask, Chosen, Facts
from aanbesteding.rules.rule import Count, Row, Sentence, Unmet
from aanbesteding.rules.scope import OfCare


class UrgentServed(OfCare):
    """Nobody with an urgent need waits, per lot, need level, area and period."""

    kind: Literal["urgent_served"] = Field(
        default="urgent_served", description="Urgent need is fully served."
    )

    def _urgent(self, facts: Facts) -> Iterator[Ask]:
        return (ask for ask, _ in self.asks(facts) if facts.need[ask.need].urgent)

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per urgent ask: nobody waits."""
        for ask in self._urgent(facts):
            yield Row(self.name, "/".join(ask), {Unmet.of(ask): 1}, "==", 0)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the urgent clients who wait."""
        for ask in self._urgent(facts):
            yield Count(self.name, "/".join(ask), chosen.unmet(facts, ask), "==", 0)

    def sentence(self, part: str) -> Sentence:
        """Return that urgent need does not wait."""
        return Sentence("rule.urgent_served.says", {"part": part})
