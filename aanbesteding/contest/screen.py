"""Which of very many sets of bids could change an order: a sieve that lets nothing through.

A set that is not kept here surely changes nothing: every pair is further apart than the totals
can be off. A set that is kept must be counted exactly.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from aanbesteding.contest.bounded import EPS, Bools, Bounded, Floats, Rows
from aanbesteding.contest.certificate import Kind, Table
from aanbesteding.contest.columns import Columns, blocks
from aanbesteding.contest.compared import winners
from aanbesteding.contest.contest import Contest
from aanbesteding.contest.estimate import Estimator
from aanbesteding.contest.leaving import Bidders, Leaving

_BLOCK = 512


@dataclass(frozen=True)
class Sieve:
    """Sifts sets of bids: first many neighbours at once, then one by one where that is not enough.

    Sets are put in the order of what is asked of the others, so that neighbours give almost the
    same totals.
    """

    contest: Contest
    estimator: Estimator
    before: Table
    places: int

    def kept(self, left_out: Bools, among: Sequence[str]) -> Mapping[Kind, Rows]:
        """Return per kind the sets (rows of left_out, columns as among) that could change it."""
        here = np.ones((len(self._at), left_out.shape[0]), dtype=np.bool_)
        here[[self._at[bidder] for bidder in among]] = ~left_out.T
        hits = {kind: np.zeros(here.shape[1], dtype=np.bool_) for kind in Kind}
        with np.errstate(all="ignore"):
            columns = self.estimator.columns(here)
            order = np.argsort(next(iter(columns.values())).value, kind="stable")
            together = blocks(columns, order, _BLOCK)
            whole = [self.estimator.total(at, together) for at in range(len(self._at))]
            for one, other in combinations(range(len(self.before)), 2):
                pair = _Pair(self, one, other)
                rows = order[np.repeat(pair.in_doubt(whole), _BLOCK)[: len(order)]]
                rows = rows[here[pair.mine, rows] & here[pair.theirs, rows]]
                if len(rows):
                    pair.sift({name: column[rows] for name, column in columns.items()}, rows, hits)
        return {kind: np.flatnonzero(hit) for kind, hit in hits.items()}

    @cached_property
    def _at(self) -> Mapping[str, int]:
        return {entry.bidder: place for place, entry in enumerate(self.contest.entries)}

    def entry(self, place: int) -> int:
        """Return where in the contest the bid at this place of the order stands."""
        return self._at[self.before[place].bidder]

    @cached_property
    def won(self) -> frozenset[str]:
        """The bids that are awarded."""
        return winners(self.before, self.places)


@dataclass(frozen=True)
class _Pair:
    """Two bids, the better one first (or level), and what a change between them would change."""

    sieve: Sieve
    one: int
    other: int

    @cached_property
    def mine(self) -> int:
        """The first in the contest."""
        return self.sieve.entry(self.one)

    @cached_property
    def theirs(self) -> int:
        """The other in the contest."""
        return self.sieve.entry(self.other)

    @property
    def _level(self) -> bool:
        return self.sieve.before[self.one].rank == self.sieve.before[self.other].rank

    def in_doubt(self, whole: Sequence[Bounded]) -> Bools:
        """Where totals are not surely as far apart as they were; nowhere for equal offers."""
        mine, theirs = (self.sieve.contest.entries[at] for at in (self.mine, self.theirs))
        apart, off = self._apart(whole[self.mine], whole[self.theirs])
        if (mine.values, mine.price) == (theirs.values, theirs.price):
            return np.zeros_like(apart, dtype=np.bool_)
        return np.ones_like(apart, dtype=np.bool_) if self._level else ~(apart > off)

    def _apart(self, mine: Bounded, theirs: Bounded) -> tuple[Floats, Floats]:
        sign = -1 if self.sieve.contest.lowest_wins else 1
        apart = sign * (mine.value - theirs.value)
        off = mine.error + theirs.error
        return apart, np.where(off == 0, 0, off + 2 * EPS * np.abs(apart))

    def sift(self, columns: Columns, rows: Rows, hits: Mapping[Kind, Bools]) -> None:
        """Mark the sets in which something could change between these bids."""
        total = self.sieve.estimator.total
        apart, off = self._apart(total(self.mine, columns), total(self.theirs, columns))
        equal = (apart == 0) & (off == 0)
        changed = ~equal if self._level else ~(apart > off)
        swapped = np.zeros_like(changed) if self._level else changed & ~equal
        kinds = {Kind.SWAP: swapped, Kind.TIE: changed & ~(apart < -off) | (changed & self._level)}
        if self.sieve.before[self.one].rank == 1:
            kinds[Kind.FIRST] = changed
        mine, theirs = (self.sieve.before[place].bidder for place in (self.one, self.other))
        crowded = len(self.sieve.won) > self.sieve.places
        if mine in self.sieve.won and (crowded or theirs not in self.sieve.won):
            kinds[Kind.AWARDED] = changed
        for kind, hit in kinds.items():
            hits[kind][rows[hit]] = True


def rows_of(leaving: Leaving) -> Bools:
    """Return the sets as rows, with a column for each of the bids that may leave."""
    wide = len(leaving.among)
    if leaving.whole:
        masks = np.arange(1, 2**wide, dtype=np.int64)
        whole = (masks[:, None] >> np.arange(wide) & 1).astype(np.bool_)
        return np.compress(whole.sum(axis=1) <= leaving.to_size, whole, axis=0)
    at = {bidder: place for place, bidder in enumerate(leaving.among)}
    rows: Bools = np.zeros((len(leaving.sets), wide), dtype=np.bool_)
    for number, one in enumerate(leaving.sets):
        rows[number, [at[bidder] for bidder in one]] = True
    return rows


def smallest_first(rows: Bools, among: Sequence[str]) -> Iterator[Bidders]:
    """Yield the sets, fewest bids first and among equals in order of identifiers."""
    sizes = rows.sum(axis=1)
    for size in np.unique(sizes):
        packed = np.packbits(rows[sizes == size], axis=1)
        for place in np.lexsort(tuple(255 - column for column in packed.T[::-1])):
            chosen = np.unpackbits(packed[place], count=len(among))
            yield tuple(bidder for bidder, out in zip(among, chosen, strict=True) if out)
