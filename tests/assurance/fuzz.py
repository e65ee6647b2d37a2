"""python -m tests.assurance.fuzz COUNT [FIRST]: mutants of a real form, none uncaught.

Counts what was refused, told and read, and names the seed of whatever was uncaught, took over two
seconds of the processor (so that a busy or paused machine does not count) or brought a process over
200 MB.
A stopped run goes on from the last seed that was printed.
"""

import resource
import signal
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

from aanbesteding.basis.texts import LANGUAGES, finding_text
from tests.hostile.form import read, real
from tests.hostile.memory import highest
from tests.hostile.mutate import mutant

CHUNK = 2_000
WORKERS = 2
SLOW, HANGS, MEMORY, ROOM = 2.0, 60, 200, 2**31


@dataclass
class Seen:
    """What a range of seeds gave."""

    counts: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, -1)
    memory: tuple[float, int] = (0.0, -1)
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Seen") -> None:
        """Take in what another range gave."""
        self.counts += other.counts
        self.codes += other.codes
        self.slowest = max(self.slowest, other.slowest)
        self.memory = max(self.memory, other.memory)
        self.faults += other.faults

    def told(self) -> str:
        """Return what was counted and the extremes, for a run that may be stopped at any time."""
        counts = dict(sorted(self.counts.items()))
        slowest, largest = self.slowest, self.memory
        return (
            f"{counts}, slowest {slowest[0]:.2f} s (seed {slowest[1]}), "
            f"largest {largest[0]:.0f} MB (seed {largest[1]})"
        )


def _hung(*_: Any) -> None:
    raise TimeoutError("hung")


def one(seed: int, seen: Seen) -> None:
    """Read one mutant and note how it fared."""
    content = mutant(seed)
    signal.setitimer(signal.ITIMER_PROF, HANGS)
    start = time.thread_time()
    try:
        reading = read(content)
        for finding in reading.findings:
            for lang in LANGUAGES:
                finding_text(finding, lang)
    except Exception as error:  # whatever comes out uncaught is what we look for
        seen.counts["uncaught"] += 1
        seen.faults.append(f"seed {seed}: uncaught {type(error).__name__}: {str(error)[:200]}")
        return
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    seconds = time.thread_time() - start
    blocking = [finding for finding in reading.findings if finding.blocks]
    said = ("told" if reading.values else "refused") if blocking else "read"
    seen.counts[said] += 1
    seen.codes.update({finding.code for finding in reading.findings})
    seen.slowest = max(seen.slowest, (seconds, seed))
    if seconds > SLOW:
        seen.faults.append(f"seed {seed}: {seconds:.1f} seconds")
    megabytes = highest()
    if megabytes > seen.memory[0]:
        if megabytes > MEMORY >= seen.memory[0]:
            seen.faults.append(f"seed {seed}: {megabytes:.0f} MB")
        seen.memory = (megabytes, seed)


def chunk(first: int, count: int) -> Seen:
    """Read the mutants of a range, in a process that is used once."""
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    signal.signal(signal.SIGPROF, _hung)
    warnings.simplefilter("ignore")
    read(real())
    seen = Seen()
    for seed in range(first, first + count):
        one(seed, seen)
    return seen


def chunks(first: int, count: int) -> Iterator[tuple[int, Seen]]:
    """What each range of seeds gave, with the seed that comes after it."""
    starts = [(at, min(CHUNK, first + count - at)) for at in range(first, first + count, CHUNK)]
    with ProcessPoolExecutor(WORKERS, get_context("spawn"), max_tasks_per_child=1) as pool:
        asked = [(at, size, pool.submit(chunk, at, size)) for at, size in starts]
        for at, size, answer in asked:
            try:
                yield at + size, answer.result()
            except BrokenProcessPool:
                died = f"seeds {at} to {at + size - 1} or those beside them: a process died"
                yield at + size, Seen(faults=[died])


def main(words: list[str]) -> int:
    """Print the counts and the faults; return 1 when there is a fault."""
    count, first = int(words[0]), int(words[1]) if len(words) > 1 else 0
    start, every = time.monotonic(), Seen()
    for done, seen in chunks(first, count):
        every.add(seen)
        for fault in seen.faults:
            print(fault, flush=True)
        print(f"seeds {first} to {done - 1}: {every.told()}", flush=True)
    print(f"codes: {dict(every.codes.most_common())}")
    print(f"{count} mutants in {time.monotonic() - start:.0f} s, {len(every.faults)} faults")
    return 1 if every.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
