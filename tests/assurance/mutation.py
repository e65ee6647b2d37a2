"""How many planted faults do the tests of a room notice?

``python -m tests.assurance.mutation ROOM [--sample N] [--workers N] [--kept FILE]`` plants the
faults of `mutants` one at a time and runs the tests of that room until one fails. What was noticed
is kept in a file, so that a run can be stopped and taken up again; what was not noticed is tried
anew. A sample is the same every time. Prints every survivor as ``file:line change``.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.assurance.mutants import mutants

TOP = Path(__file__).parents[2]
PLAIN = "not office and not browser and not outside"
LONGER = 4  # a fault that makes the tests run this many times as long never ends


class Room(NamedTuple):
    """What is spoiled, what must notice it, and which part of it at least (percent)."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]
    least: int


ROOMS = {
    "scoring": Room(
        ("aanbesteding/scoring/*.py",),
        ("tests/scoring", "tests/formulas", "tests/cases"),
        90,
    ),
    "rounding": Room(("aanbesteding/basis/exact.py",), ("tests/basis", "tests/scoring"), 90),
    "gate": Room(("aanbesteding/gate/*.py",), ("tests/gate", "tests/workbook"), 90),
    "rules": Room(
        ("aanbesteding/rules/*.py",),
        ("tests/rules", "tests/laws/test_rules_rows_and_counts.py", "tests/house/test_shelves.py"),
        90,
    ),
    "verification": Room(("aanbesteding/verification/*.py",), ("tests/verification",), 95),
}


class Fault(NamedTuple):
    """A planted fault: its file, line and change, and the whole text."""

    file: str
    line: int
    change: str
    text: str

    @property
    def key(self) -> str:
        """Return what this fault is known by between runs."""
        return hashlib.sha256(f"{self.file}\n{self.text}".encode()).hexdigest()


def faults(room: Room, sample: int = 0) -> list[Fault]:
    """Return every fault of a room in order, or a sample that is the same every time."""
    files = sorted({path for source in room.sources for path in TOP.glob(source)})
    every = [
        Fault(path.relative_to(TOP).as_posix(), one.line, one.change, one.source)
        for path in files
        for one in mutants(path.read_text("utf-8"))
    ]
    if not sample or sample >= len(every):
        return every
    return sorted(Random(len(every)).sample(every, sample))


def noticed(fault: Fault, tests: Iterable[str], seconds: int) -> bool:
    """Return whether a test fails, or never ends, with this fault in place."""
    there = [path for path in tests if (TOP / path).exists()]
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "planted.py"
        text.write_text(fault.text, "utf-8")
        told = {
            **os.environ,
            "PYTHONPATH": str(TOP),
            "PLANTED_AT": os.path.realpath(TOP / fault.file),
            "PLANTED": str(text),
            "TMPDIR": folder,
        }
        asked = [sys.executable, "-m", "pytest", "-x", "-q", "-m", PLAIN]
        asked += ["-p", "tests.assurance.planted", "-p", "no:cacheprovider", *there]
        try:
            run = subprocess.run(asked, cwd=TOP, env=told, capture_output=True, timeout=seconds)
        except subprocess.TimeoutExpired:
            return True
    return run.returncode != 0


def patience(room: Room) -> int:
    """Return how many seconds a run may take; raises RuntimeError where the tests fail as they are.

    The first source as it is, planted in its own place, shows both.
    """
    path = sorted(TOP.glob(room.sources[0]))[0]
    same = Fault(path.relative_to(TOP).as_posix(), 0, "", path.read_text("utf-8"))
    began = time.monotonic()
    if noticed(same, room.tests, 3600):
        raise RuntimeError("the tests fail without a fault")
    return 30 + LONGER * round(time.monotonic() - began)


def survivors(room: Room, asked: Sequence[Fault], kept: Path, workers: int) -> Iterator[Fault]:
    """Yield the faults that no test noticed; what is noticed goes to the file at once."""
    known = set(kept.read_text("ascii").split()) if kept.exists() else set()
    new = [one for one in asked if one.key not in known]
    seconds = patience(room) if new else 0
    kept.parent.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(workers) as pool, kept.open("a", encoding="ascii") as file:
        seen = pool.map(lambda one: noticed(one, room.tests, seconds), new)
        for one, caught in zip(new, seen, strict=True):
            if caught:
                file.write(one.key + "\n")
                file.flush()
            else:
                yield one


def main(arguments: Sequence[str]) -> int:
    """Return 0 when enough faults were noticed, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.assurance.mutation")
    parser.add_argument("room", choices=sorted(ROOMS))
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kept", type=Path)
    given = parser.parse_args(arguments)
    room, asked = ROOMS[given.room], faults(ROOMS[given.room], given.sample)
    kept = given.kept or TOP / "build" / f"mutation-{given.room}.txt"
    left = 0
    for one in survivors(room, asked, kept, given.workers):
        left += 1
        print(f"{one.file}:{one.line} {one.change}", flush=True)
    score = 100 * (len(asked) - left) / len(asked) if asked else 0
    print(f"{given.room}: {len(asked) - left} of {len(asked)} faults noticed, {score:.1f} %")
    return 0 if asked and score >= room.least else 1


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(19)
    sys.exit(main(sys.argv[1:]))
