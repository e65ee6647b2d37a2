"""Reads a form back: values by path, the cell of each, and everything that is wrong with it."""

from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import Any

from aanbesteding.basis.findings import Finding, in_order
from aanbesteding.basis.places import Cell, Path, Place
from aanbesteding.workbook.check import checked, missing, shown, wrong
from aanbesteding.workbook.opened import Opened, open_form
from aanbesteding.workbook.same_form import differences, other_form
from aanbesteding.workbook.slots import Form, Reading, Slot, Value

__all__ = ["open_form", "read_form", "read_opened"]


def read_form(
    path: FilePath | bytes, form: Form, slots: Iterable[Slot], file_label: str
) -> Reading:
    """Return what stands in the slots of a file that should be this form; never raises for a file.

    Only the sheets of the given slots are looked at, so that prices can stay unread.
    """
    asked = tuple(slots)
    reading = read_opened(open_form(path, file_label), form, asked)
    findings = (*reading.findings, *missing(reading, asked))
    return Reading(reading.file, reading.values, reading.places, in_order(findings), reading.extra)


def read_opened(opened: Opened, form: Form, slots: Iterable[Slot]) -> Reading:
    """Return values, cells and findings of an opened form; what is missing is not looked for."""
    if opened.findings:
        return Reading(opened.label, findings=opened.findings)
    refused = other_form(opened, form)
    if refused:
        return Reading(opened.label, findings=refused, extra=opened.identity)
    asked = tuple(slots)
    findings = list(differences(opened, form, _left_alone(form, asked)))
    values: dict[Path, Value] = {}
    places: dict[Path, Place] = {}
    for slot in asked:
        if slot.sheet not in opened.sheets:
            continue
        place = Cell(opened.label, slot.sheet, slot.cell)
        places[slot.path] = place
        match _read(opened.book[slot.sheet][slot.cell], slot, place):
            case Finding() as finding:
                findings.append(finding)
            case None:
                pass
            case value:
                values[slot.path] = value
    return Reading(opened.label, values, places, in_order(findings), opened.identity)


def _left_alone(form: Form, asked: Iterable[Slot]) -> frozenset[str]:
    """The sheets with slots of which none is asked: nothing on them is looked at."""
    return frozenset({slot.sheet for slot in form.slots} - {slot.sheet for slot in asked})


def _read(cell: Any, slot: Slot, place: Place) -> Value | Finding | None:
    if cell.data_type == "f":
        formula = getattr(cell.value, "text", None) or cell.value
        return wrong(slot, "W209", place, found=shown(formula))
    if cell.data_type == "e":
        return wrong(slot, "W208", place, found=shown(cell.value))
    return checked(slot, cell.value, place)
