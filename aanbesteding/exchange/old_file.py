"""An old workbook or an export as sheets, and the rows below a header by the names above them."""

import csv
from collections.abc import Collection, Iterable, Iterator
from io import StringIO
from typing import NamedTuple

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Cell, Line, Place
from aanbesteding.exchange.old_mapping import SheetMap
from aanbesteding.gate.places import letters_of
from aanbesteding.workbook.cached import At, Sheet, Value, cached_sheets
from aanbesteding.workbook.check import shown
from aanbesteding.workbook.pages import cell_name

NO_SHEET, NO_COLUMN, TWICE, NOT_READ, SHEET_NOT_READ, NO_ROWS = (
    "T504", "T505", "T506", "T507", "T508", "T519",
)  # fmt: skip
DAMAGED, OLD_LETTERS = "T521", "T524"
SEPARATORS = (";", ",", "\t")


class OldFile(NamedTuple):
    """The sheets of a file; a CSV file is one sheet without a name."""

    label: str
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()

    def place(self, sheet: Sheet, at: At) -> Place:
        """Return where a value stands."""
        if not sheet.name:
            return Line(self.label, at[0])
        return Cell(self.label, sheet.name, cell_name(*at))


class OldTable(NamedTuple):
    """The rows below a header; `columns` by the text above them."""

    rows: tuple[int, ...]
    columns: dict[str, int]
    findings: tuple[Finding, ...]


def old_file(content: bytes, label: str) -> OldFile:
    """Return what stands in the officer's own workbook or CSV file, and what must be said of it."""
    if label.lower().endswith(".csv"):
        return _from_csv(content, label)
    sheets, findings = cached_sheets(content, label)
    return OldFile(label, sheets, findings)


def _from_csv(content: bytes, label: str) -> OldFile:
    said: tuple[Finding, ...] = ()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel saves as plain CSV on a Dutch computer; letters outside it are replaced.
        text = content.decode("cp1252", errors="replace")
        said = (Finding(OLD_LETTERS, Weight.NOTICE, Line(label), {}),)
    lines = (line for line in text.splitlines() if any(sign in line for sign in SEPARATORS))
    separator = max(SEPARATORS, key=next(lines, "").count)
    table = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    cells: dict[At, Value] = {}
    started = 1
    try:
        for fields in table:
            cells |= {(started, n): f.strip() for n, f in enumerate(fields, 1) if f.strip()}
            started = table.line_num + 1
    except csv.Error:
        place = Line(label, started)
        return OldFile(label, (), (Finding(DAMAGED, Weight.REPAIRABLE, place, {}),))
    return OldFile(label, (Sheet("", cells),), said)


def sheet_of(file: OldFile, wanted: SheetMap) -> Sheet | None:
    """Return the sheet a mapping means: by its name, or the only one there is."""
    if not wanted.sheet and len(file.sheets) == 1:
        return file.sheets[0]
    return next((sheet for sheet in file.sheets if sheet.name == wanted.sheet), None)


def no_sheet(file: OldFile, name: str) -> Finding:
    """Return that a sheet is not there, with those that are."""
    values = {"sheet": name or "–", "sheets": [shown(sheet.name) for sheet in file.sheets]}
    return Finding(NO_SHEET, Weight.REPAIRABLE, Line(file.label), values)


def names_in(wanted: SheetMap) -> tuple[str, ...]:
    """Return the texts above the columns that a mapping names."""
    groups = (wanted.marks, wanted.reasons, wanted.points, wanted.price, wanted.capacity)
    said = wanted.columns.model_dump().values()
    every = (*said, *(name for group in (*groups, wanted.bid) for name in group.values()))
    return tuple(dict.fromkeys(name for name in every if name))


def table_of(file: OldFile, sheet: Sheet, wanted: SheetMap) -> OldTable:
    """Return the rows of a sheet and where the columns of the mapping stand."""
    found: dict[str, list[int]] = {}
    for (row, column), value in sheet.cells.items():
        if row == wanted.header:
            found.setdefault(folded(str(value)), []).append(column)
    columns: dict[str, int] = {}
    findings: list[Finding] = []
    names = names_in(wanted)
    for name in names:
        here = found.get(folded(name), [])
        place = file.place(sheet, (wanted.header, here[1] if len(here) > 1 else 1))
        if len(here) == 1:
            columns[name] = here[0]
            continue
        values = {"column": shown(name), "row": wanted.header}
        findings.append(Finding(TWICE if here else NO_COLUMN, Weight.REPAIRABLE, place, values))
    used = {row for row, _ in sheet.cells if row > wanted.header}
    rows = sorted(row for row in used if wanted.last is None or row <= wanted.last)
    if not rows:
        values = {"sheet": sheet.name or file.label, "row": wanted.header}
        findings.append(Finding(NO_ROWS, Weight.REPAIRABLE, Line(file.label), values))
    return OldTable(tuple(rows), columns, tuple(findings))


def left_unread(
    file: OldFile, wanted: Iterable[SheetMap], taken: Collection[str]
) -> Iterator[Finding]:
    """Yield the sheets, and the columns of sheets that are read, which no mapping names.

    Of the sheets in `taken` single cells are read.
    """
    for sheet in file.sheets:
        mine = [one for one in wanted if sheet_of(file, one) is sheet]
        if not mine:
            if sheet.cells and sheet.name not in taken:
                values = {"sheet": shown(sheet.name)}
                yield Finding(SHEET_NOT_READ, Weight.NOTICE, Line(file.label), values)
            continue
        for header in sorted({one.header for one in mine}):
            known = {folded(n) for one in mine if one.header == header for n in names_in(one)}
            other = [
                f"{shown(str(value))} ({letters_of(at[1])})"
                for at, value in sheet.cells.items()
                if at[0] == header and folded(str(value)) not in known
            ]
            if other:
                place = file.place(sheet, (header, 1))
                yield Finding(NOT_READ, Weight.NOTICE, place, {"columns": other})


def folded(text: str) -> str:
    """Return a text as it is compared: one space between words, capitals as small letters."""
    return " ".join(text.split()).casefold()
