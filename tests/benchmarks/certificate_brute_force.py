"""Certificates against plain search: ``python -m tests.benchmarks.certificate_brute_force [N]``.

N tenders (10,000 unless told) per relative formula of the shelf, of three to six bids on a coarse
grid or a fine one, with and without rounding and clipping, half of them sieved first.
"""

import sys
import time
from random import Random

from aanbesteding.contest.reversal import COUNTED_AT_ONCE, certificate
from tests.random_contests import RELATIVE, random_contest, smallest_sets

TENDERS = 10_000


def disagreements(formula: str, tenders: int) -> tuple[int, int]:
    """Return how many certificates differ from plain search, and how many tell of a change."""
    random, wrong, turned = Random(f"{formula} {tenders}"), 0, 0
    for at in range(tenders):
        contest = random_contest(random, formula, fine=at % 4 == 3)
        places = random.choice((1, 1, 2, 3))
        found = certificate(contest, places, COUNTED_AT_ONCE if at % 2 else 0)
        told = {one.kind: one.change.without for one in found.answers if one.change}
        wrong += not found.complete or told != smallest_sets(contest, places)
        turned += bool(told)
    return wrong, turned


def main() -> None:
    """Print per formula how many certificates were wrong; the exit code says whether any was."""
    tenders = int(sys.argv[1]) if len(sys.argv) > 1 else TENDERS
    print("| formula | tenders | with a change | wrong | seconds |")
    wrong = 0
    for formula in RELATIVE:
        start = time.perf_counter()
        bad, turned = disagreements(formula, tenders)
        took = time.perf_counter() - start
        print(f"| {formula} | {tenders} | {turned} | {bad} | {took:.0f} |", flush=True)
        wrong += bad
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
