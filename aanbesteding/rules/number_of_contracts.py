"""How many contracts a lot, or all lots together, may have."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.rule import Bounded, Count, Key, Row, Sentence


class NumberOfContracts(Bounded):
    """At least and at most so many contracts per lot, or in all lots together."""

    kind: Literal["number_of_contracts"] = Field(
        default="number_of_contracts", description="Counts contracts."
    )
    together: bool = Field(default=False, description="Count the lots together, not each apart.")

    def _parts(self, facts: Facts) -> Iterator[tuple[str, tuple[str, ...]]]:
        lots = self.in_scope(facts)
        if self.together:
            yield "+".join(lots), lots
        else:
            yield from ((lot, (lot,)) for lot in lots)

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per part and bound."""
        for part, lots in self._parts(facts):
            keys: list[Key] = [p for p in facts.picks if p.lot in lots]
            yield from self.bounded(part, keys)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the number of contracts per part."""
        for part, lots in self._parts(facts):
            yield from self.measured(part, sum(1 for p in chosen.contracts if p.lot in lots))

    def sentence(self, part: str) -> Sentence:
        """Return how many contracts are allowed."""
        return self.says("number_of_contracts", part=part)
