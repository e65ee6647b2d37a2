"""The same bidders win each lot of a group."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Facts
from aanbesteding.rules.grouped import Group, Grouped
from aanbesteding.rules.on_contracts import by_bidder
from aanbesteding.rules.rule import Sentence


class SameProvider(Grouped):
    """Who wins one of the lots in scope wins them all; who did not bid for all wins none."""

    kind: Literal["same_provider"] = Field(
        default="same_provider", description="Gives a group of lots to the same bidders."
    )

    def groups(self, facts: Facts) -> Iterator[Group]:
        """Yield the contracts of each bidder against the lots of the group."""
        lots = len(self.in_scope(facts))
        for bidder, picks in by_bidder(self.picks(facts)).items():
            yield Group(bidder, tuple(picks), lots)

    def sentence(self, part: str) -> Sentence:
        """Return that the winners are the same."""
        return Sentence("rule.same_provider.says", {"part": part, "who": self.whom(*self.lots)})
