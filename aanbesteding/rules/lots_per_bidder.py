"""How many lots one bidder, or one company, may win."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.companies import companies
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.none_or import needs_helper, none_or_count, none_or_rows
from aanbesteding.rules.on_contracts import OnContracts, by_bidder
from aanbesteding.rules.rule import Bounded, Count, Helper, Key, Row, Sentence


class LotsPerBidder(OnContracts, Bounded):
    """Each bidder in scope gets at least and at most so many of the lots in scope.

    Per company it counts the contracts in which the company takes part.
    """

    kind: Literal["lots_per_bidder"] = Field(
        default="lots_per_bidder", description="Counts the lots of each bidder."
    )
    or_none: bool = Field(default=False, description="Who gets no lot at all is no breach.")
    per_company: bool = Field(
        default=False, description="Count per company instead: all bids it stands behind."
    )

    def _parts(self, facts: Facts) -> Iterator[tuple[str, tuple[str, ...]]]:
        bidders = by_bidder(self.picks(facts))
        if self.per_company:
            yield from companies(facts, bidders).items()
        else:
            yield from ((bidder, (bidder,)) for bidder in bidders)

    def _keys(self, facts: Facts) -> Iterator[tuple[str, list[Key]]]:
        theirs = by_bidder(self.picks(facts))
        for part, bidders in self._parts(facts):
            yield part, [pick for bidder in bidders for pick in theirs[bidder]]

    def most_contracts(self, facts: Facts) -> Iterator[tuple[int, tuple[Pick, ...]]]:
        """Yield per bidder or company the most contracts it may have, and of which."""
        if self.at_most is None:
            return
        theirs = by_bidder(self.picks(facts))
        for _, bidders in self._parts(facts):
            yield self.at_most, tuple(pick for bidder in bidders for pick in theirs[bidder])

    def bounds(self) -> Iterator[tuple[str, int]]:
        """Yield each bound that holds for who gets no lot as well."""
        yield from (b for b in super().bounds() if b[0] == "<=" or not self.or_none)

    @property
    def _least(self) -> int:
        """The least for who gets any lot, where who gets none is no breach."""
        return (self.at_least or 0) if self.or_none else 0

    def helpers(self, facts: Facts) -> Iterator[tuple[Key, int]]:
        """Yield whether a bidder gets any lot, where the rows need to know."""
        for part, keys in self._keys(facts):
            if needs_helper(keys, self._least):
                yield self._any(part), 1

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield the rows of each bidder: one per bound, or none or at least so many."""
        for part, keys in self._keys(facts):
            yield from none_or_rows(self.name, part, keys, self._least, self._any(part))
            yield from self.bounded(part, keys)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the lots each bidder has won."""
        won = by_bidder(self.given(facts, chosen))
        for part, bidders in self._parts(facts):
            lots = sum(len(won.get(bidder, ())) for bidder in bidders)
            if self._least:
                yield none_or_count(self.name, part, lots, self._least)
            yield from self.measured(part, lots)

    def _any(self, part: str) -> Helper:
        return Helper(self.name, part, "any")

    def sentence(self, part: str) -> Sentence:
        """Return how many lots are allowed."""
        or_none = ".or_none" if self._least else ""
        return self.says(f"lots_per_bidder{or_none}", part=part, who=self.whom(*self.lots))
