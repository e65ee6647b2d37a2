"""Formula truth: every formula of every workbook of every example, computed by other programs.

``python -m tests.assurance.formulas [EXAMPLE ...] [--office]`` makes each example with all that an
officer can ask of it, and has IronCalc (and with --office LibreOffice) compute every formula cell
anew. Nothing may differ from what we stored, and only functions of the list may be used.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import aanbesteding
from aanbesteding.round.internal import internal
from tests.report import recalculation

# What Excel, LibreOffice and IronCalc all compute the same way; nothing that came after 2010.
FUNCTIONS = frozenset((
    "SUM", "SUMPRODUCT", "SUMIFS", "COUNT", "COUNTIF", "COUNTIFS", "AVERAGE", "MEDIAN", "MIN",
    "MAX", "MINIFS", "LARGE", "RANK", "ROUND", "ROUNDDOWN", "TRUNC", "ABS", "POWER", "EXP", "LN",
    "SQRT", "ISNUMBER", "IF", "IFS", "IFERROR", "AND", "OR", "INDEX", "MATCH", "VLOOKUP",
))  # fmt: skip
_CALLED = re.compile(r"([A-Z][A-Z0-9.]*)\(")
_TEXT = re.compile(r'"[^"]*"')
ASKED: tuple[Callable[[Path], Any], ...] = (
    aanbesteding.forms,
    aanbesteding.award,
    lambda folder: aanbesteding.award(folder, what_if=True, lang="en"),
    aanbesteding.lab,
    lambda folder: internal(folder, workers=1),
    aanbesteding.compare_scenarios,
    lambda folder: aanbesteding.robust(folder, futures=5, workers=1),
    aanbesteding.editions,
)


@dataclass
class Seen:
    """What was found: how many workbooks and formulas, and what is wrong with them."""

    books: int = 0
    cells: int = 0
    functions: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


def made(folder: Path, example: str, asked: Sequence[Callable[[Path], Any]] = ASKED) -> list[Path]:
    """Return every workbook that was written, after asking everything of the example.

    Bids are what came in: those hold no formulas, and some are no workbooks at all.
    """
    aanbesteding.new(folder, example=example, workbook=True)
    for ask in asked:
        ask(folder)
    return sorted(path for path in folder.rglob("*.xlsx") if path.parent.name != "bids")


def functions(formulas: recalculation.Formulas) -> set[str]:
    """Return the functions that are called in formulas."""
    return {name for one in formulas.values() for name in _CALLED.findall(_TEXT.sub("", one))}


def look(path: Path, name: str, seen: Seen) -> None:
    """Compute one workbook with IronCalc and add what is found."""
    stored = recalculation.cached(path)
    used = functions(recalculation.formulas(path))
    differing = recalculation.differences(stored, recalculation.by_ironcalc(path, stored))
    seen.books, seen.cells = seen.books + 1, seen.cells + len(stored)
    seen.functions |= used
    seen.wrong += [f"{name}: {one}" for one in differing]
    seen.wrong += [f"{name}: {one} is not on the list" for one in sorted(used - FUNCTIONS)]


def look_by_office(paths: Sequence[Path], folder: Path, seen: Seen) -> None:
    """Compute workbooks with LibreOffice, all in one start, and add what is found."""
    named = []
    for number, path in enumerate(paths):
        named.append(folder / f"{number:03}.xlsx")
        named[-1].write_bytes(path.read_bytes())
    computed = recalculation.all_by_libreoffice(named, folder)
    for path, own, other in zip(paths, named, computed, strict=True):
        stored = recalculation.cached(own)
        lines = recalculation.differences(stored, other)
        seen.wrong += [f"{path.name} in LibreOffice: {one}" for one in lines]


def spoiled(path: Path, target: Path) -> str:
    """Write the workbook with one stored result another than it is; return the cell it is in."""
    (sheet, cell), value = next(
        (place, value)
        for place, value in recalculation.cached(path).items()
        if isinstance(value, float)
    )
    names = recalculation.parts(path)
    with ZipFile(path) as old, ZipFile(target, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if names.get(info.filename) == sheet:
                start = content.index(f'<c r="{cell}"'.encode())
                at = content.index(b"<v>", start)
                end = content.index(b"</v>", at)
                content = content[:at] + f"<v>{value + 1!r}".encode() + content[end:]
            new.writestr(info, content)
    return f"{sheet}!{cell}"


def main(arguments: Sequence[str]) -> int:
    """Return 0 when nothing differs, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.assurance.formulas")
    parser.add_argument("examples", nargs="*", default=[])
    parser.add_argument("--office", action="store_true")
    asked = parser.parse_args(arguments)
    whole = Seen()
    for example in asked.examples or aanbesteding.examples():
        seen = Seen()
        with tempfile.TemporaryDirectory() as home:
            paths = made(Path(home) / "round", example)
            for path in paths:
                look(path, f"{example}/{path.parent.name}/{path.name}", seen)
            if asked.office:
                (Path(home) / "office").mkdir()
                look_by_office(paths, Path(home) / "office", seen)
        print(f"{example}: {seen.books} workbooks, {seen.cells} formulas, {len(seen.wrong)} wrong")
        sys.stdout.flush()
        whole.books, whole.cells = whole.books + seen.books, whole.cells + seen.cells
        whole.functions |= seen.functions
        whole.wrong += seen.wrong
    print(*whole.wrong, sep="\n")
    print(f"{whole.books} workbooks, {whole.cells} formulas, {len(whole.wrong)} wrong")
    print(f"functions: {' '.join(sorted(whole.functions))}")
    return 1 if whole.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
