"""In one lot a company takes part in one contract."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.companies import companies
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.rule import Count, Row, Rule, Sentence


class OneRole(Rule):
    """Per lot, no company stands behind more than one contract: alone or in a consortium.

    Whether subcontractors stand behind a bid is for the tender to say; the facts follow it.
    """

    kind: Literal["one_role"] = Field(
        default="one_role", description="Lets a company into one contract of a lot."
    )

    def _parts(self, facts: Facts) -> Iterator[tuple[str, tuple[Pick, ...]]]:
        """Yield the contracts of each company that stands behind two bids or more in a lot."""
        for lot in self.in_scope(facts):
            bidders = [pick.bidder for pick in facts.by_lot.get(lot, ())]
            for names, theirs in companies(facts, bidders).items():
                if len(theirs) > 1:
                    yield f"{lot}/{names}", tuple(Pick(bidder, lot) for bidder in theirs)

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per lot and company with several bids: at most one of them."""
        for part, picks in self._parts(facts):
            yield Row(self.name, part, dict.fromkeys(picks, 1), "<=", 1)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield in how many contracts of the lot the company takes part."""
        for part, picks in self._parts(facts):
            yield Count(self.name, part, len(chosen.contracts.intersection(picks)), "<=", 1)

    def sentence(self, part: str) -> Sentence:
        """Return that one contract is the most."""
        return Sentence("rule.one_role.says", {"part": part})
