"""All of what a bidder bid for, or nothing."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Facts
from aanbesteding.rules.grouped import Group, Grouped
from aanbesteding.rules.on_contracts import by_bidder, name_of
from aanbesteding.rules.rule import Sentence


class AllOrNothing(Grouped):
    """Each bidder gets all lots in scope that it bid for, or none of them.

    With `contracts` named, those are one group, of whichever bidders.
    """

    kind: Literal["all_or_nothing"] = Field(
        default="all_or_nothing", description="Keeps contracts together."
    )

    def groups(self, facts: Facts) -> Iterator[Group]:
        """Yield the contracts of each bidder, or the contracts named."""
        if not self.contracts:
            for bidder, picks in by_bidder(self.picks(facts)).items():
                yield Group(bidder, tuple(picks), len(picks))
            return
        nobodys = set(self.contracts) - set(map(name_of, facts.picks))
        named = tuple(self.picks(facts))
        yield Group("+".join(self.contracts), named, len(named) + len(nobodys))

    def sentence(self, part: str) -> Sentence:
        """Return that it is all or nothing."""
        return Sentence("rule.all_or_nothing.says", {"part": part, "who": self.whom(*self.lots)})
