"""Recomputes every formula cell of a workbook with another program and compares."""

import re
import subprocess
from pathlib import Path
from typing import Any

import ironcalc
from openpyxl import load_workbook

Cached = dict[tuple[str, str], Any]

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def cached(path: Path) -> Cached:
    """Return the stored result of every formula cell by sheet and address."""
    formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def by_ironcalc(path: Path, cells: Cached) -> Cached:
    """Return what IronCalc makes of the same cells."""
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    place = {sheet["name"]: at for at, sheet in enumerate(_sheets(model))}
    return {
        (sheet, cell): model.get_cell_value(place[sheet], *_row_and_column(cell))
        for sheet, cell in cells
    }


def _sheets(model: Any) -> list[dict[str, Any]]:
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
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, "utf-8")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(out),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return cached(out / path.name)


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
