"""One round from nothing to the last page, and the sha256 of every file it holds.

``python -m tests.assurance.same_bytes_round FOLDER EXAMPLE SEED THREADS``. Folders are read in an
order that the seed shuffles, as another disk would.
"""

import hashlib
import locale
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any

import aanbesteding
from aanbesteding.solving import handed

NOT_THE_OUTCOME = "run.json"  # versions and milliseconds, beside the record


class Shuffled:
    """What `os.scandir` found, in another order."""

    def __init__(self, found: Any, order: Random):
        self._found = list(found)
        found.close()
        order.shuffle(self._found)
        self._next = iter(self._found)

    def __enter__(self) -> "Shuffled":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        return None

    def __iter__(self) -> Iterator[Any]:
        return self._next

    def __next__(self) -> Any:
        return next(self._next)

    def close(self) -> None:
        """Nothing is open any more."""


def shuffle_folders(seed: int) -> None:
    """Have every folder read in an order of this seed."""
    order, listed, scanned = Random(seed), os.listdir, os.scandir

    def listdir(*path: Any) -> list[Any]:
        found = listed(*path)
        order.shuffle(found)
        return found

    def scandir(*path: Any) -> Shuffled:
        return Shuffled(scanned(*path), order)

    os.listdir, os.scandir = listdir, scandir  # type: ignore[assignment]


def done(folder: Path, example: str, threads: int) -> None:
    """Make the round, its forms, its award, a what-if and its explanation."""
    handed.OPTIONS = {**handed.OPTIONS, "threads": threads}
    aanbesteding.new(folder, example=example)
    aanbesteding.forms(folder)
    aanbesteding.award(folder)
    aanbesteding.award(folder, what_if=True, lang="en")
    aanbesteding.explain(folder, workers=threads)


def main(folder: Path, example: str, seed: int, threads: int) -> None:
    """Print a line per file: its sha256 and its name."""
    try:
        locale.setlocale(locale.LC_ALL, "")
    except locale.Error:
        locale.setlocale(locale.LC_ALL, "C")
    shuffle_folders(seed)
    done(folder, example, threads)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != NOT_THE_OUTCOME:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            print(f"{content}  {path.relative_to(folder).as_posix()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
