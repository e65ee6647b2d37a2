"""Files beside the tender that look like a table of it and are not read."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.tender.tables import tables
from aanbesteding.workbook.opened import SPREADSHEETS

# Tables of the round that are no part of the tender.
BESIDE = ("register", "bids", "assessments", "anonymous", "before", "before-compared")
CSV = ".csv"


def beside_text(folder: Path, own: str, inside: Collection[str]) -> Iterator[Finding]:
    """Yield what is not read beside a tender in text, whose tables are CSV files or stand inside.

    A spreadsheet of a table blocks: what was changed in it would not count. A misspelt name is
    told only, since the file may be about something else.
    """
    known = (*tables(), *BESIDE)
    for path in _files(folder):
        name = _known_as(path)
        if name.stem in tables() and name.suffix.lower() in SPREADSHEETS:
            yield _not_read(path, own if name.stem in inside else f"{name.stem}{CSV}")
        elif name.suffix.lower() == CSV and name.name not in _named(known):
            yield _misspelt(path, known)


def beside_workbook(folder: Path, own: str) -> Iterator[Finding]:
    """Yield what is not read beside a tender in a workbook, which holds all of its tables."""
    for path in _files(folder):
        name = _known_as(path)
        if name.stem in tables() and name.suffix.lower() in (CSV, *SPREADSHEETS):
            yield _not_read(path, own)
        elif name.suffix.lower() == CSV and name.name not in _named(BESIDE):
            yield _misspelt(path, BESIDE)


def _files(folder: Path) -> list[Path]:
    return sorted((path for path in folder.iterdir() if path.is_file()), key=lambda one: one.name)


def _known_as(path: Path) -> Path:
    """The path in small letters where the disk makes no difference, as on Windows."""
    small = path.with_name(path.name.lower())
    return small if small.exists() and small.samefile(path) else path


def _named(names: tuple[str, ...]) -> set[str]:
    return {f"{name}{CSV}" for name in names}


def _not_read(path: Path, other: str) -> Finding:
    return _found("T009", Weight.REPAIRABLE, path, other=other)


def _misspelt(path: Path, names: tuple[str, ...]) -> Finding:
    return _found("T008", Weight.NOTICE, path, names=sorted(names))


def _found(code: str, weight: Weight, path: Path, **values: Any) -> Finding:
    return Finding(code, weight, Line(path.name), {"file": path.name, **values})
