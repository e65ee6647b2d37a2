"""Tenders too large to prove: ``python -m tests.benchmarks.large [SIZE…] [--alone SECONDS]``.

L and XL, where one budget holds all lots together: how near the engine comes to its own proven
bound, lots solved apart under a price for the budget. With ``--alone`` HiGHS gets the same model as
arrays for so many seconds of processor time, which is what the engine is measured against. Seconds
are those of the clock, and of the processor over all threads; half of the latter is what two idle
cores would need.
"""

import argparse
import time
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from aanbesteding.awarding.optimise import rows_of, tops_of
from aanbesteding.solving.effort import Effort, Progress
from aanbesteding.solving.matrix import matrix_of
from aanbesteding.solving.split import split_best
from tests.benchmarks.award_speed import aim_of
from tests.benchmarks.provider_mix import SIZES, provider_mix
from tests.benchmarks.raw_highs import arrays_of, handed

NAMES = ("L", "XL")
WANTED = Fraction(1, 10_000)


def in_parts(name: str, gap: Fraction) -> Iterator[str]:
    """Yield a line per sweep over the lots, and the gap in the end."""
    wall, cpu = time.perf_counter(), time.process_time()
    lines: list[str] = []

    def took() -> str:
        return f"{time.perf_counter() - wall:.0f} s, {time.process_time() - cpu:.0f} s processor"

    def seen(progress: Progress) -> bool:
        lines.append(f"| {name}, sweep | {_gap(progress.value, progress.bound)} | {took()} |")
        return False

    mix = provider_mix(name)
    wall, cpu = time.perf_counter(), time.process_time()
    matrix = matrix_of(rows_of(mix.facts, mix.rules), tops_of(mix.facts, mix.rules))
    assert matrix is not None
    aim = aim_of(name, mix)
    answer = split_best(matrix, aim.name, aim.terms, aim.larger, Effort(gap=gap, watch=seen))
    assert answer is not None
    yield from lines
    yield f"| {name}, in parts | {_gap(float(answer.value), float(answer.bound))} | {took()} |"


def alone(name: str, seconds: float) -> Iterator[str]:
    """Yield the gap HiGHS alone reaches within so many seconds of processor time."""
    mix, size = provider_mix(name), SIZES[name]
    highs = handed(arrays_of(mix.facts, size.most, size.goal))
    start = time.process_time()

    def seen(event: Any) -> None:
        if time.process_time() - start > seconds:
            event.interrupt()

    highs.cbMipInterrupt += seen
    highs.run()
    info = highs.getInfo()
    gap = _gap(info.objective_function_value, info.mip_dual_bound)
    yield f"| {name}, HiGHS alone | {gap} | {time.process_time() - start:.0f} s processor |"


def _gap(value: float | None, bound: float | None) -> str:
    if value is None or bound is None:
        return "no answer yet"
    return f"{100 * abs(bound / value - 1):.4f} %"


def main() -> None:
    """Print the figures as a table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("sizes", nargs="*", default=NAMES)
    asked.add_argument("--alone", type=float, default=0)
    asked.add_argument("--gap", type=Fraction, default=WANTED)
    given = asked.parse_args()
    for name in given.sizes:
        lines = alone(name, given.alone) if given.alone else in_parts(name, given.gap)
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    main()
