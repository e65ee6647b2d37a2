"""How long random weights take beside plain NumPy: ``python -m tests.benchmarks.smaa``.

Both draw 10,000 weights for 8 criteria and rank 50 bids under each, equal bids sharing a rank, and
count how often every bid has every rank. The plain version uses floating point and does no more;
ours counts in whole numbers and works out central weights as well. One run, one process.
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from aanbesteding.contest.smaa import SAMPLES, SEED, smaa
from tests.benchmarks.aazw import timed

BIDS, CRITERIA, TIMES = 50, 8, 25
AIM = 3


def marks() -> list[list[Fraction]]:
    """Return marks out of ten as shares, always the same."""
    found = np.random.PCG64(SEED).random_raw(BIDS * CRITERIA).reshape(BIDS, CRITERIA)
    return [[Fraction(int(mark) % 11, 10) for mark in row] for row in found]


def plain(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return how often every bid has every rank, as short as NumPy lets one write it."""
    weights = np.random.default_rng(SEED).dirichlet(np.ones(CRITERIA), SAMPLES)
    scores = weights @ values.T
    order = np.argsort(-scores, axis=1)
    down = np.take_along_axis(scores, order, axis=1)
    first = np.where(np.diff(down, axis=1, prepend=np.inf) != 0, np.arange(BIDS), 0)
    ranks = np.maximum.accumulate(first, axis=1)
    return np.bincount((order * BIDS + ranks).ravel(), minlength=BIDS**2).reshape(BIDS, BIDS)


def main() -> None:
    """Print the figures as a table."""
    shares = marks()
    values = np.array([[float(share) for share in row] for row in shares])
    bare, _ = timed(lambda: plain(values), TIMES)
    taken, _ = timed(lambda: smaa(shares), TIMES)
    rows = (
        (
            f"plain NumPy, {SAMPLES} draws, {BIDS} bids, {CRITERIA} criteria",
            f"{bare * 1000:.0f} ms",
        ),
        ("random weights", f"{taken * 1000:.0f} ms"),
        (f"random weights ÷ plain NumPy, at most {AIM}", f"{taken / bare:.2f}"),
    )
    print("\n".join(f"| {what} | {much} |" for what, much in rows))


if __name__ == "__main__":
    main()
