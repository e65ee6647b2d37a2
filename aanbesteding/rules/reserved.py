"""So many clients of an area are served at least, whatever the others ask."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.rule import Count, Row, Sentence, Unmet
from aanbesteding.rules.scope import OfCare
from aanbesteding.rules.soft import Soft


class Reserved(Soft, OfCare):
    """At least so many units of each ask in scope are served: the part reserved for that area.

    Meant for a lot that regions share; an ask smaller than the reserve must be served whole.
    """

    kind: Literal["reserved"] = Field(default="reserved", description="Keeps volume for an area.")
    at_least: int = Field(ge=0, le=10**12, description="Least units served, per ask.")

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per ask: no more wait than the reserve leaves."""
        for ask, asked in self.asks(facts):
            most = max(asked - self.at_least, 0)
            yield Row(self.name, "/".join(ask), {Unmet.of(ask): 1}, "<=", most)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the units served of each ask."""
        for ask, asked in self.asks(facts):
            served = asked - chosen.unmet(facts, ask)
            yield Count(self.name, "/".join(ask), served, ">=", min(asked, self.at_least))

    def sentence(self, part: str) -> Sentence:
        """Return how much is reserved."""
        return Sentence("rule.reserved.says", {"at_least": self.at_least, "part": part})
