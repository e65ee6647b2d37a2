"""Spend stays within each ceiling of the tender."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.rule import Count, Exact, Key, Row, Rule, Sentence


class Budget(Rule):
    """Price × volume ≤ ceiling, for every budget and the volumes in its scope; in cents."""

    kind: Literal["budget"] = Field(default="budget", description="Standing rule.")

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield one row per budget."""
        for budget in facts.budgets:
            terms: dict[Key, Exact] = {v: facts.price[v] for v in facts.volumes if budget.covers(v)}
            yield Row(self.name, budget.id, terms, "<=", budget.cents)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the cents spent under each budget; what nobody offered has no price."""
        for budget in facts.budgets:
            spent = sum(
                facts.price.get(volume, 0) * clients
                for volume, clients in chosen.volumes.items()
                if budget.covers(volume)
            )
            yield Count(self.name, budget.id, spent, "<=", budget.cents)

    def sentence(self, part: str) -> Sentence:
        """Return which budget it is."""
        return Sentence("rule.budget.says", {"part": part})


def ceiling(facts: Facts, lot: str) -> int:
    """Return the least budget in cents that covers a whole lot; raises KeyError when none does.

    What was asked decides, never who happened to bid.
    """
    found = [
        b.cents
        for b in facts.budgets
        if lot in b.lots and all(b.covers(ask) for ask in facts.demand if ask.lot == lot)
    ]
    if not found:
        raise KeyError(lot)
    return min(found)
