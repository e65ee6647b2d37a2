"""A disk that is full at every size: the old files stay whole, and the officer reads why.

``python -m tests.assurance.disk_full [N]`` runs every command that writes at N sizes above which no
file may grow, and writes every set of files on a disk with N sizes of room (a small tmpfs, where
one can be mounted; else that half is said to be left out).
"""

import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aanbesteding.basis.errors import UnwritableError
from aanbesteding.basis.files import write_all
from aanbesteding.basis.texts import LANGUAGES, finding_text
from tests.assurance.written_sets import (
    COMMANDS,
    Command,
    Set,
    content_of,
    ended,
    in_child,
    pairs,
    rounds,
    shared,
)

WRITTEN, REFUSED, SILENT = 0, 3, 4
PAGE = 4096


def spread(most: int, count: int) -> list[int]:
    """Return so many sizes from nothing to the most."""
    return [round(most * number / max(1, count - 1)) for number in range(count)]


def outcome_of(work: Command, folder: Path) -> int:
    """Return how it went: written, or refused in words with the file that would not fit."""
    try:
        work(folder)
    except UnwritableError as error:
        first = error.findings[0]
        said = [finding_text(first, lang) for lang in LANGUAGES]
        named = str(first.values["file"])
        clear = first.code == "R141" and all(named in one for one in said)
        return REFUSED if clear and named.startswith(str(folder)) else SILENT
    return WRITTEN


def no_larger_than(size: int, work: Command, folder: Path) -> int:
    """Return the outcome in a process that may not make a file larger than this."""

    def limited() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return outcome_of(work, folder)

    return ended(in_child(limited))


def by_size(kind: str, folder: Path, made: Set, count: int) -> Counter[str]:
    """Return the outcomes of a command, at sizes up to a little over its largest file."""
    seen: Counter[str] = Counter()
    most = max(len(whole) for whole in made.values()) + 1000
    for size in spread(most, count):
        before = content_of(folder)
        code = no_larger_than(size, COMMANDS[kind], folder)
        after = content_of(folder)
        if code == REFUSED and after != before:
            seen[f"wrong: {kind} {size}: files changed"] += 1
        elif code == WRITTEN and set(made) - set(after):
            seen[f"wrong: {kind} {size}: files missing"] += 1
        elif code not in (REFUSED, WRITTEN):
            seen[f"wrong: {kind} {size}: ended with {code}"] += 1
        seen["refused" if code == REFUSED else "written"] += 1
    return seen


@contextmanager
def small_disk(size: int) -> Iterator[Path | None]:
    """Hand out a folder on a disk of so many bytes; None where none can be mounted."""
    place = Path(tempfile.mkdtemp())
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    try:
        mounted = not subprocess.run(mount, capture_output=True).returncode
    except OSError:
        mounted = False
    try:
        yield place if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", str(place)], check=True)
        shutil.rmtree(place, ignore_errors=True)


def by_room(kind: str, one: Set, other: Set, count: int) -> Counter[str]:
    """Return the outcomes of writing a set over another, with so much room left besides it."""
    seen: Counter[str] = Counter()
    needed = sum(len(whole) // PAGE + 2 for whole in one.values()) * PAGE
    for room in spread(needed + 8 * PAGE, count):
        with small_disk(needed + room) as folder:
            if folder is None:
                seen["no disk could be mounted"] += 1
                continue
            write_all({folder / name: whole for name, whole in one.items()})
            new = {folder / name: whole for name, whole in other.items()}
            code = outcome_of(lambda _, new=new: write_all(new), folder)  # type: ignore[misc]
            expected = dict(other if code == WRITTEN else one)
            if code == SILENT or content_of(folder) != expected:
                seen[f"wrong: {kind} {room}: {code}"] += 1
            seen["refused" if code == REFUSED else "written"] += 1
    return seen


def main(count: int, mounts: bool = True) -> bool:
    """Print what was found; whether nothing was wrong."""
    good = True
    with tempfile.TemporaryDirectory() as home:
        first, _ = rounds(Path(home))
        for kind, (one, other) in pairs().items():
            seen = {"sizes": by_size(kind, first, one, count)}
            if mounts:
                seen["room"] = by_room(kind, *shared(one, other), count)
            for how, found in seen.items():
                wrong = {what: n for what, n in found.items() if what.startswith("wrong")}
                good = good and not wrong
                told = {what: n for what, n in found.items() if what not in wrong}
                print(f"{kind}, {count} {how}: {told}; wrong: {wrong or 0}", flush=True)
    return good


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 50) else 1)
