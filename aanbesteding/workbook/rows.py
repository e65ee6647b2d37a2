"""Rows of a table by field name, from CSV or from the first sheet of a workbook; and to CSV."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import StringIO
from typing import Any

from aanbesteding.basis.exact import as_typed, plain
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Cell, Line, Place
from aanbesteding.workbook.check import shown
from aanbesteding.workbook.opened import Opened, file_finding, open_form

Table = tuple[tuple[Place, Mapping[str, str]], ...]


def table_rows(content: bytes, label: str) -> tuple[Table, tuple[Finding, ...]]:
    """Return the filled rows of a table with their places, and what is wrong with the file."""
    return (csv_rows if label.lower().endswith(".csv") else sheet_rows)(content, label)


def csv_rows(content: bytes, label: str) -> tuple[Table, tuple[Finding, ...]]:
    """Return the filled rows of a CSV file: UTF-8, semicolons, field names on the first line."""
    rows: list[tuple[Place, Mapping[str, str]]] = []
    try:
        table = csv.reader(
            StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True
        )
        head = [name.strip() for name in next(table, [])]
        if wrong := _bad_head(head):
            return (), (_refused(wrong, Line(label, 1), label),)
        for cells in table:
            if any(cell.strip() for cell in cells[len(head) :]):
                return (), (_refused("W403", Line(label, table.line_num), label),)
            if any(cell.strip() for cell in cells):
                rows.append((Line(label, table.line_num), dict(zip(head, cells, strict=False))))
    except UnicodeDecodeError:
        return (), (_refused("W401", Line(label), label),)
    except csv.Error:
        return (), (_refused("W404", Line(label), label),)
    return tuple(rows), ()


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]], divider: str = ";") -> str:
    """Return a table as CSV, with field names on the first line.

    >>> csv_text(("id", "name"), [("K01", "Zorg; en meer")])
    'id;name\\nK01;"Zorg; en meer"\\n'
    """
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=divider, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()


def sheet_rows(content: bytes, label: str) -> tuple[Table, tuple[Finding, ...]]:
    """Return the filled rows of the first sheet of a workbook; formulas are findings."""
    opened = open_form(content, label)
    if opened.findings:
        return (), opened.findings
    sheet = opened.book.worksheets[0]
    lines = _lines(sheet)
    first = lines.get(1, {})
    columns = range(1, max(first, default=0) + 1)
    head = [_text(first[at].value) if at in first else "" for at in columns]
    if wrong := _bad_head(head):
        return (), (_refused(wrong, Cell(label, sheet.title, "A1"), label),)
    findings = (*_not_typed(lines, head, label, sheet.title), *_further(opened, sheet.title))
    rows: list[tuple[Place, Mapping[str, str]]] = []
    for number, cells in lines.items():
        if number == 1:
            continue
        if beside := min((at for at in cells if at > len(head)), default=0):
            place = Cell(label, sheet.title, cells[beside].coordinate)
            return (), (_refused("W403", place, label),)
        texts = {
            name: _text(cells[at].value) if at in cells else "" for at, name in enumerate(head, 1)
        }
        rows.append((Cell(label, sheet.title, f"A{number}"), texts))
    return tuple(rows), findings


def _lines(sheet: Any) -> dict[int, dict[int, Any]]:
    """The filled cells of a sheet by row and column; a lone cell far away costs nothing."""
    lines: dict[int, dict[int, Any]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        if _text(cell.value):
            lines.setdefault(row, {})[column] = cell
    return lines


def _further(opened: Opened, read: str) -> Iterator[Finding]:
    """Other sheets with something on them: they are not read, and that is said."""
    for name, sheet in opened.gated.sheets.items():
        if name != read and sheet.cells:
            yield file_finding("W128", opened.label, Weight.NOTICE, sheet=name)


def _bad_head(head: list[str]) -> str:
    return "W402" if not any(head) or len(set(head)) != len(head) else ""


def _not_typed(
    lines: Mapping[int, Mapping[int, Any]], head: list[str], label: str, sheet: str
) -> Iterator[Finding]:
    for number, cells in lines.items():
        for at, cell in cells.items():
            if number > 1 and at <= len(head) and cell.data_type in ("f", "e"):
                code = "W209" if cell.data_type == "f" else "W208"
                values = {"field": head[at - 1], "found": shown(cell.value)}
                place = Cell(label, sheet, cell.coordinate)
                yield Finding(code, Weight.REPAIRABLE, place, values)


def _text(value: object) -> str:
    """Return the cell as it would stand in a CSV file."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return plain(as_typed(value))
    return "" if value is None else str(value).strip()


def _refused(code: str, place: Place, label: str) -> Finding:
    return Finding(code, Weight.REPAIRABLE, place, {"file": label})
