"""Everybody who asks is served or waits; nobody is served twice."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.rule import Count, Key, Row, Rule, Sentence, Unmet


class Demand(Rule):
    """Volumes + waiting = demand, per lot, need level, area and period."""

    kind: Literal["demand"] = Field(default="demand", description="Standing rule.")

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield one equation per ask."""
        for ask, asked in facts.demand.items():
            keys: list[Key] = [*facts.by_ask[ask], Unmet.of(ask)]
            yield Row(self.name, "/".join(ask), dict.fromkeys(keys, 1), "==", asked)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield clients served, which may not exceed the demand."""
        for ask, asked in facts.demand.items():
            served = sum(chosen.clients(v) for v in facts.by_ask[ask])
            yield Count(self.name, "/".join(ask), served, "<=", asked)

    def sentence(self, part: str) -> Sentence:
        """Return which demand it is."""
        return Sentence("rule.demand.says", {"part": part})
