"""Awards near the best against plain search.

``python -m tests.benchmarks.alternatives_brute_force [N]`` takes N random small tenders (500 unless
told), with twenty cases of rules and goals each.
"""

import sys
import time
from random import Random

from tests.laws.agreement import known
from tests.laws.near_search import disagreement, drawn_limits, fitting

TENDERS, FIRST = 500, 10_000


def main() -> None:
    """Print how many lists were compared and each that differs; the exit code says whether any."""
    tenders = int(sys.argv[1]) if len(sys.argv) > 1 else TENDERS
    start, compared, wrong = time.perf_counter(), 0, 0
    for seed in range(FIRST, FIRST + tenders):
        for at, one in enumerate(fitting(known(seed))):
            said = disagreement(one, drawn_limits(Random(f"{seed}/{at}"), one.case.pursued))
            compared += 1
            if said:
                wrong += 1
                print(said, flush=True)
        known.cache_clear()
    took = time.perf_counter() - start
    print(f"{tenders} tenders, {compared} lists, {wrong} wrong, {took:.0f} s")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
