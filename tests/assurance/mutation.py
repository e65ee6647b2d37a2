"""How many planted faults do the tests of a room notice?

``python -m tests.assurance.mutation ROOM [--sample N] [--workers N] [--kept FILE] [--again N]``
plants the faults of `mutants` one at a time and runs the tests of that room until one fails. First
only the tests that run through the spoiled statement are asked (`quick`). A fault that takes effect
at loading, and one that none of those noticed, is then tried in a package that is loaded anew,
against all tests of the room: only what is left after that counts as a survivor. Since a test that
does not come by a statement cannot notice what is wrong with it, this second look is to find
nothing for a fault within a function; ``--again`` takes a sample of so many of those.

What was found is kept in a file, so that a run can be stopped and taken up again; what was not
noticed is tried anew once a source or a test has changed. A sample is the same every time. Prints
every survivor as ``file:line change``.
"""

import argparse
import hashlib
import importlib
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.assurance.children import Work, forked
from tests.assurance.mutants import mutants
from tests.assurance.planted import plant
from tests.assurance.quick import Fault, Quick
from tests.assurance.reached import TOP, Reach, print_of, tree
from tests.assurance.watched import Watched, limited, tested

# What every run needs and no fault spoils: loaded once, before the first child.
OTHERS = [
    "babel.numbers",
    "click",
    "coverage",
    "defusedxml.ElementTree",
    "highspy",
    "hypothesis.stateful",
    "jinja2.sandbox",
    "jsonschema",
    "numpy",
    "openpyxl",
    "pulp",
    "pydantic.root_model",
    "pytest",
    "rfc8785",
    "tomli_w",
    "xlsxwriter",
]
NEAR = 3  # files of tests that are asked before all of them, for a fault at loading
NEAR_SECONDS = 6.0


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
    "gate": Room(
        ("aanbesteding/gate/*.py",),
        ("tests/gate", "tests/workbook", "tests/hostile/test_every_kind.py"),
        90,
    ),
    "rules": Room(
        ("aanbesteding/rules/*.py",),
        (
            "tests/rules",
            "tests/laws/test_rules_rows_and_counts.py",
            "tests/house/test_shelves.py",
            "tests/house/test_rule_examples.py",
            "tests/awarding",
            "tests/laws/test_award_order.py",
            "tests/laws/test_contracts_brute_force.py",
        ),
        90,
    ),
    "verification": Room(
        ("aanbesteding/verification/*.py",),
        (
            "tests/verification",
            "tests/laws/test_proof_brute_force.py",
            "tests/dossier/test_hash_tree.py",
            "tests/round/test_draw.py",
            "tests/round/test_not_proven.py",
            "tests/round/test_package.py",
            "tests/round/test_states_officer.py",
            "tests/assurance/test_attacks_short.py",
            "tests/assurance/test_package_attacks_short.py",
        ),
        95,
    ),
}


def faults(room: Room, sample: int = 0) -> list[Fault]:
    """Return every fault of a room in order, or a sample that is the same every time."""
    every = [
        Fault(path.relative_to(TOP).as_posix(), one.line, one.change, one.source, one.lines)
        for path in sources(room)
        for one in mutants(path.read_text("utf-8"))
    ]
    if not sample or sample >= len(every):
        return every
    return sorted(Random(len(every)).sample(every, sample))


def sources(room: Room) -> list[Path]:
    """Return the files that are spoiled, in order."""
    return sorted({path for source in room.sources for path in TOP.glob(source)})


def key(fault: Fault) -> str:
    """Return what a fault is known by between runs."""
    return hashlib.sha256(f"{fault.file}\n{fault.text}".encode()).hexdigest()


class Fared(NamedTuple):
    """How a fault fared: noticed by a test, left by the quick ones, late, later, or survived.

    ``late`` takes effect at loading and ``later`` was not noticed near by.
    """

    how: str
    by: str


NEW = Fared("waits", "")


class Kept:
    """What was found, a line each in a file: the fault, how it fared and by which test.

    ``tests`` are those that had to notice: with others, what was not noticed is tried anew.
    """

    def __init__(self, path: Path, tests: Sequence[str] = ()) -> None:
        self.path, self._now = path, print_of(tree(), tests)[:16]

    def tell(self, fault: Fault, how: str, by: str) -> None:
        """Write at once how a fault fared."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write("\t".join((key(fault), how, self._now, by)) + "\n")

    def known(self) -> dict[str, Fared]:
        """Return how the faults fared; what was not noticed is forgotten after a change."""
        found: dict[str, Fared] = {}
        lines = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
        for one, how, now, by in (line.split("\t") for line in lines):
            before = found.get(one, NEW).how == "noticed"
            if how == "noticed" or (now == self._now and not before):
                found[one] = Fared(how, by)
        return found


def noticed(fault: Fault, tests: Sequence[str], reach: Reach | None = None) -> Work:
    """Return the work that ends with 0 when no test notices a fault, in a package loaded anew."""
    there = [path for path in tests if (TOP / path.partition("::")[0]).exists()]

    def tried(folder: Path) -> int:
        plant(TOP / fault.file, fault.text)
        limited(60)
        return tested(there, Watched(reach.seconds if reach else {}, folder / "by"))

    return tried


def near(fault: Fault, reach: Reach) -> list[str]:
    """Return a few quick files of tests that run through a file, through the line if any does."""
    files: dict[str, list[float]] = {}
    for test, passed in reach.tests.items():
        found = files.setdefault(test.partition("::")[0], [0, 0, 0])
        found[0] += passed.reaches(fault.file, fault.lines)
        found[1] += fault.file in passed.lines
        found[2] += passed.seconds
    asked = [file for file, (_, of_it, took) in files.items() if of_it and took < NEAR_SECONDS]
    return sorted(asked, key=lambda file: (not files[file][0], files[file][2]))[:NEAR]


def try_all(
    room: Room, asked: Sequence[Fault], kept: Kept, reach_at: Path, workers: int, again: int = 10**6
) -> None:
    """Try the faults: quickly, near by, and against all tests of the room.

    Raises RuntimeError where the tests fail without a fault.
    """
    known = kept.known()
    new = [one for one in asked if known.get(key(one), NEW).how == "waits"]
    waiting = [one for one in new if key(one) in known]

    def quickly(folder: Path) -> int:
        quick = Quick(Reach(reach_at), new, sources(room), workers, kept.tell, waiting)
        return quick.start(room.tests)

    if new:
        _whole([("quickly", quickly)])
    reach, known = Reach(reach_at), kept.known()
    late = [(one, known[key(one)].by) for one in asked if known[key(one)].how == "late"]
    close = [(one, [by] if by.partition("::")[1] else near(one, reach)) for one, by in late]
    _try(
        ((one, noticed(one, tests, reach)) for one, tests in close if tests), "later", kept, workers
    )
    known = kept.known()
    left = [one for one in asked if known[key(one)].how == "left"]
    rest = [one for one in asked if known[key(one)].how in ("late", "later")]
    rest += Random(0).sample(left, min(again, len(left)))
    if rest:
        _whole([("as it is", noticed(as_it_is(room), room.tests, reach))])
    _try(((one, noticed(one, room.tests, reach)) for one in rest), "survived", kept, workers)


def as_it_is(room: Room) -> Fault:
    """Return a fault that is none: the first source of a room, in its own place."""
    path = sources(room)[0]
    return Fault(path.relative_to(TOP).as_posix(), 0, "", path.read_text("utf-8"))


def _whole(work: Iterable[tuple[str, Work]]) -> None:
    for _, code, folder in forked(work, 1):
        if code:
            by = folder / "by"
            raise RuntimeError(f"fails without a fault: {by.read_text() if by.exists() else code}")


def _try(work: Iterable[tuple[Fault, Work]], unnoticed: str, kept: Kept, workers: int) -> None:
    for fault, code, folder in forked(work, workers):
        by = folder / "by"
        test = by.read_text("utf-8") if by.exists() else f"ended by {code}"
        kept.tell(fault, *(("noticed", test) if code else (unnoticed, "")))


def main(arguments: Sequence[str]) -> int:
    """Return 0 when enough faults were noticed, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.assurance.mutation")
    parser.add_argument("room", choices=sorted(ROOMS))
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--again", type=int, default=10**6)
    given = parser.parse_args(arguments)
    room, asked = ROOMS[given.room], faults(ROOMS[given.room], given.sample)
    path = given.kept or TOP / "build" / f"mutation-{given.room}.txt"
    kept = Kept(path, room.tests)
    for name in OTHERS:
        importlib.import_module(name)
    try_all(room, asked, kept, path.with_suffix(".reach.json"), given.workers, given.again)
    known = kept.known()
    left = [one for one in asked if known[key(one)].how != "noticed"]
    for one in left:
        print(f"{one.file}:{one.line} {one.change}", flush=True)
    score = 100 * (len(asked) - len(left)) / len(asked) if asked else 0
    print(f"{given.room}: {len(asked) - len(left)} of {len(asked)} faults noticed, {score:.1f} %")
    return 0 if asked and score >= room.least else 1


if __name__ == "__main__":
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    os.nice(19)
    sys.exit(main(sys.argv[1:]))
