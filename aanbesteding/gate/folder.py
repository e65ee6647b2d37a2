"""A folder of a round that holds one kind of file: what is read of it, and what lies beside."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line

ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar")
# Files that Excel or the system keeps beside ours: by how their names begin, or whole.
_BEGIN, _WHOLE = ("~$", "."), ("thumbs.db", "desktop.ini")
SHOWN = 5


def ours(name: str) -> bool:
    """Return whether a file of that name was put there by somebody.

    >>> ours("K01.xlsx"), ours("~$K01.xlsx"), ours("Thumbs.db")
    (True, False, False)
    """
    return not name.startswith(_BEGIN) and name.lower() not in _WHOLE


def files_in(folder: Path, endings: tuple[str, ...]) -> tuple[Path, ...]:
    """Return the entries of a folder with one of the endings, by name, without lock files."""
    return tuple(path for path in _entries(folder) if path.suffix.lower() in endings)


def beside(folder: Path, endings: tuple[str, ...]) -> Iterator[Finding]:
    """Yield what lies in a folder and is not read, so that nothing is lost unseen.

    It blocks where something may lie in it that should be read: a folder that holds a file with
    one of the endings, or an archive.
    """
    for path in _entries(folder):
        if path.suffix.lower() in endings:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _folder(path, endings, folder.name)
        elif path.suffix.lower() in ARCHIVES:
            yield _unread("W192", Weight.REPAIRABLE, path, folder.name)
        else:
            yield _unread("W193", Weight.NOTICE, path, folder.name)


def _entries(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    found = (path for path in folder.iterdir() if ours(path.name))
    return sorted(found, key=lambda path: path.name)


def _folder(path: Path, endings: tuple[str, ...], where: str) -> Iterator[Finding]:
    wanted = (*endings, *ARCHIVES)
    found = list(islice((name for name in _names(path) if name.lower().endswith(wanted)), SHOWN))
    if found:
        yield _unread("W191", Weight.REPAIRABLE, path, where, found=tuple(found))
    elif any(True for _ in _names(path)):
        yield _unread("W193", Weight.NOTICE, path, where)


def _names(folder: Path) -> Iterator[str]:
    """The files under a folder, by the same order everywhere; links to folders are not followed."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        inside = Path(place).relative_to(folder)
        yield from ((inside / name).as_posix() for name in sorted(names) if ours(name))


def _unread(code: str, weight: Weight, path: Path, where: str, **values: object) -> Finding:
    name = f"{where}/{path.name}"
    return Finding(code, weight, Line(name), {"file": name, "folder": where, **values})
