"""What other programs read in the input cells: openpyxl, calamine and LibreOffice."""

import json
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl

from aanbesteding.basis.findings import Finding
from aanbesteding.workbook.check import checked
from aanbesteding.workbook.form_book import row_and_column
from aanbesteding.workbook.slots import Reading
from tests.hostile.form import form

Cells = Mapping[str, Any]
ROOT = Path(__file__).parents[2]
SLOTS = form().slots
_T = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_X = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ABOUT_TIME = (date, datetime, time, timedelta)


def by_openpyxl(content: bytes) -> Cells:
    """What openpyxl reads, by the name of the slot."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(BytesIO(content), keep_links=False)
    return {slot.name: book[slot.sheet][slot.cell].value for slot in SLOTS}


def by_calamine(content: bytes) -> Cells:
    """What calamine reads, by the name of the slot; may end the whole process."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
              for name in {slot.sheet for slot in SLOTS}}  # fmt: skip
    return {slot.name: _at(sheets[slot.sheet], slot.cell) for slot in SLOTS}


def _at(rows: Sequence[Sequence[Any]], cell: str) -> Any:
    row, column = row_and_column(cell)
    found = rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else ""
    return str(found) if isinstance(found, _ABOUT_TIME) else found


class Calamine:
    """Calamine in a process of its own, which is started again when a file ends it."""

    def __init__(self) -> None:
        self.child = self._start()

    def read(self, content: bytes) -> Cells | str:
        """What calamine reads, or how it failed."""
        if self.child.stdin is None or self.child.stdout is None:
            raise ValueError("no pipes")
        self.child.stdin.write(f"{len(content)}\n".encode() + content)
        self.child.stdin.flush()
        answer = self.child.stdout.readline()
        if answer:
            found: Cells | str = json.loads(answer)
            return found
        ended = self.child.wait()
        self.child = self._start()
        return f"the process ended with {ended}"

    def close(self) -> None:
        """End the process."""
        self.child.communicate()

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.other_readers"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip


def by_office(files: Mapping[str, bytes], folder: Path) -> Iterator[tuple[str, Cells]]:
    """What LibreOffice reads, by file; a file that it does not open is left out."""
    asked, out = folder / "in", folder / "out"
    asked.mkdir(parents=True)
    for name, content in files.items():
        (asked / f"{name}.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    said = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", str(out)]
    paths = [str(asked / f"{name}.xlsx") for name in files]
    subprocess.run([*said, *paths], check=True, capture_output=True, timeout=60 + 5 * len(files))
    for name in files:
        if (out / f"{name}.ods").is_file():
            yield name, _from_ods(out / f"{name}.ods")


def _from_ods(path: Path) -> Cells:
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))  # noqa: S314 - LibreOffice's own
    sheets = {table.get(f"{_T}name"): dict(_cells(table)) for table in root.iter(f"{_T}table")}
    return {slot.name: sheets.get(slot.sheet, {}).get(row_and_column(slot.cell)) for slot in SLOTS}


def _cells(table: ElementTree.Element) -> Iterator[tuple[tuple[int, int], Any]]:
    row = 0
    for line in table.iter(f"{_T}table-row"):
        column = 0
        for cell in line:
            if cell.tag not in (f"{_T}table-cell", f"{_T}covered-table-cell"):
                continue
            value = _value(cell)
            if value is not None:
                yield (row + 1, column + 1), value
            column += int(cell.get(f"{_T}number-columns-repeated", "1"))
        row += int(line.get(f"{_T}number-rows-repeated", "1"))


def _value(cell: ElementTree.Element) -> Any:
    kind = cell.get(f"{_O}value-type")
    if kind in ("float", "currency", "percentage"):
        return float(cell.get(f"{_O}value", "nan"))
    if kind == "boolean":
        return cell.get(f"{_O}boolean-value") == "true"
    lines = ["".join(_written(line)) for line in cell.findall(f"{_X}p")]
    return "\n".join(lines) if lines else None


def _written(line: ElementTree.Element) -> Iterator[str]:
    yield line.text or ""
    for child in line:
        if child.tag == f"{_X}s":
            yield " " * int(child.get(f"{_X}c", "1"))
        elif child.tag == f"{_X}tab":
            yield "\t"
        elif child.tag == f"{_X}line-break":
            yield "\n"
        else:
            yield from _written(child)
        yield child.tail or ""


def differences(reading: Reading, others: Cells) -> list[str]:
    """The input cells in which another reader finds something else than we do."""
    found: list[str] = []
    for slot in SLOTS:
        ours, raw = reading.values.get(slot.path), others[slot.name]
        theirs = checked(slot, raw, None)
        shown = raw if isinstance(theirs, Finding) else theirs
        if isinstance(theirs, Finding) or type(ours) is not type(theirs) or ours != theirs:
            found.append(f"{slot.sheet}!{slot.cell}: {ours!r}, and by the other {shown!r}")
    return found


def main() -> None:
    """Answer what calamine reads in each file that comes in."""
    while line := sys.stdin.buffer.readline():
        content = sys.stdin.buffer.read(int(line))
        try:
            answer: Cells | str = by_calamine(content)
        except BaseException as error:  # a panic of Rust is no Exception
            answer = f"{type(error).__name__}: {error}"
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
