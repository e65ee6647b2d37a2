"""Reads a workbook of tables: rows by table and values by path, with the place of each.

A sheet is recognised by its name, a column by the field name above it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path as FilePath
from typing import Any

from aanbesteding.basis.exact import as_typed
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Cell, Line, Path, Place
from aanbesteding.workbook.check import shown
from aanbesteding.workbook.opened import open_form
from aanbesteding.workbook.pages import cell_name
from aanbesteding.workbook.tables import LISTS, Field, KeySheet, Tables, TableSheet

SEARCHED = 20


@dataclass(frozen=True)
class TablesRead:
    """What stood in a workbook of tables: rows by table, values by path, places and findings."""

    rows: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    values: Mapping[Path, Any] = field(default_factory=dict)
    places: Mapping[Path, Place] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def read_tables(path: FilePath | bytes, label: str, tables: Tables) -> TablesRead:
    """Return everything that stands in the sheets; never raises for a file."""
    opened = open_form(path, label)
    if opened.findings:
        return TablesRead(findings=opened.findings)
    rows: dict[str, list[dict[str, Any]]] = {}
    values: dict[Path, Any] = {}
    places: dict[Path, Place] = {(): Line(label)}
    findings: list[Finding] = []
    every: tuple[KeySheet | TableSheet, ...] = (tables.keys, *tables.sheets)
    for wanted in every:
        name = next((name for name in wanted.names if name in opened.sheets), None)
        if name is None:
            findings.append(_found("W301", Line(label), sheet=wanted.names[0]))
            continue
        grid = _Grid(label, name, opened.book[name])
        findings += grid.merged()
        if isinstance(wanted, KeySheet):
            found = _read_keys(grid, wanted)
        else:
            found = _read_table(grid, wanted)
            rows[wanted.key] = found.rows[wanted.key]
        values |= found.values
        places |= found.places
        findings += found.findings
    known = {name for wanted in every for name in wanted.names}
    for name in sorted(opened.sheets - known - {*tables.guide, *tables.checks.names, LISTS}):
        findings.append(_found("W309", Line(label), Weight.NOTICE, sheet=name))
    return TablesRead(rows, values, places, tuple(findings))


def _found(
    code: str, place: Place, weight: Weight = Weight.REPAIRABLE, **values: object
) -> Finding:
    return Finding(code, weight, place, values)


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


class _Grid:
    """The cells of one sheet that exist, by row and column; a lone cell far away costs nothing."""

    def __init__(self, label: str, name: str, sheet: Any):
        self.label, self.name, self.sheet = label, name, sheet
        self.rows: dict[int, dict[int, Any]] = {}
        # The public ways to walk a sheet make every cell up to the farthest one.
        for (row, column), cell in sorted(sheet._cells.items()):
            if not _empty(cell.value):
                self.rows.setdefault(row, {})[column] = cell

    def place(self, row: int, column: int) -> Cell:
        return Cell(self.label, self.name, cell_name(row, column))

    def text(self, row: int, column: int) -> str:
        cell = self.rows.get(row, {}).get(column)
        return cell.value.strip() if cell is not None and isinstance(cell.value, str) else ""

    def merged(self) -> Iterator[Finding]:
        for joined in sorted(self.sheet.merged_cells.ranges, key=str):
            if joined.min_row > 1:
                place = self.place(joined.min_row, joined.min_col)
                yield _found("W310", place, found=str(joined))


def _read_table(grid: _Grid, wanted: TableSheet) -> TablesRead:
    known = {one.key: one for one in wanted.fields}
    head = _head(grid, known)
    if head is None:
        finding = _found("W304", Line(grid.label), sheet=grid.name)
        return TablesRead(rows={wanted.key: []}, findings=(finding,))
    columns, findings = _columns(grid, head, known)
    places: dict[Path, Place] = {(wanted.key,): grid.place(head, 1)}
    values: list[dict[str, Any]] = []
    for row in (row for row in grid.rows if row > head):
        if not columns.keys() & grid.rows[row].keys():
            findings += [
                _outside(grid, row, at) for at in grid.rows[row] if not grid.text(head, at)
            ]
            continue
        here = (wanted.key, str(len(values)))
        places[here] = grid.place(row, 1)
        places |= {(*here, one.key): grid.place(row, at) for at, one in columns.items()}
        found: dict[str, Any] = {}
        for at, cell in grid.rows[row].items():
            if at not in columns:
                if not grid.text(head, at):
                    findings.append(_outside(grid, row, at))
                continue
            wrong = _refused(cell, grid.place(row, at))
            findings += wrong
            if not wrong:
                found[columns[at].key] = value_of(cell.value, columns[at])
        values.append(found)
    return TablesRead({wanted.key: values}, {}, places, tuple(findings))


def _outside(grid: _Grid, row: int, column: int) -> Finding:
    found = shown(grid.rows[row][column].value)
    return _found("W311", grid.place(row, column), found=found)


def _head(grid: _Grid, known: Iterable[str]) -> int | None:
    """Return the row of field names: the one among the first that has most of them."""
    names = set(known)
    counts = {
        row: sum(grid.text(row, at) in names for at in grid.rows[row])
        for row in grid.rows
        if row <= SEARCHED
    }
    best = max(counts, key=lambda row: (counts[row], -row), default=None)
    return best if best is not None and counts[best] else None


def _columns(
    grid: _Grid, head: int, known: Mapping[str, Field]
) -> tuple[dict[int, Field], list[Finding]]:
    columns: dict[int, Field] = {}
    findings: list[Finding] = []
    for at, cell in grid.rows[head].items():
        name = str(cell.value).strip()
        if name not in known:
            findings.append(_found("W302", grid.place(head, at), column=shown(name)))
        elif known[name] in columns.values():
            findings.append(_found("W303", grid.place(head, at), column=name))
        else:
            columns[at] = known[name]
    present = {one.key for one in columns.values()}
    absent = tuple(key for key in known if key not in present)
    if absent:
        place = grid.place(head, 1)
        findings.append(_found("W312", place, Weight.NOTICE, sheet=grid.name, columns=absent))
    return columns, findings


def _read_keys(grid: _Grid, wanted: KeySheet) -> TablesRead:
    known = {
        ".".join((*section.path, one.key)): ((*section.path, one.key), one)
        for section in wanted.sections
        for one in section.fields
    }
    column = _key_column(grid, known)
    if column is None:
        return TablesRead(findings=(_found("W304", Line(grid.label), sheet=grid.name),))
    values: dict[Path, Any] = {}
    places: dict[Path, Place] = {}
    findings: list[Finding] = []
    named = [row for row in grid.rows if grid.text(row, column)]
    head = 0 if grid.text(named[0], column) in known else named[0]
    for row in (row for row in grid.rows if row > head):
        name = grid.text(row, column)
        if name in known:
            path, one = known[name]
            if path in places:
                findings.append(_found("W308", grid.place(row, column), column=name))
                continue
            places[path] = grid.place(row, 2)
            cell = grid.rows[row].get(2)
            wrong = _refused(cell, grid.place(row, 2))
            findings += wrong
            if cell is not None and not wrong:
                values[path] = value_of(cell.value, one)
        elif name:
            findings.append(_found("W307", grid.place(row, column), column=shown(name)))
        elif 2 in grid.rows[row]:
            findings.append(_outside(grid, row, 2))
    absent = tuple(name for name, (path, _) in known.items() if path not in places)
    if absent:
        place = Line(grid.label)
        findings.append(_found("W312", place, Weight.NOTICE, sheet=grid.name, columns=absent))
    return TablesRead({}, values, places, tuple(findings))


def _key_column(grid: _Grid, known: Iterable[str]) -> int | None:
    """Return the column of field names on the key sheet; the values stand in column B."""
    names = set(known)
    counts: dict[int, int] = {}
    for row in grid.rows:
        for at in grid.rows[row]:
            if at > 2 and grid.text(row, at) in names:
                counts[at] = counts.get(at, 0) + 1
    return max(counts, key=lambda at: (counts[at], -at), default=None)


def _refused(cell: Any, place: Place) -> list[Finding]:
    if cell is None:
        return []
    if cell.data_type == "f":
        formula = getattr(cell.value, "text", None) or cell.value
        return [_found("W305", place, found=shown(formula))]
    if cell.data_type == "e":
        return [_found("W306", place, found=shown(cell.value))]
    return []


def value_of(raw: Any, wanted: Field) -> Any:
    """Return the value a cell stands for; one that stands for none is returned as it is.

    >>> value_of(0.25, Field("share", "number", "Share"))
    Decimal('0.25')
    """
    if isinstance(raw, datetime) and raw.time() == time.min:
        return raw.date()
    if isinstance(raw, float):
        raw = as_typed(raw)
        raw = int(raw) if raw == raw.to_integral_value() else raw
    if isinstance(raw, str):
        return _from_text(raw.strip(), wanted)
    if wanted.kind == "list":
        return [raw] if not isinstance(raw, list) else raw
    return raw


def _from_text(text: str, wanted: Field) -> Any:
    match wanted.kind:
        case "list":
            names = (one.strip() for one in text.split(","))
            return [wanted.words.get(name.casefold(), name) for name in names]
        case "choice":
            return wanted.words.get(text.casefold(), text)
        case "yes_no":
            return {"yes": True, "no": False}.get(wanted.words.get(text.casefold(), ""), text)
        case "day":
            return _day(text)
    return text


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text) if len(text) == 10 else text
    except ValueError:
        return text
