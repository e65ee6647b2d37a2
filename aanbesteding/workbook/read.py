"""Reads a form back: values by path, the cell of each, and everything that is wrong with it."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from aanbesteding.basis.findings import Finding, in_order
from aanbesteding.basis.places import Cell, Path, Place
from aanbesteding.gate.cells import SheetRead
from aanbesteding.workbook.agree import agreed
from aanbesteding.workbook.check import checked, missing, shown, wrong
from aanbesteding.workbook.conservation import conserved, loose_cells
from aanbesteding.workbook.form_book import row_and_column
from aanbesteding.workbook.opened import Opened, open_form
from aanbesteding.workbook.same_form import differences, other_form
from aanbesteding.workbook.shown_as import as_shown
from aanbesteding.workbook.slots import Form, Reading, Slot, Value


def read_form(
    path: FilePath | bytes, form: Form, slots: Iterable[Slot], file_label: str
) -> Reading:
    """Return what stands in the slots of a file that should be this form; never raises for a file.

    Only the sheets of the given slots are looked at, so that prices can stay unread.
    """
    asked = tuple(slots)
    reading = read_opened(open_form(path, file_label), form, asked)
    findings = (*reading.findings, *missing(reading, asked))
    return replace(reading, findings=in_order(findings))


def read_opened(opened: Opened, form: Form, slots: Iterable[Slot]) -> Reading:
    """Return values, cells and findings of an opened form; what is missing is not looked for.

    Raises RuntimeError when a cell of the file was neither used nor set aside: our own mistake.
    """
    asked = tuple(slots)
    left_alone = _left_alone(form, asked)
    if opened.findings:
        return Reading(opened.label, findings=_untold(opened.findings, left_alone))
    refused = other_form(opened, form)
    if refused:
        return Reading(opened.label, findings=refused, extra=opened.identity)
    loose = loose_cells(opened, form, left_alone)
    findings = list(differences(opened, form, loose))
    values: dict[Path, Value] = {}
    places: dict[Path, Place] = {}
    for slot in asked:
        if slot.sheet not in opened.sheets:
            continue
        place = Cell(opened.label, slot.sheet, slot.cell)
        places[slot.path] = place
        cell = opened.book[slot.sheet][slot.cell]
        found = _read(cell, slot, place)
        if not isinstance(found, Finding):
            told = tuple(as_shown(opened.gated.sheets[slot.sheet], slot, place))
            findings += told
            found = None if any(finding.blocks for finding in told) else found
        match _own(found, opened.gated.sheets[slot.sheet], slot, place):
            case Finding() as finding:
                findings.append(finding)
            case None:
                pass
            case value:
                values[slot.path] = value
    tally = conserved(opened, form, (slot for slot in asked if slot.path in places), loose)
    return Reading(opened.label, values, places, in_order(findings), opened.identity, tally)


def _left_alone(form: Form, asked: Iterable[Slot]) -> frozenset[str]:
    """The sheets with slots of which none is asked: nothing on them is looked at."""
    return frozenset({slot.sheet for slot in form.slots} - {slot.sheet for slot in asked})


def _untold(findings: tuple[Finding, ...], left_alone: frozenset[str]) -> tuple[Finding, ...]:
    """The findings of a refused file, without what stands on a sheet that nobody may see yet."""
    return tuple(
        replace(
            one, values={k: "…" if k in ("found", "other") else v for k, v in one.values.items()}
        )
        if isinstance(one.place, Cell) and one.place.sheet in left_alone
        else one
        for one in findings
    )


def _read(cell: Any, slot: Slot, place: Place) -> Value | Finding | None:
    if cell.data_type == "f":
        formula = getattr(cell.value, "text", None) or cell.value
        return wrong(slot, "W209", place, found=shown(formula))
    if cell.data_type == "e":
        return wrong(slot, "W208", place, found=shown(cell.value))
    return checked(slot, cell.value, place)


def _own(
    found: Value | Finding | None, sheet: SheetRead, slot: Slot, place: Place
) -> Value | Finding | None:
    """The value, when the gate reads the same number out of the text of the cell."""
    if isinstance(found, bool) or not isinstance(found, (int, Decimal)):
        return found
    content = sheet.cells[row_and_column(slot.cell)]
    if agreed(content, found):
        return found
    return wrong(slot, "W190", place, found=shown(content.text), other=shown(found))
