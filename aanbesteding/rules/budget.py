"""Spend stays within each ceiling of the tender."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeVar

from pydantic import Field

from aanbesteding.rules.facts import Chosen, Facts, Fee, Volume
from aanbesteding.rules.money import spend_terms, spent
from aanbesteding.rules.rule import Count, Row, Rule, Sentence

Spending = TypeVar("Spending", Volume, Fee)


class Budget(Rule):
    """Spend ≤ ceiling, for every budget and the volumes and fees in its scope; in cents."""

    kind: Literal["budget"] = Field(default="budget", description="Standing rule.")

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield one row per budget."""
        volumes_in, fees_in = _in_lots(facts.volumes), _in_lots(facts.fees)
        for budget in facts.budgets:
            lots = [lot for lot in facts.lots if lot in budget.lots]
            volumes = (v for lot in lots for v in volumes_in.get(lot, ()) if budget.covers(v))
            fees = (f for lot in lots for f in fees_in.get(lot, ()) if budget.covers(f))
            terms = spend_terms(facts, volumes, fees)
            yield Row(self.name, budget.id, terms, "<=", budget.cents)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the cents spent under each budget; what nobody offered has no price."""
        for budget in facts.budgets:
            total = spent(facts, chosen, budget.covers)
            yield Count(self.name, budget.id, total, "<=", budget.cents)

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


def _in_lots(spending: Iterable[Spending]) -> Mapping[str, list[Spending]]:
    found: dict[str, list[Spending]] = {}
    for one in spending:
        found.setdefault(one.lot, []).append(one)
    return found
