"""A reading from values, so that CSV, JSON and Python go through the checks of a form."""

from collections.abc import Mapping

from aanbesteding.basis.findings import Finding, in_order
from aanbesteding.basis.places import Line, Path, Place
from aanbesteding.bids.form import other_slots
from aanbesteding.workbook.check import checked, from_text
from aanbesteding.workbook.slots import Form, Reading, Value


def reading_from_values(
    values: Mapping[Path, object],
    form: Form,
    file_label: str,
    place: Place | None = None,
    prices: bool = True,
) -> Reading:
    """Return what a form with these values would have given; paths unknown to it are findings.

    Numbers may be text with a dot, yes and no may be words or booleans. Without prices, the
    price slots stay unread.
    """
    at = place or Line(file_label)
    slots = {slot.name: slot for slot in (form.slots if prices else other_slots(form))}
    known = {slot.name for slot in form.slots}
    given = {".".join(path): value for path, value in values.items() if not _empty_value(value)}
    findings: list[Finding] = []
    good: dict[Path, Value] = {}
    for name, slot in slots.items():
        match checked(slot, from_text(slot, given.get(name)), at):
            case Finding() as finding:
                findings.append(finding)
            case None:
                pass
            case value:
                good[slot.path] = value
    unknown = {name: value for name, value in given.items() if name not in known}
    places = {slot.path: at for slot in slots.values()}
    return Reading(file_label, good, places, in_order(findings), {"unknown": unknown})


def _empty_value(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
