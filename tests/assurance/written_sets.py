"""Real outputs of two rounds, to write over each other: every kind of file there is."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import aanbesteding
from aanbesteding.round.journal import append
from aanbesteding.round.make import new

ROUNDS = ("een-perceel", "gelijke-stand")
NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
Set = Mapping[str, bytes]
Command = Callable[[Path], object]
COMMANDS: Mapping[str, Command] = {
    "award": aanbesteding.award,
    "what-if": lambda home: aanbesteding.award(home, what_if=True),
    "forms": aanbesteding.forms,
    "lab": aanbesteding.lab,
    "explanation": aanbesteding.explain,
    "panel": aanbesteding.panel,
    "journal": lambda home: append(home, "note", ("Wie",), {"a": "b"}, NOW),
}


def rounds(home: Path) -> tuple[Path, Path]:
    """Return the folders of two rounds, filled in."""
    for name in ROUNDS:
        new(home / name, name)
    return home / ROUNDS[0], home / ROUNDS[1]


@cache
def pairs() -> Mapping[str, tuple[Set, Set]]:
    """Return by kind of output what the command writes in each of the two rounds."""
    with TemporaryDirectory() as home:
        both = rounds(Path(home))
        return {
            kind: (written_by(command, both[0]), written_by(command, both[1]))
            for kind, command in COMMANDS.items()
        }


def shared(one: Set, other: Set) -> tuple[Set, Set]:
    """Return of two sets the files whose names both have."""
    names = [name for name in one if name in other]
    return {name: one[name] for name in names}, {name: other[name] for name in names}


def written_by(command: Command, folder: Path) -> Set:
    """Return the files a command writes in a round, by their place in it, in writing order."""
    before = content_of(folder)
    command(folder)
    after = content_of(folder)
    made = {name: whole for name, whole in after.items() if before.get(name) != whole}
    return dict(sorted(made.items(), key=lambda one: (folder / one[0]).stat().st_mtime_ns))


def content_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its place, also hidden ones."""
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def leftovers(folder: Path) -> list[str]:
    """Return what should not be left in a folder once a run is done."""
    return [name for name in content_of(folder) if name.endswith((".part", ".lock"))]


def in_child(work: Callable[[], int]) -> int:
    """Return the number of a new process that does the work and ends with its answer."""
    pid = os.fork()
    if not pid:
        try:
            code = work()
        except BaseException:
            code = 70
        os._exit(code)
    return pid


def ended(pid: int) -> int:
    """Return how a process ended; below zero when it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
