"""Many rounds in one process: does memory grow, does a file stay open?

``python -m tests.assurance.soak [ROUNDS]`` makes, awards and writes that many small rounds, each
with other capacities, and compares memory and open files after the warm-up (the first tenth) with
those at the end. It reads /proc, so it needs Linux.
"""

import csv
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import NamedTuple

import aanbesteding
from aanbesteding.basis.shipped import shipped
from aanbesteding.round.make import fill_in
from aanbesteding.tender.save import save_toml

EXAMPLES = ("gelijke-stand", "zittende-aanbieders", "criteria", "een-perceel", "prijs-en-kwaliteit")
MOST_GROWTH = Fraction(5, 100)
ABOUT_CAPACITY = ".capacity."


class State(NamedTuple):
    """What the process holds: kilobytes of memory, and open files."""

    memory: int
    files: int


def state() -> State:
    """Return what this process holds, after clearing away what nobody refers to any more."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return State(pages * os.sysconf("SC_PAGE_SIZE") // 1024, len(os.listdir("/proc/self/fd")))


def one_round(seed: int, folder: Path) -> None:
    """Make, award and write one round; the seed chooses the example and its capacities.

    Raises RuntimeError when nothing was written.
    """
    source, target = folder / "source", folder / "round"
    shutil.copytree(shipped("examples") / EXAMPLES[seed % len(EXAMPLES)], source)
    _other_capacities(source / "bids.csv", Random(seed))
    tender, _ = aanbesteding.load(source)
    if tender is None:
        raise RuntimeError(f"round {seed}: no tender")
    save_toml(tender, target)
    fill_in(tender, source, target)
    done = aanbesteding.award(target)
    if not done.ok:
        raise RuntimeError(f"round {seed}: {done.findings}")


def _other_capacities(path: Path, drawn: Random) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row in rows:
        for name, value in row.items():
            if ABOUT_CAPACITY in name and value.isdigit():
                row[name] = str(int(value) + drawn.randint(0, 4))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def soaked(rounds: int, warm_up: int) -> tuple[State, ...]:
    """Return the state after the warm-up and after every tenth part of the rounds since."""
    found: list[State] = []
    step = max(1, (rounds - warm_up) // 9)
    for seed in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            one_round(seed, Path(folder))
        if seed + 1 >= warm_up and ((seed + 1 - warm_up) % step == 0 or seed + 1 == rounds):
            found.append(state())
    return tuple(found)


def growth(states: Sequence[State]) -> Fraction:
    """Return by which part of itself the memory grew between the first state and the last."""
    return Fraction(states[-1].memory - states[0].memory, states[0].memory)


def left_open(states: Sequence[State]) -> int:
    """Return how many more files are open at the end than after the warm-up."""
    return states[-1].files - states[0].files


def main(rounds: int) -> int:
    """Return 0 when memory grew less than five percent and no file stayed open, else 1."""
    states = soaked(rounds, max(1, rounds // 10))
    print("memory (MB):", " ".join(str(round(one.memory / 1024)) for one in states))
    print("open files:", " ".join(str(one.files) for one in states))
    grew = growth(states)
    print(f"{rounds} rounds, memory {float(grew):+.1%}, files left open: {left_open(states)}")
    return 0 if grew < MOST_GROWTH and left_open(states) == 0 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
