"""Nobody gets a contract while a better ranked bid for the lot does without."""

from collections.abc import Collection, Iterator
from itertools import combinations, pairwise
from typing import Literal, NamedTuple

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.rule import Count, Helper, Key, Row, Rule, Sentence


class Room(NamedTuple):
    """A bidder makes room for the next in rank once it has so many of these contracts."""

    bidder: str
    enough: int
    contracts: tuple[Pick, ...]


class FollowRanking(Rule):
    """The winners of a lot are the first of its ranking; made from the scores, not written down.

    `order` holds the ranking as groups of equally ranked bidders, best first. Who may have enough
    lots by its turn stands in `room`, and is then skipped.
    """

    kind: Literal["follow_ranking"] = Field(default="follow_ranking", description="The ranking.")
    lot: str = Field(description="The lot that was ranked.")
    order: tuple[tuple[str, ...], ...] = Field(description="Bidders by rank, best first.")
    room: tuple[Room, ...] = Field(default=(), description="Who makes room, and when.")

    def helpers(self, facts: Facts) -> Iterator[tuple[Key, int]]:
        """Yield whether a bidder has enough lots by its turn, for each who may; or all have."""
        yield from ((self._full(number), 1) for number, _ in enumerate(self.room))
        yield self._nobody_left, 1

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield contract(better) − contract(worse) ≥ 0, or the better has enough lots already.

        Where nobody makes room it is enough to compare neighbours in rank.
        """
        for number, (_, enough, contracts) in enumerate(self.room):
            terms: dict[Key, Exact] = dict.fromkeys(contracts, 1)
            yield Row(self.name, self.lot, {**terms, self._full(number): -enough}, ">=", 0)
        for better, worse in self._pairs():
            for first in better:
                full = self._full_of(first)
                for second in worse:
                    terms = {Pick(first, self.lot): 1, Pick(second, self.lot): -1}
                    yield Row(self.name, self.lot, {**terms, **dict.fromkeys(full, 1)}, ">=", 0)

    def somebody(self, facts: Facts, able: Collection[str]) -> Iterator[Row]:
        """Yield rows that ask for a winner, unless all who are able have enough lots already."""
        contracts: dict[Key, Exact] = dict.fromkeys(facts.by_lot.get(self.lot, ()), 1)
        full = {bidder: self._full_of(bidder) for bidder in able}
        if not full or not all(full.values()):
            yield Row("chosen", self.lot, contracts, ">=", 1)
            return
        yield Row("chosen", self.lot, {**contracts, self._nobody_left: 1}, ">=", 1)
        for bidder, keys in full.items():
            terms: dict[Key, Exact] = dict.fromkeys(keys, 1)
            yield Row("left", f"{self.lot}/{bidder}", {**terms, self._nobody_left: -1}, ">=", 0)

    def nobody_left(self, able: Collection[str], given: Collection[Pick]) -> bool:
        """Return whether all who are able have enough of the contracts given already."""
        return bool(able) and all(self.made_room(bidder, given) for bidder in able)

    def _full_of(self, bidder: str) -> list[Key]:
        return [self._full(n) for n, room in enumerate(self.room) if room.bidder == bidder]

    @property
    def _nobody_left(self) -> Helper:
        return Helper(self.name, self.lot, "nobody left")

    def _pairs(self) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        return combinations(self.order, 2) if self.room else pairwise(self.order)

    def _full(self, number: int) -> Helper:
        return Helper(self.name, self.lot, f"full {number}")

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield how many bidders were passed over by a worse ranked winner."""
        passed, waiting = 0, 0
        for group in self.order:
            won = [b for b in group if Pick(b, self.lot) in chosen.contracts]
            if won:
                passed += waiting
                waiting = 0
            lost = (b for b in group if b not in won)
            waiting += sum(not self.made_room(b, chosen.contracts) for b in lost)
        yield Count(self.name, self.lot, passed, "<=", 0)

    def made_room(self, bidder: str, given: Collection[Pick]) -> bool:
        """Return whether the contracts given are enough for this bidder to be skipped."""
        mine = (room for room in self.room if room.bidder == bidder)
        return any(sum(one in given for one in room.contracts) >= room.enough for room in mine)

    def sentence(self, part: str) -> Sentence:
        """Return that the ranking is followed."""
        key = "rule.follow_ranking.room" if self.room else "rule.follow_ranking.says"
        return Sentence(key, {"part": part})
