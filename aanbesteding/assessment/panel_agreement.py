"""How far the assessors of one criterion agree: spread, and figures that need enough bids."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from aanbesteding.assessment.agreement import Level, Ratings, alpha, complete, kendall
from aanbesteding.assessment.agreement_icc import intraclass
from aanbesteding.basis.exact import bare, rounded

LEAST_ASSESSORS = 2
LEAST_BIDS = 3
DECIMALS = 3
Given = Mapping[str, Mapping[str, Decimal]]


@dataclass(frozen=True)
class Spread:
    """The highest less the lowest mark of one bid: the mean, the largest and whose it is."""

    mean: Fraction
    largest: Decimal
    bidders: tuple[str, ...]


@dataclass(frozen=True)
class Agreement:
    """How far the assessors agree on one criterion; figures have three decimals.

    `bids` are judged by at least two assessors, `complete` by all who judged the criterion; W
    and the ICC need at least three of the latter. `silent` says why there are no figures:
    few_assessors, few_bids or all_equal; empty when there are.
    """

    criterion: str
    assessors: int
    bids: int
    complete: int
    spread: Spread | None
    silent: str
    kendall_w: Decimal | None = None
    alpha_ordinal: Decimal | None = None
    alpha_interval: Decimal | None = None
    icc_single: Decimal | None = None
    icc_mean: Decimal | None = None


def agreement(criterion: str, given: Given) -> Agreement:
    """Return the agreement on a criterion; `given` holds individual marks by bidder, assessor.

    The ICC is the form in which a strict and a mild assessor disagree: ICC(A,1) and ICC(A,k).
    """
    assessors = sorted({assessor for marks in given.values() for assessor in marks})
    shared = [marks for marks in given.values() if len(marks) > 1]
    ratings = [
        [Fraction(marks[a]) if a in marks else None for a in assessors] for marks in given.values()
    ]
    silent = _silent(len(assessors), shared)
    whole = complete(ratings)
    known = (criterion, len(assessors), len(shared), len(whole), _spread(given), silent)
    return Agreement(*known) if silent else Agreement(*known, *_figures(ratings))


def _silent(assessors: int, shared: Sequence[Mapping[str, Decimal]]) -> str:
    if assessors < LEAST_ASSESSORS:
        return "few_assessors"
    if len(shared) < LEAST_BIDS:
        return "few_bids"
    return "all_equal" if len({mark for marks in shared for mark in marks.values()}) < 2 else ""


def _figures(ratings: Ratings) -> Iterator[Decimal | None]:
    """Kendall's W, alpha by place and by points, ICC of one assessor and of the mean of all."""
    whole = complete(ratings)
    enough = len(whole) >= LEAST_BIDS
    order = kendall(whole) if enough else None
    correlation = intraclass(whole) if enough else None
    yield _shown(order.w if order else None)
    yield _shown(alpha(ratings, Level.ORDINAL))
    yield _shown(alpha(ratings, Level.INTERVAL))
    yield _shown(correlation.agreement_single if correlation else None)
    yield _shown(correlation.agreement_mean if correlation else None)


def _shown(figure: Fraction | None) -> Decimal | None:
    return None if figure is None else rounded(figure, DECIMALS)


def _spread(given: Given) -> Spread | None:
    spreads = {
        bidder: max(marks.values()) - min(marks.values())
        for bidder, marks in given.items()
        if len(marks) > 1
    }
    if not spreads:
        return None
    largest = max(spreads.values())
    widest = tuple(bidder for bidder, spread in spreads.items() if spread == largest)
    return Spread(Fraction(sum(spreads.values())) / len(spreads), bare(largest), widest)
