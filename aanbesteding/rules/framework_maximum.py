"""What is spent over the whole term stays within the greatest value of the framework."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.money import Covers, spend_terms, spent
from aanbesteding.rules.rule import Count, Row, Rule, Sentence


class FrameworkMaximum(Rule):
    """Planned spend × how often the plan fits in the term ≤ greatest value, per lot; in cents."""

    kind: Literal["framework_maximum"] = Field(
        default="framework_maximum", description="Standing rule."
    )

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield one row per lot that states a greatest value."""
        for framework in facts.frameworks:
            picks = facts.by_lot.get(framework.lot, ())
            volumes = (volume for pick in picks for volume in facts.by_pick[pick])
            fees = (fee for pick in picks for fee in facts.fees_of.get(pick, ()))
            spend = spend_terms(facts, volumes, fees)
            terms = {key: framework.times * cents for key, cents in spend.items()}
            yield Row(self.name, framework.lot, terms, "<=", framework.cents)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the cents spent in each lot over its whole term."""
        for framework in facts.frameworks:
            total = framework.times * spent(facts, chosen, _within(framework.lot))
            yield Count(self.name, framework.lot, total, "<=", framework.cents)

    def sentence(self, part: str) -> Sentence:
        """Return which lot it is."""
        return Sentence("rule.framework_maximum.says", {"part": part})


def _within(lot: str) -> Covers:
    return lambda one: one.lot == lot
