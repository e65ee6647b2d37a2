"""Which sets of losing bids must be looked at, so that none is forgotten.

The totals of those who stay depend on those who leave only through the statistics of the formula.
A lowest or highest value changes only when every bid at that end leaves. Of all sets that give the
same statistics the smallest is contained in each of the others and leaves the most bids, so what
it does not change none of the others does. Only these smallest sets are looked at. A mean changes
with every bid; then every set is looked at, where there are not too many.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import comb, prod

from aanbesteding.contest.contest import Contest
from aanbesteding.contest.count import Judge
from aanbesteding.formulas.statistics import STATISTICS

MOST_BIDS = 20
MOST_SETS = 20_000

Bidders = tuple[str, ...]


@dataclass(frozen=True)
class Leaving:
    """Sets of losing bids, each in order of identifier; `every` when the list stands for all.

    `whole` says that all subsets of `among` up to `to_size` are meant, too many to write down.
    At most `room` bids can leave.
    """

    among: tuple[str, ...]
    sets: tuple[Bidders, ...] = ()
    every: bool = True
    whole: bool = False
    to_size: int = 0
    room: int = 0

    @property
    def number(self) -> int:
        """How many sets there are to look at."""
        sizes = range(1, self.to_size + 1)
        return sum(comb(len(self.among), k) for k in sizes) if self.whole else len(self.sets)


def statistics_of(contest: Contest) -> frozenset[str]:
    """Return what the formulas of a contest want to know of all bids together."""
    formulas = [criterion.formula for criterion in contest.criteria]
    if contest.pricing is not None:
        formulas.append(contest.pricing.formula)
    return frozenset(name for formula in formulas for name in formula.statistics)


def leaving(contest: Contest, losers: Sequence[str]) -> Leaving:
    """Return the sets of losing bids to look at; at least two ranked bids remain."""
    among = tuple(sorted(losers))
    ranked = sum(entry.ranked for entry in contest.entries)
    room = min(len(among), ranked - 2)
    if room < 1:
        return Leaving(among)
    if only_ends(contest):
        return _ends(contest, among, room)
    if ranked <= MOST_BIDS:
        return Leaving(among, whole=True, to_size=room, room=room)
    return _small_and_outer(contest, among, room)


def only_ends(contest: Contest) -> bool:
    """Whether all that is asked of others is their lowest and highest price or quality."""
    compares_answers = any(criterion.formula.relative for criterion in contest.criteria)
    ends = all(STATISTICS[name].compute in (min, max) for name in statistics_of(contest))
    return ends and not compares_answers


def _ends(contest: Contest, among: tuple[str, ...], room: int) -> Leaving:
    steps = [_from_one_end(contest, among, name) for name in sorted(statistics_of(contest))]
    every = prod(len(one) for one in steps) <= MOST_SETS
    if not every:
        longest = int(MOST_SETS ** (1 / len(steps)))
        steps = [one[:longest] for one in steps]
    joined = {frozenset().union(*parts) for parts in product(*steps)}
    sets = [tuple(sorted(one)) for one in joined if 0 < len(one) <= room]
    return Leaving(among, tuple(sorted(sets, key=_smallest_first)), every, room=room)


def _smallest_first(one: Bidders) -> tuple[int, Bidders]:
    return len(one), one


def _from_one_end(contest: Contest, among: Iterable[str], statistic: str) -> list[frozenset[str]]:
    """Nobody, and every group at the end of the statistic that consists of losing bids alone."""
    sign = 1 if STATISTICS[statistic].compute is min else -1
    judge, free, steps = Judge(contest), frozenset(among), [frozenset[str]()]
    values = []
    for entry in contest.entries:
        if entry.price is not None:
            quality = judge.quality(judge.points(entry.values))
            value = entry.price if STATISTICS[statistic].of == "price" else quality
            values.append((sign * value, entry.bidder))
    for level in sorted({value for value, _ in values}):
        group = frozenset(bidder for value, bidder in values if value == level)
        if not group <= free:
            break
        steps.append(steps[-1] | group)
    return steps


def _small_and_outer(contest: Contest, among: tuple[str, ...], room: int) -> Leaving:
    """All sets up to a size, and the cheapest and the dearest losers of every number."""
    size = 1
    while size < room and sum(comb(len(among), k) for k in range(size + 2)) <= MOST_SETS:
        size += 1
    found = {one for k in range(1, size + 1) for one in combinations(among, k)}
    prices = {entry.bidder: entry.price or 0 for entry in contest.entries}
    by_price = sorted(among, key=lambda bidder: (prices[bidder], bidder))
    for number in range(1, room + 1):
        found |= {tuple(sorted(by_price[:number])), tuple(sorted(by_price[-number:]))}
    ordered = tuple(sorted(found, key=_smallest_first))
    return Leaving(among, ordered, size >= room, to_size=size, room=room)
