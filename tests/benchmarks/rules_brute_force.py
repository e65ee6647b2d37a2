"""Prices of rules, frontiers: ``python -m tests.benchmarks.rules_brute_force [N]``.

Plain search looks at N tiny tenders (500 unless told), each with twenty cases: rules over the
whole shelf, goals in order, weighed and as bounds, one budget moved or all of them, all points
asked or a few.
"""

import sys
import time
from typing import Any

from aanbesteding.explanation.rule_prices import Variant
from tests.laws.changed_rules import wrong_points, wrong_prices

TENDERS, CASES = 500, 20


def main() -> None:
    """Print every disagreement and how much was looked at; the exit code says whether any was."""
    tenders = int(sys.argv[1]) if len(sys.argv) > 1 else TENDERS
    variants: list[Variant] = []
    frontiers: list[Any] = []
    wrong, start = 0, time.perf_counter()
    for seed in range(tenders):
        said = [
            *wrong_prices(seed, CASES, variants),
            *wrong_points(seed, CASES, frontiers),
        ]
        for one in said:
            print(one, flush=True)
        wrong += len(said)
    took = time.perf_counter() - start
    points = sum(len(found[0]) for found in frontiers if found is not None)
    print("| tenders | cases | variants | frontiers | points | wrong | seconds |")
    print(
        f"| {tenders} | {tenders * CASES} | {len(variants)} | {len(frontiers)} | {points} "
        f"| {wrong} | {took:.0f} |"
    )
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
