"""Rows of a table by field name, from CSV or from the first sheet of a workbook."""

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import StringIO
from typing import Any

from aanbesteding.basis.exact import as_typed, plain
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Cell, Line, Place
from aanbesteding.workbook.check import shown
from aanbesteding.workbook.opened import open_form

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


def sheet_rows(content: bytes, label: str) -> tuple[Table, tuple[Finding, ...]]:
    """Return the filled rows of the first sheet of a workbook; formulas are findings."""
    opened = open_form(content, label)
    if opened.findings:
        return (), opened.findings
    sheet = opened.book.worksheets[0]
    lines = list(sheet.iter_rows())
    head = [_text(cell.value) for cell in lines[0]] if lines else []
    while head and not head[-1]:
        head.pop()
    if wrong := _bad_head(head):
        return (), (_refused(wrong, Cell(label, sheet.title, "A1"), label),)
    findings = tuple(_not_typed(lines[1:], head, label, sheet.title))
    rows: list[tuple[Place, Mapping[str, str]]] = []
    for cells in lines[1:]:
        texts = [_text(cell.value) for cell in cells]
        if any(texts[len(head) :]):
            place = Cell(label, sheet.title, cells[len(head)].coordinate)
            return (), (_refused("W403", place, label),)
        if any(texts):
            place = Cell(label, sheet.title, cells[0].coordinate)
            rows.append((place, dict(zip(head, texts, strict=False))))
    return tuple(rows), findings


def _bad_head(head: list[str]) -> str:
    return "W402" if not any(head) or len(set(head)) != len(head) else ""


def _not_typed(lines: list[Any], head: list[str], label: str, sheet: str) -> Iterator[Finding]:
    for cells in lines:
        for name, cell in zip(head, cells, strict=False):
            if cell.data_type in ("f", "e"):
                code = "W209" if cell.data_type == "f" else "W208"
                values = {"field": name, "found": shown(cell.value)}
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
