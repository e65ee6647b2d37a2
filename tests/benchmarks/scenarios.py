"""A thousand re-solved awards on one core and on two: ``python -m tests.benchmarks.scenarios``.

The volumes of an award of size S are divided again in a thousand futures drawn at random; in forty
of them all is awarded anew. Starting the processes counts, and both must give the same bytes. The
processor time beside it says what two processes spend more than one, also on a busy machine.
With ``country`` 41 regions are awarded, 3,000 providers and 342 municipalities in all, and each is
tried in a few futures.
"""

import resource
import sys
import time
from dataclasses import replace

from aanbesteding.rules.facts import Pick
from aanbesteding.rules.objectives import goals_in_order
from aanbesteding.scenarios.problem import Problem
from aanbesteding.scenarios.robust import Asked, drawn_futures
from aanbesteding.scenarios.run import lines, run
from aanbesteding.scenarios.shift import Future
from aanbesteding.scenarios.trial import tried
from aanbesteding.tender.scenarios import Spread
from tests.benchmarks.provider_mix import SIZES, Size, provider_mix

FUTURES, ANEW, FEW, AIM = 1000, 40, 5, 1.7
REGIONS, MUNICIPALITIES, PROVIDERS, BIDS = 41, 342, 3000, 5000
REGION = Size(
    providers=PROVIDERS // REGIONS,
    municipalities=MUNICIPALITIES // REGIONS,
    regions=1,
    segments=4,
    bids=BIDS // REGIONS + 1,
    reach=(2, 2, 3, 3),
    room=(0.8, 1.2),
    most=14,
    shared=False,
    goal="spend",
)
SPREADS = (
    Spread.model_validate({"what": "demand", "low": "0.95", "high": "1.05"}),
    Spread.model_validate({"what": "capacity", "low": "0.95", "high": "1"}),
)


def mix(size: str) -> tuple[Problem, Problem]:
    """Return a tender of that size with the contracts of its award, and without any."""
    made = provider_mix(size)
    free = Problem(made.facts, made.rules, goals_in_order(made.goals, made.rules))
    award = tried(free, Future("as_is"))
    return replace(free, contracts=frozenset(Pick(b, lot) for lot, b in award.winners)), free


def spent() -> float:
    """Return the processor time of this process and of those it started, in seconds."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(kind) for kind in kinds]
    return sum(one.ru_utime + one.ru_stime for one in used)


def row(what: str, problem: Problem, futures: int) -> str:
    """Return a line of the table: seconds on one core, on two, and how many times faster."""
    asked = drawn_futures(Asked(futures, 2015, SPREADS))
    taken, busy, found = [], [], []
    for workers in (1, 2):
        started, before = time.perf_counter(), spent()
        found.append(lines(run(problem, asked, workers=workers)))
        taken.append(time.perf_counter() - started)
        busy.append(spent() - before)
    if found[0] != found[1]:
        raise AssertionError("two processes gave other bytes than one")
    one, two = taken
    times = " | ".join(f"{a:.1f} s ({b:.1f} s)" for a, b in zip(taken, busy, strict=True))
    return f"| {what} | {futures} | {times} | {one / two:.2f} |"


def country() -> None:
    """Print what a country of 41 regions takes, each a tender of its own."""
    awards = trials = 0.0
    largest = MUNICIPALITIES - REGIONS * REGION.municipalities
    for number in range(REGIONS):
        name = f"region {number}"
        SIZES[name] = replace(REGION, municipalities=REGION.municipalities + (number < largest))
        started = time.process_time()
        stands, _ = mix(name)
        awarded = time.process_time()
        run(stands, drawn_futures(Asked(FEW, 2015, SPREADS)), workers=1)
        awards, trials = awards + awarded - started, trials + time.process_time() - awarded
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("| what | measured, one process |\n|---|--:|")
    print(f"| {REGIONS} awards | {awards:.0f} s |")
    print(f"| {FEW} futures of each | {trials:.0f} s, {trials / FEW / REGIONS:.2f} s an award |")
    print(f"| peak memory | {memory:.0f} MB |")


def main() -> None:
    """Print the figures as a table."""
    if sys.argv[1:] == ["country"]:
        country()
        return
    print("| award | futures | one core (processor) | two cores (processor) | times faster |")
    stands, free = mix("S")
    print(row("volumes divided again", stands, FUTURES), flush=True)
    print(row("all awarded anew", free, ANEW))
    print(f"aim: at least {AIM} times faster")


if __name__ == "__main__":
    main()
