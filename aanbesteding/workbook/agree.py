"""Two readers, one reading: what openpyxl reads of a file is what the gate read of it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Cell
from aanbesteding.gate.cells import Content, Gated
from aanbesteding.gate.number import number
from aanbesteding.gate.refused import MOST_FINDINGS, shown
from aanbesteding.workbook.pages import cell_name

_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 - no zone
# Excel counts a day that never was, 29 February 1900; before it the two readers number apart.
_FIRST_SURE = 61
_DAY = timedelta(days=1)


def disagreements(gated: Gated, book: Any, label: str) -> tuple[Finding, ...]:
    """Return each cell, up to the limit, of which the two readers do not read the same."""
    found: list[Finding] = []
    for finding in _differing(gated, book, label):
        found.append(finding)
        if len(found) >= MOST_FINDINGS:
            break
    return tuple(found)


def _differing(gated: Gated, book: Any, label: str) -> Iterator[Finding]:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    for name in sorted(gated.sheets.keys() | sheets.keys()):
        if name not in sheets or name not in gated.sheets:
            yield _differs(label, name, (1, 1), "–", name)
            continue
        ours = gated.sheets[name].cells
        theirs = {at: cell for at, cell in sheets[name]._cells.items() if not _empty(cell.value)}
        for at in sorted(ours.keys() ^ theirs.keys()):
            own, other = ours.get(at), theirs.get(at)
            values = (own.text if own else "–", str(other.value) if other else "–")
            yield _differs(label, name, at, *values)
        for at, cell in theirs.items():
            own = ours.get(at)
            if own is not None and not _same(own, cell, gated.dates_from_1904):
                yield _differs(label, name, at, own.text, str(cell.value))


def _empty(value: object) -> bool:
    return value is None or value == ""


def _same(own: Content, cell: Any, since_1904: bool) -> bool:
    value, kind = cell.value, own.kind
    if kind == "text":
        return bool(value == own.text) and cell.data_type == "s"
    if kind == "number":
        return _beyond_days(cell) or _same_number(own.text, value, since_1904)
    if kind == "formula":
        return bool(cell.data_type == "f")
    if kind == "error":
        return bool(value == own.text) and cell.data_type == "e"
    if kind == "yes_no":
        return value is (own.text == "1")
    return isinstance(value, (date, time))


def _beyond_days(cell: Any) -> bool:
    """Whether openpyxl makes an error of a number that its format shows as no day there is.

    An error is never used as a value: whoever reads the cell refuses it.
    """
    return bool(cell.data_type == "e" and cell.value == "#VALUE!")


def _same_number(text: str, value: object, since_1904: bool) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, float):
        return value == float(text)
    if isinstance(value, int):
        return Decimal(value) == number(text)
    if isinstance(value, datetime):
        days = (value - _EPOCHS[since_1904]) / _DAY
        return float(text) < _FIRST_SURE or abs(days - float(text)) * 86_400 < 1
    return isinstance(value, (time, timedelta))


def _differs(label: str, sheet: str, at: tuple[int, int], own: str, other: str) -> Finding:
    place = Cell(label, sheet, cell_name(*at))
    values = {"file": label, "found": shown(own), "other": shown(other)}
    return Finding("W190", Weight.REPAIRABLE, place, values)


def agreed(content: Content, value: Decimal | int) -> bool:
    """Return whether a number that is used is the one the gate reads in the cell."""
    own = number(content.text) if content.kind == "number" else None
    return own is not None and own == value
