"""One kind of hostile workbook: what it attacks, its bytes, and what must become of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from aanbesteding.basis.findings import Finding
from aanbesteding.basis.places import Cell
from aanbesteding.workbook.slots import Reading, Slot, Value
from tests.hostile.form import LABEL, form, slot, values


@dataclass(frozen=True)
class Want:
    """What must become of a file.

    refused: nothing is read, and a finding that blocks names `says`.
    told: a finding that blocks stands at `sheet` and `cell` (at the sheet, when no cell is given),
    and what stands in that cell is not read.
    noticed: a finding of any weight stands there, and what is read is right.
    read: nothing blocks and every value is right, with `changed` for what the file says otherwise.
    fair: read, or told at that place, or refused; for what a strict reader may take or leave.
    """

    how: Literal["refused", "told", "noticed", "read", "fair"]
    sheet: str = ""
    cell: str = ""
    says: tuple[str, ...] = ()
    changed: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name, what it attacks, how it is made and what must become of it."""

    id: str
    attacks: str
    make: Callable[[], bytes]
    want: Want
    heavy: bool = False


def refused(*says: str) -> Want:
    """Nothing may be read; a finding names these texts, such as the part."""
    return Want("refused", says=says)


def told(at: Slot | str, cell: str = "", *says: str) -> Want:
    """A finding must stand at this slot, or at this cell of a sheet."""
    if isinstance(at, str):
        return Want("told", at, cell, says)
    return Want("told", at.sheet, at.cell, says)


def noticed(at: Slot | str, cell: str = "") -> Want:
    """A finding of any weight must stand there; what is read must be right."""
    sheet, place = (at, cell) if isinstance(at, str) else (at.sheet, at.cell)
    return Want("noticed", sheet, place)


def read(**changed: Value) -> Want:
    """Everything must be read as it was filled in, apart from these (dots as underscores)."""
    return Want("read", changed={name.replace("__", "."): v for name, v in changed.items()})


def fair(at: Slot | str = "", cell: str = "", **changed: Value) -> Want:
    """It must be read rightly, or told at this place, or refused."""
    sheet, place = (at, cell) if isinstance(at, str) else (at.sheet, at.cell)
    return Want("fair", sheet, place, (), {n.replace("__", "."): v for n, v in changed.items()})


def fault(want: Want, reading: Reading) -> str:
    """What is wrong with how a file was read; empty when all is well."""
    blocking = [finding for finding in reading.findings if finding.blocks]
    wrong = _wrong_values(want, reading)
    if want.how == "refused":
        return _refusal(want, reading, blocking)
    if want.how == "told":
        return wrong or _telling(want, blocking) or _still_read(want, reading)
    if want.how == "noticed":
        return wrong or _telling(want, reading.findings)
    if want.how == "fair" and blocking:
        elsewhere = _telling(want, blocking) and _refusal(want, reading, blocking)
        return wrong or elsewhere
    return wrong or _not_read(want, reading, blocking)


def _right(want: Want) -> Mapping[tuple[str, ...], Value]:
    return {**values(), **{slot(name).path: value for name, value in want.changed.items()}}


def _wrong_values(want: Want, reading: Reading) -> str:
    """The values that are not what the form was filled in with."""
    right = _right(want)
    wrong = {path: value for path, value in reading.values.items() if right.get(path) != value}
    return f"read as {wrong}" if wrong else ""


def _not_read(want: Want, reading: Reading, blocking: list[Finding]) -> str:
    if blocking:
        return f"blocked: {_said(blocking)}"
    lost = sorted(set(_right(want)) - set(reading.values))
    return f"lost: {lost}" if lost else ""


def _still_read(want: Want, reading: Reading) -> str:
    here = [s for s in form().slots if (s.sheet, s.cell) == (want.sheet, want.cell)]
    return f"still read: {want.cell}" if any(s.path in reading.values for s in here) else ""


def _refusal(want: Want, reading: Reading, blocking: list[Finding]) -> str:
    if not blocking:
        return f"not refused; read {len(reading.values)} values, {_said(reading.findings)}"
    if reading.values:
        return f"refused with {_said(blocking)}, and {len(reading.values)} values read"
    return _unsaid(want, blocking)


def _telling(want: Want, findings: Iterable[Finding]) -> str:
    """Whether a finding stands at the place; a sheet alone may also be named in its values."""
    here = [finding for finding in findings if _at(finding, want)]
    return _unsaid(want, here) if here else f"not told there: {_said(findings)}"


def _at(finding: Finding, want: Want) -> bool:
    place = finding.place
    if want.cell:
        return place == Cell(LABEL, want.sheet, want.cell)
    if isinstance(place, Cell):
        return place.sheet == want.sheet
    return want.sheet in map(str, finding.values.values())


def _unsaid(want: Want, findings: Iterable[Finding]) -> str:
    said = " ".join(f"{finding.place} {dict(finding.values)}" for finding in findings)
    missing = [text for text in want.says if text not in said]
    return f"does not name {missing}: {said}" if missing else ""


def _said(findings: Iterable[Finding]) -> str:
    return "; ".join(f"{f.code} {f.place} {dict(f.values)}" for f in findings)[:600] or "no finding"
