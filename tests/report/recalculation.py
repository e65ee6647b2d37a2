"""Recomputes every formula cell of a workbook with another program and compares."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import ironcalc
from defusedxml.ElementTree import fromstring, iterparse

Place = tuple[str, str]
Cached = dict[Place, Any]
Formulas = dict[Place, str]

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def cached(path: Path) -> Cached:
    """Return the stored result of every formula cell by sheet and address."""
    return {place: value for place, _, value in _formula_cells(path)}


def formulas(path: Path) -> Formulas:
    """Return the formula of every cell that has one, as it stands in the file."""
    return {place: formula for place, formula, _ in _formula_cells(path)}


def parts(path: Path) -> dict[str, str]:
    """Return the name of each sheet by the part of the file that holds it."""
    with ZipFile(path) as file:
        book = fromstring(file.read("xl/workbook.xml"))
        links = fromstring(file.read("xl/_rels/workbook.xml.rels"))
    target = {link.get("Id"): str(link.get("Target")) for link in links}
    return {
        f"xl/{target[sheet.get(_LINK)].removeprefix('/xl/')}": str(sheet.get("name"))
        for sheet in book.iter(f"{_MAIN}sheet")
    }


def _formula_cells(path: Path) -> Iterator[tuple[Place, str, Any]]:
    """Read straight from the file: a library would read it whole, and twice for the results."""
    names = parts(path)
    with ZipFile(path) as file:
        for part, name in names.items():
            for _, cell in iterparse(BytesIO(file.read(part))):
                if cell.tag == f"{_MAIN}c":
                    formula = cell.find(f"{_MAIN}f")
                    if formula is not None:
                        at = (name, str(cell.get("r")))
                        yield at, formula.text or "", _result(cell)
                    cell.clear()


def _result(cell: Element) -> Any:
    found = cell.find(f"{_MAIN}v")
    if found is None or found.text is None:
        return None
    kind = cell.get("t", "n")
    if kind == "n":
        return float(found.text)
    return found.text == "1" if kind == "b" else found.text


def by_ironcalc(path: Path, cells: Cached) -> Cached:
    """Return what IronCalc makes of the same cells."""
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    place = {sheet["name"]: at for at, sheet in enumerate(sheets_of(model))}
    return {
        (sheet, cell): model.get_cell_value(place[sheet], *_row_and_column(cell))
        for sheet, cell in cells
    }


def sheets_of(model: Any) -> list[dict[str, Any]]:
    """Return the sheets of a model in their order, each with its name."""
    found = model.get_worksheets_properties()
    return [s if isinstance(s, dict) else {"name": s.name} for s in found]


def _row_and_column(cell: str) -> tuple[int, int]:
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits), column


def by_libreoffice(path: Path, folder: Path) -> Cached:
    """Return what LibreOffice makes of every formula cell, with recalculation forced."""
    (found,) = all_by_libreoffice([path], folder)
    return found


def all_by_libreoffice(paths: Sequence[Path], folder: Path) -> list[Cached]:
    """Return the same for several workbooks of different names, in one start of LibreOffice."""
    out = converted(paths, folder, "xlsx")
    return [cached(path) for path in out]


def converted(paths: Sequence[Path], folder: Path, ending: str) -> list[Path]:
    """Return the files that LibreOffice makes of these, with recalculation forced."""
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, "utf-8")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            str(out),
            *map(str, paths),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    return [out / f"{path.stem}.{ending}" for path in paths]


def differences(stored: Cached, computed: Cached) -> list[str]:
    """Return the cells where a program finds something else than we stored."""
    return [
        f"{sheet}!{cell}: {value!r} is {computed.get((sheet, cell))!r}"
        for (sheet, cell), value in stored.items()
        if not _same(value, computed.get((sheet, cell)))
    ]


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) or isinstance(other, str) or one is None or other is None:
        return bool(one == other)
    return bool(abs(one - other) <= 1e-9 * max(1, abs(one)))
