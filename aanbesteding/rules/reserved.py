"""So many clients of an area are served at least, whatever the others ask."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Ask, Chosen, Facts
from aanbesteding.rules.rule import Count, Row, Rule, Sentence, Unmet


class Reserved(Rule):
    """At least so many units of each ask in scope are served: the part reserved for that area.

    Meant for a lot that regions share; an ask smaller than the reserve must be served whole.
    """

    kind: Literal["reserved"] = Field(default="reserved", description="Keeps volume for an area.")
    areas: tuple[str, ...] = Field(default=(), description="Areas asked for; empty: every one.")
    needs: tuple[str, ...] = Field(default=(), description="Need levels; empty: every one.")
    at_least: int = Field(ge=0, le=10**12, description="Least units served, per ask.")

    def _asks(self, facts: Facts) -> Iterator[tuple[Ask, int]]:
        lots = self.in_scope(facts)
        for ask, asked in facts.demand.items():
            areas = not self.areas or ask.area in self.areas
            if ask.lot in lots and areas and (not self.needs or ask.need in self.needs):
                yield ask, asked

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per ask: no more wait than the reserve leaves."""
        for ask, asked in self._asks(facts):
            most = max(asked - self.at_least, 0)
            yield Row(self.name, "/".join(ask), {Unmet.of(ask): 1}, "<=", most)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the units served of each ask."""
        for ask, asked in self._asks(facts):
            served = asked - chosen.unmet(facts, ask)
            yield Count(self.name, "/".join(ask), served, ">=", min(asked, self.at_least))

    def sentence(self, part: str) -> Sentence:
        """Return how much is reserved."""
        return Sentence("rule.reserved.says", {"at_least": self.at_least, "part": part})
