"""python -m tests.assurance.readers_agree COUNT [FIRST]: other readers find what we find.

Of the mutants and kinds in which nothing blocks, every input cell is read by openpyxl and calamine
too, and of a tenth of the mutants by LibreOffice. Each difference is printed with its seed or kind.
"""

import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from aanbesteding.workbook.slots import Reading
from tests.hostile.every import KINDS
from tests.hostile.form import read, real
from tests.hostile.mutate import mutant
from tests.hostile.other_readers import (
    Calamine,
    Cells,
    by_office,
    by_openpyxl,
    differences,
)

BATCH = 200
EVERY = 10
Accepted = tuple[str, bytes, Reading]


def accepted(first: int, count: int) -> Iterator[Accepted]:
    """The form itself, the kinds and the mutants in which nothing blocks, that differ from it."""
    yield "form", real(), read(real())
    for kind in KINDS:
        if not kind.heavy:
            yield from _if_accepted(kind.id, kind.make())
    for seed in range(first, first + count):
        content = mutant(seed)
        if content != real():
            yield from _if_accepted(f"seed{seed}", content)


def _if_accepted(name: str, content: bytes) -> Iterator[Accepted]:
    reading = read(content)
    if not any(finding.blocks for finding in reading.findings):
        yield name, content, reading


class Comparison:
    """Counts what was compared, and prints what differs."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.differing = 0

    def add(self, reader: str, name: str, reading: Reading, others: Cells | str) -> None:
        """Compare one file; a reader that cannot read it at all differs as well."""
        if isinstance(others, str):
            self.counts[f"{reader} cannot read"] += 1
            self.differing += 1
            print(f"{name}: {reader} cannot read it ({others})", flush=True)
            return
        self.counts[f"{reader} files"] += 1
        self.counts[f"{reader} cells"] += len(others)
        for found in differences(reading, others):
            self.differing += 1
            print(f"{name}: {reader} differs: {found}", flush=True)


def compare(first: int, count: int, office: bool = True) -> Comparison:
    """Compare all readers over the form, the kinds and that many mutants."""
    done, calamine = Comparison(), Calamine()
    waiting: dict[str, tuple[bytes, Reading]] = {}
    for number, (name, content, reading) in enumerate(accepted(first, count)):
        done.add("openpyxl", name, reading, _openpyxl(content))
        done.add("calamine", name, reading, calamine.read(content))
        if office and (number % EVERY == 0 or not name.startswith("seed")):
            waiting[name] = content, reading
        if len(waiting) == BATCH:
            _by_office(done, waiting)
            waiting = {}
    calamine.close()
    if waiting:
        _by_office(done, waiting)
    return done


def _openpyxl(content: bytes) -> Cells | str:
    try:
        return by_openpyxl(content)
    except Exception as error:  # openpyxl has a dozen of them
        return f"{type(error).__name__}: {error}"


def _by_office(done: Comparison, waiting: dict[str, tuple[bytes, Reading]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = {name: content for name, (content, _) in waiting.items()}
        opened = dict(by_office(files, Path(folder)))
    for name, (_, reading) in waiting.items():
        done.add("LibreOffice", name, reading, opened.get(name, "not opened"))


def main(words: list[str]) -> int:
    """Print counts and differences; return 1 when there is a difference."""
    warnings.simplefilter("ignore")
    start = time.monotonic()
    done = compare(int(words[1]) if len(words) > 1 else 0, int(words[0]))
    print(dict(sorted(done.counts.items())))
    print(f"{done.differing} differences; {time.monotonic() - start:.0f} s")
    return 1 if done.differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
