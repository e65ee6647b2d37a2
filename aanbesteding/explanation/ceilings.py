"""Budgets with other ceilings than published, in a what-if."""

from collections.abc import Iterator
from dataclasses import replace

from aanbesteding.rules.budget import Budget
from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.rule import Count, Row


class Ceilings(Budget):
    """The rule on budgets with some ceilings moved, in cents by budget; None: no ceiling at all.

    Only the ceilings move: what is a share of a budget stays a share of the published one.
    """

    moved: tuple[tuple[str, int | None], ...]

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield one row per budget that has a ceiling left."""
        for row in super().rows(facts):
            right = dict(self.moved).get(row.part, row.right)
            if right is not None:
                yield row._replace(right=right)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the cents spent under each budget that has a ceiling left."""
        for count in super().counts(facts, chosen):
            required = dict(self.moved).get(count.part, count.required)
            if required is not None:
                yield replace(count, required=required)
