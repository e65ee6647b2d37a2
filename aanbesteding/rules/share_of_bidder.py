"""Nobody too large over all lots together, and room for those who are named."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.companies import companies
from aanbesteding.rules.facts import Facts
from aanbesteding.rules.on_contracts import by_bidder
from aanbesteding.rules.proportion import Holder, Proportion
from aanbesteding.rules.rule import Sentence
from aanbesteding.rules.scope import OfBids


class ShareOfBidder(Proportion, OfBids):
    """All contracts of a bidder have between a least and a greatest share of the lots in scope.

    Per `party` the contracts behind which one company stands are added up, also those of its
    consortia; per `together` those of all bidders in scope. See `Proportion`.
    """

    kind: Literal["share_of_bidder"] = Field(
        default="share_of_bidder", description="Bounds what one bidder has in all lots together."
    )
    per: Literal["bidder", "party", "together"] = Field(
        default="bidder", description="Whose contracts are added up."
    )

    def holders(self, facts: Facts) -> Iterator[Holder]:
        """Yield each bidder, company or all of them, with the lots in scope as the whole."""
        lots = self.in_scope(facts)
        found = by_bidder(self.picks(facts))
        if self.per == "together":
            yield Holder(
                "+".join(lots), tuple(p for own in found.values() for p in own), lots, True
            )
            return
        groups = {b: (b,) for b in found} if self.per == "bidder" else companies(facts, found)
        for part, bidders in groups.items():
            yield Holder(part, tuple(p for bidder in bidders for p in found[bidder]), lots)

    def sentence(self, part: str) -> Sentence:
        """Return the bounds in words."""
        return self.says(f"share_of_bidder.{self.per}", part, *self.attributes, *self.bidders)
