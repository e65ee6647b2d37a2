"""How many may wait."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.rule import Count, Part, Row, Sentence, Unmet
from aanbesteding.rules.scope import OfCare
from aanbesteding.rules.soft import Soft


class Waiting(Soft, OfCare):
    """At most so many clients, or such a share of the demand, wait; per ask.

    The share is a part of one (0.10 is 10 %).
    """

    kind: Literal["waiting"] = Field(default="waiting", description="Bounds who wait.")
    at_most: int | None = Field(default=None, ge=0, description="Most clients who may wait.")
    at_most_share: Part | None = Field(
        default=None, description="Greatest share of the demand that may wait."
    )

    @model_validator(mode="after")
    def _some_limit(self) -> Self:
        if self.at_most is None and self.at_most_share is None:
            raise ValueError("at_most or at_most_share is needed")
        return self

    def _limits(self, asked: int) -> Iterator[Exact]:
        if self.at_most is not None:
            yield self.at_most
        if self.at_most_share is not None:
            yield Fraction(self.at_most_share) * asked

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per ask and limit."""
        for ask, asked in self.asks(facts):
            part, waiting = "/".join(ask), Unmet.of(ask)
            for limit in self._limits(asked):
                yield Row(self.name, part, {waiting: 1}, "<=", limit)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the clients who wait."""
        for ask, asked in self.asks(facts):
            for limit in self._limits(asked):
                waiting = chosen.unmet(facts, ask)
                yield Count(self.name, "/".join(ask), waiting, "<=", limit)

    def sentence(self, part: str) -> Sentence:
        """Return how many may wait."""
        which = "share" if self.at_most is None else "clients"
        if self.at_most is not None and self.at_most_share is not None:
            which = "both"
        values = {"at_most": self.at_most, "share": self.at_most_share, "part": part}
        return Sentence(f"rule.waiting.{which}", values)
