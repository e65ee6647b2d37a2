"""Corrections from the register, applied to what was read; what stood there before is kept."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from aanbesteding.basis.exact import plain
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Place
from aanbesteding.bids.bid import Event, EventKind
from aanbesteding.bids.form import PRICED, is_price
from aanbesteding.workbook.check import checked, from_text, shown
from aanbesteding.workbook.slots import Form, Reading, Slot, Value

Noted = tuple[Event, Place]


def corrected(
    reading: Reading, form: Form, events: Iterable[Noted]
) -> tuple[Reading, tuple[Noted, ...], tuple[Finding, ...]]:
    """Return the reading with corrections, the events with what stood there before, and findings.

    A finding about a cell that was corrected stays to be seen, as a notice. A correction of a
    price waits while the prices are sealed.
    """
    slots = {slot.name: slot for slot in form.slots}
    done: list[Noted] = []
    findings: list[Finding] = []
    for event, place in events:
        slot = slots.get(event.field)
        if event.event is not EventKind.CORRECTED:
            done.append((event, place))
            continue
        value = _value(slot, event, place, reading)
        if isinstance(value, Finding):
            findings.append(value)
        elif slot is not None and value is not None:
            before = _as_text(reading.values.get(slot.path))
            event = event.model_copy(update={"before": before or _flaw(reading, slot)})
            reading = _with(reading, slot, value)
        done.append((event, place))
    return reading, tuple(done), tuple(findings)


def sealed(event: Event) -> Event:
    """Return the event as it may be seen while the prices are sealed: without any amount."""
    if not any(f".{kind}." in event.field for kind in PRICED):
        return event
    return event.model_copy(update=dict.fromkeys(("value", "request", "answer", "decision"), ""))


def _value(
    slot: Slot | None, event: Event, place: Place, reading: Reading
) -> Value | Finding | None:
    """The value to put in; None while a price is sealed."""
    refused = Finding("B135", Weight.REPAIRABLE, place, {"found": shown(event.field)})
    if slot is None or slot.path == ("bidder", "id"):
        return refused
    if slot.path not in reading.places:
        return None if is_price(slot) or not reading.places else refused
    value = checked(slot, from_text(slot, event.value), place)
    return refused if value is None else value


def _with(reading: Reading, slot: Slot, value: Value) -> Reading:
    findings = tuple(
        replace(finding, weight=Weight.NOTICE)
        if finding.values.get("slot") == slot.name
        else finding
        for finding in reading.findings
    )
    return replace(reading, values={**reading.values, slot.path: value}, findings=findings)


def _flaw(reading: Reading, slot: Slot) -> str:
    """What stood there when it was no good."""
    found = [f.values.get("found") for f in reading.findings if f.values.get("slot") == slot.name]
    return _as_text(found[0]) if found else ""


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)
