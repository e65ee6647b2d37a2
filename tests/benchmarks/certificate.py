"""How long a certificate takes: ``python -m tests.benchmarks.certificate``.

Twenty bids per relative formula, at prices in cents, without rounding and with; the slowest of a
few draws counts. Beside it, in the same run, how often the contest can be counted once in that
time: plain search would count it half a million times.
"""

import gc
import time
from collections.abc import Callable
from dataclasses import replace
from random import Random

from aanbesteding.basis.exact import RoundingMode, Step
from aanbesteding.contest.contest import Contest, Rounding
from aanbesteding.contest.count import count
from aanbesteding.contest.reversal import certificate
from tests.random_contests import RELATIVE, random_contest

BIDS = 20
DRAWS = 3
CENTS = Step(2, RoundingMode.HALF_UP)
STEPS = {"exact": Rounding(), "rounded": Rounding(price=CENTS, total=CENTS)}


def timed(work: Callable[[], object]) -> float:
    """Return the seconds the work took."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def of_twenty(random: Random, formula: str, rounding: Rounding) -> Contest:
    """Return a contest of twenty ranked bids, of which nineteen lose."""
    while True:
        found = random_contest(random, formula, BIDS, fine=True)
        if len(found.entries) == BIDS:
            entries = tuple(replace(entry, ranked=True) for entry in found.entries)
            return replace(found, rounding=rounding, entries=entries)


def main() -> None:
    """Print seconds and the ratio to counting once, per formula and way of rounding."""
    print("| formula | rounding | seconds | times counting once |")
    for formula in RELATIVE:
        for name, rounding in STEPS.items():
            contests = [of_twenty(Random(seed), formula, rounding) for seed in range(DRAWS)]
            once = min(timed(lambda one=one: count(one)) for one in contests)  # type: ignore[misc]
            took = max(timed(lambda one=one: certificate(one)) for one in contests)  # type: ignore[misc]
            print(f"| {formula} | {name} | {took:.3f} | {took / once:,.0f} |")


if __name__ == "__main__":
    main()
