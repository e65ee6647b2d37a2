"""Clashes and repairs beside plain search: ``python -m tests.benchmarks.clash_brute_force``.

The first argument is how many cases in which nothing fits (10,000). Every case names itself as
seed/number; `known` in `tests.laws.agreement` makes it again. Ends with 1 when any two differ.
"""

import sys
import time
from itertools import count

from tests.laws.agreement import known
from tests.laws.clash_search import forget, infeasible, objections


def main(wanted: int) -> int:
    """Print a line per five hundred cases, and every difference."""
    began, done, different = time.perf_counter(), 0, 0
    for seed in count():
        for case in (case for one in known(seed) for case in infeasible(one)):
            if done == wanted:
                break
            for said in objections(case):
                print(said, flush=True)
                different += 1
            done += 1
            if done % 500 == 0:
                seconds = time.perf_counter() - began
                print(f"{done} cases, {different} differences, {seconds:.0f} s", flush=True)
        known.cache_clear()
        forget()
        if done == wanted:
            break
    print(f"cases {done}, tenders {seed + 1}, differences {different}", end=", ")
    print(f"seconds {time.perf_counter() - began:.0f}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
