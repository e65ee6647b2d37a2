"""How far assessors agree: Kendall's W and Krippendorff's alpha, as exact fractions.

Both are ratios of sums, so no floating point is needed and the same marks give the same figure
on every computer. A row holds the marks of one bid, a column those of one assessor.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

Ratings = Sequence[Sequence[Fraction | None]]
Complete = Sequence[Sequence[Fraction]]
Distance = Callable[[Fraction, Fraction], Fraction]


@dataclass(frozen=True)
class Concordance:
    """Kendall's W, from 0 (no agreement) to 1 (one order), with its chi-squared and freedom."""

    w: Fraction
    chi_squared: Fraction
    freedom: int


def complete(ratings: Ratings) -> Complete:
    """Return the rows in which no mark is missing.

    >>> complete([[Fraction(1), None], [Fraction(2), Fraction(3)]])
    [[Fraction(2, 1), Fraction(3, 1)]]
    """
    kept = ([mark for mark in row if mark is not None] for row in ratings)
    return [marks for marks, row in zip(kept, ratings, strict=True) if len(marks) == len(row)]


def kendall(ratings: Complete) -> Concordance | None:
    """Return Kendall's W corrected for ties; None where it says nothing.

    ``W = 12 S / (m²(n³−n) − m ΣT)``, with S the squared deviations of the rank sums and
    ``T = t³−t`` for every group of t ties (Kendall & Babington Smith 1939). It says nothing
    below two bids, when every assessor gives all bids the same mark, and for one assessor, for
    whom it would always be 1.
    """
    n, m = len(ratings), len(ratings[0]) if ratings else 0
    if n < 2 or m < 2:
        return None
    columns = list(zip(*ratings, strict=True))
    ranked = [_ranks(column) for column in columns]
    sums = [sum(row) for row in zip(*ranked, strict=True)]
    deviations = sum((Fraction(m * (n + 1), 2) - total) ** 2 for total in sums)
    ties = sum(t**3 - t for column in columns for t in Counter(column).values())
    whole = m * m * (n**3 - n) - m * ties
    if whole == 0:
        return None
    w = 12 * deviations / whole
    return Concordance(w, m * (n - 1) * w, n - 1)


def _ranks(values: Sequence[Fraction]) -> list[Fraction]:
    """Ranks from 1; equal values share the mean of the places they take."""
    found = Counter(values)
    place, ranks = 0, {}
    for value in sorted(found):
        ranks[value] = place + Fraction(found[value] + 1, 2)
        place += found[value]
    return [ranks[value] for value in values]


class Level(StrEnum):
    """What counts as difference: only unequal, places apart, points apart, or proportion."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def alpha(ratings: Ratings, level: Level) -> Fraction | None:
    """Return Krippendorff's alpha; marks may be missing; None where it says nothing.

    ``alpha = 1 − Do/De``, the observed by the expected disagreement over all pairs of marks
    within one bid (Krippendorff 2011). 1 is full agreement, 0 what chance would give. It says
    nothing without two different marks among bids that more than one assessor judged. For
    `ratio` no mark may be negative.
    """
    units = [[mark for mark in row if mark is not None] for row in ratings]
    paired = [unit for unit in units if len(unit) > 1]
    totals = Counter(mark for unit in paired for mark in unit)
    distance = _distance(level, totals)
    expected = sum(
        totals[one] * totals[other] * distance(one, other) for one in totals for other in totals
    )
    if expected == 0:
        return None
    observed = sum((_within(unit, distance) for unit in paired), Fraction(0))
    return 1 - (totals.total() - 1) * observed / expected


def _within(unit: Sequence[Fraction], distance: Distance) -> Fraction:
    """The distances between all pairs of one bid, by its number of marks less one."""
    found = Counter(unit)
    pairs = (found[a] * found[b] * distance(a, b) for a in found for b in found)
    return sum(pairs, Fraction(0)) / (len(unit) - 1)


def _distance(level: Level, totals: Mapping[Fraction, int]) -> Distance:
    def nominal(one: Fraction, other: Fraction) -> Fraction:
        return Fraction(one != other)

    def ordinal(one: Fraction, other: Fraction) -> Fraction:
        low, high = min(one, other), max(one, other)
        between = sum(count for mark, count in totals.items() if low <= mark <= high)
        return (between - Fraction(totals[one] + totals[other], 2)) ** 2

    def interval(one: Fraction, other: Fraction) -> Fraction:
        return (one - other) ** 2

    def ratio(one: Fraction, other: Fraction) -> Fraction:
        return ((one - other) / (one + other)) ** 2 if one != other else Fraction(0)

    known = {
        Level.NOMINAL: nominal,
        Level.ORDINAL: ordinal,
        Level.INTERVAL: interval,
        Level.RATIO: ratio,
    }
    return known[level]
