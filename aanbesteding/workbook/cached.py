"""A workbook that people made themselves: what its cells show, with the saved results of formulas.

Only for a file of the officer's own. A bidder's file with a formula is refused, as everywhere.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from aanbesteding.basis.exact import as_typed
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Cell, Line
from aanbesteding.workbook.check import shown
from aanbesteding.workbook.opened import Opened, loaded, open_form
from aanbesteding.workbook.pages import cell_name

Value = str | Decimal | bool | date
At = tuple[int, int]
NO_RESULT, FORMULAS, ERROR, MERGED, HIDDEN = "T509", "T510", "T511", "T512", "T520"


class Sheet(NamedTuple):
    """A sheet by row and column; `percents` are the cells that show a share as a percentage.

    A value in a merged cell stands in each row that the cell covers. `told` is what must be said
    of the sheet once it is read.
    """

    name: str
    cells: Mapping[At, Value]
    percents: frozenset[At] = frozenset()
    told: tuple[Finding, ...] = ()


def cached_sheets(content: bytes, label: str) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """Return the sheets in order with what their cells show, or why the file cannot be read."""
    opened = open_form(content, label)
    if opened.findings:
        return (), opened.findings
    book = loaded(content, results=True)
    return tuple(_sheet(sheet, opened, label) for sheet in book.worksheets), ()


def _sheet(sheet: Any, opened: Opened, label: str) -> Sheet:
    asked = opened.gated.sheets[sheet.title]
    formulas = {at for at, content in asked.cells.items() if content.kind == "formula"}
    told: list[Finding] = []
    cells: dict[At, Value] = {}
    percents: set[At] = set()
    for at, cell in sorted(sheet._cells.items()):
        place = Cell(label, sheet.title, cell_name(*at))
        if cell.data_type == "e":
            told.append(Finding(ERROR, Weight.REPAIRABLE, place, {"found": shown(cell.value)}))
        elif (value := _value(cell.value)) is not None:
            cells[at] = value
            if "%" in str(cell.number_format):
                percents.add(at)
        elif at in formulas and cell.value is None:
            told.append(Finding(NO_RESULT, Weight.REPAIRABLE, place, {}))
    merged = _spread(sheet, cells)
    hidden = asked.state != "visible" or any(asked.hides(at) for at in cells)
    counts = ((FORMULAS, len(formulas)), (MERGED, merged), (HIDDEN, int(hidden)))
    told += _counted(counts, label, sheet.title)
    return Sheet(sheet.title, cells, frozenset(percents), tuple(told))


def _value(raw: object) -> Value | None:
    match raw:
        case bool() | None:
            return raw
        case int() | float():
            return as_typed(float(raw)) if isinstance(raw, float) else Decimal(raw)
        case datetime():
            return raw.date()
        case date():
            return raw
    return str(raw).strip() or None


def _spread(sheet: Any, cells: dict[At, Value]) -> int:
    """Put the value of each merged cell in every row it covers, and say how many there are."""
    areas = sorted(sheet.merged_cells.ranges, key=str)
    for area in areas:
        value = cells.get((area.min_row, area.min_col))
        if value is not None:
            cells |= {(row, area.min_col): value for row in range(area.min_row, area.max_row + 1)}
    return len(areas)


def _counted(counts: tuple[tuple[str, int], ...], label: str, sheet: str) -> Iterator[Finding]:
    for code, count in counts:
        if count:
            yield Finding(code, Weight.NOTICE, Line(label), {"sheet": sheet, "count": count})
