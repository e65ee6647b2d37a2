"""The intraclass correlation in its six forms (Shrout & Fleiss 1979), as exact fractions."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.assessment.agreement import Complete


@dataclass(frozen=True)
class Intraclass:
    """The six forms; each is None where its denominator is not above zero.

    `one_way` is for other assessors per bid, `agreement` counts a strict and a mild assessor as
    disagreeing, `consistency` does not; `single` is about one assessor's mark, `mean` about the
    mean of all. McGraw & Wong name them ICC(1), ICC(A,1), ICC(C,1), ICC(1,k), ICC(A,k), ICC(C,k).
    """

    one_way_single: Fraction | None
    agreement_single: Fraction | None
    consistency_single: Fraction | None
    one_way_mean: Fraction | None
    agreement_mean: Fraction | None
    consistency_mean: Fraction | None


def intraclass(ratings: Complete) -> Intraclass | None:
    """Return the six forms; None with fewer than two bids or two assessors.

    A row holds the marks of one bid, a column those of one assessor.
    """
    n, k = len(ratings), len(ratings[0]) if ratings else 0
    if n < 2 or k < 2:
        return None
    between, within, judges, error = _mean_squares(ratings, n, k)
    return Intraclass(
        one_way_single=_ratio(between - within, between + (k - 1) * within),
        agreement_single=_ratio(
            between - error, between + (k - 1) * error + k * (judges - error) / n
        ),
        consistency_single=_ratio(between - error, between + (k - 1) * error),
        one_way_mean=_ratio(between - within, between),
        agreement_mean=_ratio(between - error, between + (judges - error) / n),
        consistency_mean=_ratio(between - error, between),
    )


def _ratio(above: Fraction, below: Fraction) -> Fraction | None:
    # At or below zero there is no spread between bids to set anything against.
    return above / below if below > 0 else None


def _mean_squares(
    ratings: Complete, n: int, k: int
) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """The mean squares between bids, within bids, between assessors, and what is left."""
    mean = _mean([_mean(row) for row in ratings])
    rows = k * _squares([_mean(row) - mean for row in ratings])
    columns = n * _squares([_mean(c) - mean for c in zip(*ratings, strict=True)])
    total = _squares([mark - mean for row in ratings for mark in row])
    return (
        rows / (n - 1),
        (total - rows) / (n * (k - 1)),
        columns / (k - 1),
        (total - rows - columns) / ((n - 1) * (k - 1)),
    )


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _squares(values: list[Fraction]) -> Fraction:
    return sum((value * value for value in values), Fraction(0))
