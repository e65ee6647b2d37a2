"""How many contracts a lot, or all lots together, may have."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.on_contracts import PerLot
from aanbesteding.rules.rule import Bounded, Count, Row, Sentence
from aanbesteding.rules.soft import Soft


class NumberOfContracts(Soft, PerLot, Bounded):
    """At least and at most so many of the contracts in scope, per lot or in all lots together.

    With `contracts` named it says either or (exactly one) and not together (at most one).
    """

    kind: Literal["number_of_contracts"] = Field(
        default="number_of_contracts", description="Counts contracts."
    )

    def places(self, lot: str) -> int | None:
        """Return the most contracts a lot may have by this rule, if it bounds the whole lot."""
        counts = not (self.together or self.whom()) and (not self.lots or lot in self.lots)
        return self.at_most if counts and self.penalty is None else None

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per part and bound."""
        for part, picks in self.by_part(facts, self.picks(facts)):
            yield from self.bounded(part, list(picks))

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the number of contracts per part."""
        for part, given in self.by_part(facts, self.given(facts, chosen)):
            yield from self.measured(part, len(given))

    def sentence(self, part: str) -> Sentence:
        """Return how many contracts are allowed."""
        return self.says("number_of_contracts", part=part, who=self.whom())
