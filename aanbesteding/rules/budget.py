"""Spend stays within each ceiling of the tender."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeVar

from pydantic import Field

from aanbesteding.rules.facts import BudgetFact, Chosen, Facts, Fee, Volume
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
            volumes: list[Volume] = []
            fees: list[Fee] = []
            for lot in (lot for lot in facts.lots if lot in budget.lots):
                found = volumes_in.get(lot, [])
                volumes += found if whole(facts, budget, lot) else filter(budget.covers, found)
                fees += filter(budget.covers, fees_in.get(lot, ()))
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


def whole(facts: Facts, budget: BudgetFact, lot: str) -> bool:
    """Return whether a budget covers all that a lot asks; who happened to bid does not matter."""
    return lot in budget.lots and all(map(budget.covers, facts.asks_of.get(lot, ())))


def ceiling(facts: Facts, lot: str) -> int:
    """Return the least budget in cents that covers a whole lot; raises KeyError when none does."""
    found = [budget.cents for budget in facts.budgets if whole(facts, budget, lot)]
    if not found:
        raise KeyError(lot)
    return min(found)


def _in_lots(spending: Iterable[Spending]) -> Mapping[str, list[Spending]]:
    found: dict[str, list[Spending]] = {}
    for one in spending:
        found.setdefault(one.lot, []).append(one)
    return found
