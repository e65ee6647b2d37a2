"""A stated value for a contract with some bidders: a bonus, a malus, a price on diversity."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.basis.exact import Exact, cents
from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.rule import Count, Row, Sentence, Terms
from aanbesteding.rules.scope import OfBids
from aanbesteding.rules.soft import Amount, Valued


class Preference(OfBids, Valued):
    """Each contract in scope that is given adds `value` euros to the stated value of the award.

    Below nothing it is a malus. It forbids nothing and pays nobody: only the goal `stated_value`
    looks at it.
    """

    kind: Literal["preference"] = Field(
        default="preference", description="States a value per contract."
    )
    value: Amount = Field(description="Euros a contract is worth; below nothing for a malus.")

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield nothing: it forbids nothing."""
        yield from ()

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield nothing: it requires nothing."""
        yield from ()

    def worth_terms(self, facts: Facts) -> Terms:
        """Return the value per contract in scope, in cents."""
        return dict.fromkeys(self.picks(facts), cents(self.value))

    def worth(self, facts: Facts, chosen: Chosen) -> Exact:
        """Return the value of the contracts given, in cents."""
        given = sum(
            1
            for pick in chosen.contracts
            if pick.lot in self.in_scope(facts) and self.concerns(facts, pick.bidder)
        )
        return given * cents(self.value)

    def sentence(self, part: str) -> Sentence:
        """Return what a contract is worth, or costs."""
        which = "malus" if self.value < 0 else "bonus"
        return Sentence(f"rule.preference.{which}", {"part": part, "value": abs(self.value)})
