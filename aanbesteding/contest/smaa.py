"""What the ranking would be under weights nobody chose: drawn at random, counted in whole numbers.

Stochastic multicriteria acceptability analysis (SMAA-2: Lahdelma and Salminen, 2001). Everything
after the draw, and the draw itself, is whole-number arithmetic, so that the same seed gives the
same counts on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

SAMPLES = 10_000
SEED = 2014
WHOLE = 2**31
_RAW_BITS = 64
_LARGEST = 2**63

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Acceptability:
    """How a bid fared: `ranks` counts the draws in which it came first, second and so on.

    Equal bids share the better rank. `central` is the mean of the weights that put it first, as
    shares of the whole; `confidence` the part of the draws of values in which it is first with
    those very weights. Values that were not drawn make that 1: the weights that put a bid first
    have no gap between them. Both are None for a bid that never was first.
    """

    ranks: tuple[int, ...]
    central: tuple[Fraction, ...] | None
    confidence: Fraction | None


def smaa(
    values: Sequence[Sequence[Fraction]], samples: int = SAMPLES, seed: int = SEED
) -> tuple[Acceptability, ...]:
    """Return for every row of values how it fared under so many random weights.

    A row holds a bid's share of the most points per criterion. Shares are worked with exactly
    when one denominator of at most 31 bits holds them all, else to the nearest such step.
    """
    return smaa_with(random_weights(len(values[0]), samples, seed), whole_numbers(values))


def random_weights(criteria: int, samples: int, seed: int = SEED) -> Whole:
    """Return weights in steps of 1/2³¹, a row a draw, uniform over all that add up to one.

    Cuts at random places leave the weights between them. The places are the upper 31 bits of the
    raw output of PCG64, which NumPy keeps the same in every version and on every machine.
    """
    raw = np.random.PCG64(seed).random_raw(samples * (criteria - 1))
    bits = _RAW_BITS - (WHOLE.bit_length() - 1)
    places = (raw >> np.uint64(bits)).astype(np.int64).reshape(samples, criteria - 1)
    none, every = np.zeros((samples, 1), np.int64), np.full((samples, 1), WHOLE, np.int64)
    cuts = np.hstack((none, np.sort(places, axis=1), every))
    return cuts[:, 1:] - cuts[:, :-1]


def whole_numbers(values: Sequence[Sequence[Fraction]]) -> Whole:
    """Return the values in whole steps, all of the same size, as fine as 31 bits allow.

    >>> whole_numbers([[Fraction(1, 2), Fraction(1)], [Fraction(2, 3), Fraction(0)]]).tolist()
    [[3, 6], [4, 0]]
    """
    most = max(abs(value) for row in values for value in row)
    steps = _common(values, most)
    return np.array([[round(value * steps) for value in row] for row in values], np.int64)


def _common(values: Sequence[Sequence[Fraction]], most: Fraction) -> Fraction:
    """Steps to the unit: a common denominator when it is small enough, else a power of two."""
    steps = 1
    for row in values:
        for value in row:
            steps = lcm(steps, value.denominator)
            if steps * most >= WHOLE:
                room = WHOLE / most
                size = room.numerator.bit_length() - room.denominator.bit_length()
                return Fraction(2) ** (size - 1)
    return Fraction(steps)


def smaa_with(weights: Whole, values: Whole) -> tuple[Acceptability, ...]:
    """Return how every bid fared under the weights given, a row a draw.

    `values` holds a row per bid, or such rows once per draw where the values were drawn too. Both
    are whole numbers in any unit. Raises ValueError when their products do not fit in 63 bits.
    """
    if int(np.abs(weights).sum(axis=1).max()) * int(np.abs(values).max()) >= _LARGEST:
        raise ValueError("values times weights do not fit in 63 bits")
    order, places = ranking(_scores(weights, values))
    bids = order.shape[1]
    counts = np.bincount((order * bids + places).ravel(), minlength=bids * bids)
    draws, there = np.nonzero(places == 0)
    sums = np.zeros((bids, weights.shape[1]), np.int64)
    np.add.at(sums, order[draws, there], weights[draws])
    return tuple(
        _acceptability(at, ranks, [int(w) for w in total], values)
        for at, (ranks, total) in enumerate(zip(counts.reshape(bids, bids), sums, strict=True))
    )


def _scores(weights: Whole, values: Whole) -> Whole:
    if values.ndim == 2:
        return np.asarray(weights @ values.T)
    return np.asarray(np.einsum("sc,sbc->sb", weights, values))


def ranking(scores: Whole) -> tuple[Whole, Whole]:
    """Return per draw the bids from best to worst, and how many are strictly better than each."""
    order = np.argsort(-scores, axis=1)
    sorted_scores = np.take_along_axis(scores, order, axis=1)
    better = np.broadcast_to(np.arange(scores.shape[1]), scores.shape).copy()
    better[:, 1:][sorted_scores[:, 1:] == sorted_scores[:, :-1]] = 0
    return order, np.maximum.accumulate(better, axis=1, out=better)


def _acceptability(at: int, ranks: Whole, total: list[int], values: Whole) -> Acceptability:
    counts = tuple(int(times) for times in ranks)
    whole = sum(total)
    if not counts[0]:
        return Acceptability(counts, None, None)
    central = tuple(Fraction(weight, whole) for weight in total)
    if values.ndim == 2:
        return Acceptability(counts, central, Fraction(1))
    scores = values.astype(object) @ np.array(total, object)
    firsts = int((scores[:, at] == scores.max(axis=1)).sum())
    return Acceptability(counts, central, Fraction(firsts, len(values)))
