"""How fast awards are chosen beside HiGHS: ``python -m tests.benchmarks.award_speed [PART…]``.

Parts: `goal` (S and M, from the numbers of a tender to the proven best on one goal), `build` (XL,
building and handing over, in time and memory), `stages` (M, five goals one after the other, with
volumes that may be split and without); all of them unless told. Times are processor time, medians
of five; HiGHS alone gets the same model, written out by hand as arrays, with the same options.
"""

import gc
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from multiprocessing.connection import Connection

from aanbesteding.awarding.optimise import program_of, rows_of, tops_of
from aanbesteding.rules.goals import Goal
from aanbesteding.solving.effort import Effort
from aanbesteding.solving.matrix import matrix_of
from aanbesteding.solving.program import Aim
from aanbesteding.solving.solver import Session
from tests.benchmarks.provider_mix import SIZES, Mix, provider_mix
from tests.benchmarks.raw_highs import arrays_of, handed

TIMES = 5
LONGEST = 600
Row = tuple[str, str]


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of processor time the work took."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def medians(works: Mapping[str, Callable[[], object]], times: int = TIMES) -> dict[str, float]:
    """Return the median time of each work, done in turns."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times):
        for name, work in works.items():
            took[name].append(timed(work))
    return {name: statistics.median(found) for name, found in took.items()}


def fresh(name: str, divisible: bool = False) -> Mix:
    """Return the tender anew, so that nothing is remembered from the run before."""
    return provider_mix(name, divisible=divisible)


def direct(name: str) -> object:
    """Return the best value HiGHS alone finds, from the numbers on, in its own steps."""
    mix, size = fresh(name), SIZES[name]
    highs = handed(arrays_of(mix.facts, size.most, size.goal))
    highs.run()
    assert highs.getModelStatus().name == "kOptimal"
    return round(highs.getInfo().objective_function_value)


def aim_of(name: str, mix: Mix) -> Aim:
    """Return the one goal of this size as an aim."""
    goal = Goal(kind=SIZES[name].goal)
    return Aim(goal.name, goal.terms(mix.facts), goal.larger_is_better)


def whole(name: str) -> object:
    """Return what the engine finds without looking for parts that share no rule."""
    mix = fresh(name)
    matrix = matrix_of(rows_of(mix.facts, mix.rules), tops_of(mix.facts, mix.rules))
    assert matrix is not None
    aim = aim_of(name, mix)
    answer = Session(matrix).best(aim.name, aim.terms, aim.larger)
    assert answer is not None
    assert answer.proven
    return answer.value


def in_parts(name: str) -> object:
    """Return what the engine finds, part by part."""
    mix = fresh(name)
    reached = program_of(mix.facts, mix.rules).reach(aim_of(name, mix))
    assert reached is not None
    assert reached.value == reached.bound
    return reached.value


def one_goal() -> Iterator[Row]:
    """Yield the ratios of one goal at S and M."""
    for name in ("S", "M"):
        works: dict[str, Callable[[], object]] = {
            "making": partial(fresh, name),
            "HiGHS alone": partial(direct, name),
            "whole": partial(whole, name),
            "in parts": partial(in_parts, name),
        }
        took = medians(works)
        making = took["making"]
        alone = took["HiGHS alone"] - making
        yield f"{name}: HiGHS alone", f"{alone:.2f} s"
        for way in ("whole", "in parts"):
            yield f"{name}: {way} ÷ HiGHS alone", f"{(took[way] - making) / alone:.2f}"


def _peak(work: Callable[[], object]) -> float:
    """The most memory, in MB, of a process of its own that does this work."""

    def inside(tell: Connection) -> None:
        kept = work()
        tell.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        del kept

    context = multiprocessing.get_context("fork")
    hear, tell = context.Pipe(False)
    process = context.Process(target=inside, args=(tell,))
    process.start()
    found = float(hear.recv())
    process.join()
    return found


def _by_hand(mix: Mix) -> object:
    size = SIZES["XL"]
    return handed(arrays_of(mix.facts, size.most, size.goal))


def _engine(mix: Mix) -> object:
    return program_of(mix.facts, mix.rules)


def building() -> Iterator[Row]:
    """Yield time and memory of building XL and handing it over."""
    mix = fresh("XL")
    extra = _peak(partial(_engine, mix)) - _peak(partial(_by_hand, mix))
    took: dict[str, list[float]] = {"arrays": [], "engine": []}
    for _ in range(TIMES):
        mix = fresh("XL")
        took["arrays"].append(timed(partial(_by_hand, mix)))
        took["engine"].append(timed(partial(_engine, mix)))
    arrays, engine = (statistics.median(found) for found in took.values())
    yield "XL: arrays by hand, built and handed over", f"{arrays:.2f} s"
    yield "XL: the engine, built and handed over", f"{engine:.2f} s"
    yield "XL: engine ÷ arrays", f"{engine / arrays:.1f}"
    yield "XL: memory beyond that of the arrays", f"{extra:.0f} MB"


def _stages(mix: Mix, goals: tuple[Goal, ...]) -> list[tuple[str, float, bool]]:
    """Seconds of each goal, one after the other, the first with building; and whether proven."""
    start = time.process_time()
    program = program_of(mix.facts, mix.rules, effort=Effort(seconds=LONGEST))
    found = []
    for goal in goals:
        aim = Aim(goal.name, goal.terms(mix.facts), goal.larger_is_better)
        reached = program.reach(aim)
        assert reached is not None
        now = time.process_time()
        found.append((goal.name, now - start, reached.value == reached.bound))
        start = now
    return found


def stages() -> Iterator[Row]:
    """Yield what five goals take beside the dearest of them alone."""
    for divisible in (True, False):
        units = "divisible" if divisible else "whole clients"
        mix = fresh("M", divisible)
        found = _stages(mix, mix.goals)
        for name, seconds, proven in found:
            said = "" if proven else ", not proven best"
            yield f"M, {units}: {name}", f"{seconds:.1f} s{said}"
        total = sum(seconds for _, seconds, _ in found)
        for goal in mix.goals[-2:]:
            alone = _stages(fresh("M", divisible), (goal,))[0][1]
            yield f"M, {units}: five goals ÷ {goal.name} alone", f"{total / alone:.2f}"


PARTS = {"goal": one_goal, "build": building, "stages": stages}


def main() -> None:
    """Print the figures as a table."""
    for part in sys.argv[1:] or PARTS:
        for what, much in PARTS[part]():
            print(f"| {what} | {much} |", flush=True)


if __name__ == "__main__":
    main()
