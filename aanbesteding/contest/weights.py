"""How far a weight could have been otherwise without another award: exact, in closed form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.contest.shares import Shares

Ends = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Span:
    """From which weight to which, both ends included; `high` is None where there is no end."""

    low: Fraction
    high: Fraction | None


@dataclass(frozen=True)
class Interval:
    """A criterion, its weight as published, and the weights that keep the first and the awarded.

    Weights are shares of all weights together (0 to 1), and in award on value euros. A span is
    None where no weight of this criterion does it, which only rounding can bring about.
    """

    criterion: str
    weight: Fraction
    winner: Span | None
    awarded: Span | None


@dataclass(frozen=True)
class Change:
    """What must go off a weight (below zero: come on top) before `behind` draws level.

    `absolute` is in shares of all weights, before the weights are made to add up to one again, or
    in euros; `relative` is the same as a part of `weight`, the published one; `becomes` is the
    weight that results.
    """

    criterion: str
    ahead: str
    behind: str
    weight: Fraction
    absolute: Fraction
    relative: Fraction
    becomes: Fraction

    @property
    def shift(self) -> Fraction:
        """How far the weight goes, with the others making room for it."""
        return self.becomes - self.weight


def intervals(shares: Shares, places: int) -> tuple[Interval, ...]:
    """Return per criterion, and for a price that brings points, how far its weight could vary.

    `winner`: every bid of rank 1 stays ahead of (or level with) all others. `awarded`: the same
    for every bid of rank ``places`` or better. The other weights keep their proportions: with
    ``a`` and ``b`` the leads of one bid over another on this criterion and on the rest together,
    it stays ahead while ``w·a + (1−w)·b ≥ 0``, so the end is ``b / (b−a)``. In award on value the
    other amounts stay as they are.

    Rounding is left out: ranks are the published ones, intervals are about exact totals. Nothing
    is returned where there is nothing to vary (one criterion).
    """
    if places < 1:
        raise ValueError("there is no award without a place")
    if not shares.euros and len(shares.criteria) < 2:
        return ()
    found = []
    for at, criterion in enumerate(shares.criteria):
        ends = [_ends(shares, at, bid) for bid in range(len(shares.bidders))]
        spans = [_span(shares, ends, last) for last in (1, places)]
        found.append(Interval(criterion, _weight(shares, at), *spans))
    return tuple(found)


def _weight(shares: Shares, at: int) -> Fraction:
    return shares.weights[at] if shares.euros else shares.weights[at] / shares.whole


def _ends(shares: Shares, at: int, bid: int) -> Ends:
    """The line of a bid over this weight: its total without it, and with it alone (or per euro)."""
    share, weight = shares.rows[bid][at], shares.weights[at]
    rest = shares.total(bid) - weight * share
    return (rest if shares.euros else rest / (shares.whole - weight)), share


def _span(shares: Shares, ends: Sequence[Ends], last: int) -> Span | None:
    ahead = [line for line, rank in zip(ends, shares.ranks, strict=True) if rank <= last]
    behind = [line for line, rank in zip(ends, shares.ranks, strict=True) if rank > last]
    low, high = Fraction(0), None if shares.euros else Fraction(1)
    for one in _lowest(ahead):
        for other in _highest(behind):
            rest, share = one[0] - other[0], one[1] - other[1]
            slope = share if shares.euros else share - rest
            if slope == 0 and rest < 0:
                return None
            if slope > 0:
                low = max(low, -rest / slope)
            elif slope < 0:
                high = -rest / slope if high is None else min(high, -rest / slope)
    return None if high is not None and low > high else Span(low, high)


def _lowest(lines: Iterable[Ends]) -> list[Ends]:
    """The lines under which no other lies at both ends: only those can be the first to be met."""
    kept: list[Ends] = []
    for line in sorted(set(lines)):
        if not kept or line[1] < kept[-1][1]:
            kept.append(line)
    return kept


def _highest(lines: Iterable[Ends]) -> list[Ends]:
    return [(-one, -other) for one, other in _lowest((-start, -end) for start, end in lines)]


def changes(shares: Shares, ahead: str, behind: str) -> tuple[Change, ...]:
    """Return per criterion the change of weight that brings two bids level, where there is one.

    Triantaphyllou and Sánchez (1997): the lead in total divided by the lead on the criterion; it
    must not be more than the weight itself.
    """
    if not shares.euros and len(shares.criteria) < 2:
        return ()
    one, other = shares.bidders.index(ahead), shares.bidders.index(behind)
    lead = shares.total(one) - shares.total(other)
    unit = Fraction(1) if shares.euros else shares.whole
    found = []
    for at, criterion in enumerate(shares.criteria):
        gap, weight = shares.rows[one][at] - shares.rows[other][at], _weight(shares, at)
        if gap == 0 or lead / unit / gap > weight:
            continue
        off = lead / unit / gap
        left = weight - off
        becomes = left if shares.euros else left / (1 - off)
        found.append(Change(criterion, ahead, behind, weight, off, off / weight, becomes))
    return tuple(found)
