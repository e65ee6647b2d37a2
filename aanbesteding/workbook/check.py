"""What may stand in a slot: one check for workbooks, CSV, JSON and Python alike."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from aanbesteding.basis.exact import as_typed
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Path, Place
from aanbesteding.workbook.entries import MOST
from aanbesteding.workbook.slots import Reading, Slot, Value

LONGEST_TEXT = 32_000
YES = frozenset({"ja", "yes"})
NO = frozenset({"nee", "no"})
_COMMA = re.compile(r"^[€\s]*-?[\d.]*\d,(\d+|-{1,2})$")
# Controls, signs without width, marks that turn the direction of reading, halves of a pair.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    r"\ud800-\udfff]"
)
_DIGITS = re.compile(r"^-?\d{1,15}(\.\d{1,15})?$")
_NO_NUMBERS = (bool, date, datetime, time, timedelta)


def checked(slot: Slot, raw: object, place: Place | None) -> Value | Finding | None:
    """Return the value of a slot, None when it is empty, or what is wrong with it."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if slot.shows in ("text", "identifier"):
        return _text(slot, raw, place)
    if slot.shows == "yes_no":
        return _yes_no(slot, raw, place)
    if slot.shows == "choice":
        return _choice(slot, raw, place)
    return _number(slot, raw, place)


def wrong(slot: Slot, code: str, place: Place | None, **values: Any) -> Finding:
    """Return a finding about a slot; `slot` among its values names the field."""
    said = {"slot": slot.name, "field": slot.label or slot.name, **values}
    return Finding(code, Weight.REPAIRABLE, place, said)


def missing(reading: Reading, slots: Iterable[Slot]) -> tuple[Finding, ...]:
    """Return a finding for each slot that was read, must be filled in and stands empty."""
    flawed = {finding.values.get("slot") for finding in reading.findings}
    return tuple(
        wrong(slot, "W201", reading.places[slot.path])
        for slot in slots
        if slot.required
        and slot.path in reading.places
        and slot.path not in reading.values
        and slot.name not in flawed
        and all(_says_yes(reading.values, path) for path in slot.when)
    )


def from_text(slot: Slot, raw: object) -> object:
    """Return what digits with a dot mean in a number slot, and true or false in a yes/no slot.

    Text of any other kind stays text, so that the check can name what is wrong with it.
    """
    if slot.shows in ("integer", "euro", "number") and isinstance(raw, str):
        return Decimal(raw.strip()) if _DIGITS.match(raw.strip()) else raw
    if slot.shows == "yes_no" and isinstance(raw, bool):
        return "ja" if raw else "nee"
    return raw


def _says_yes(values: Mapping[Path, Value], path: Path) -> bool:
    value = values.get(path)
    return value is True or (isinstance(value, (int, Decimal)) and value > 0)


def _text(slot: Slot, raw: object, place: Place | None) -> Value | Finding:
    if isinstance(raw, _NO_NUMBERS):
        return wrong(slot, "W215", place, found=shown(raw))
    if not isinstance(raw, str):
        return wrong(slot, "W211", place, found=shown(raw))
    text = normalize("NFC", raw.strip())
    if _UNSEEN.search(text):
        return wrong(slot, "W216", place)
    if len(text) > LONGEST_TEXT:
        return wrong(slot, "W217", place, length=len(text), most=LONGEST_TEXT)
    return text


def _yes_no(slot: Slot, raw: object, place: Place | None) -> Value | Finding:
    word = raw.strip().casefold() if isinstance(raw, str) else ""
    if word in YES or word in NO:
        return word in YES
    return wrong(slot, "W212", place, found=shown(raw))


def _choice(slot: Slot, raw: object, place: Place | None) -> Value | Finding:
    word = raw.strip() if isinstance(raw, str) else ""
    for choice, label in zip(slot.choices, slot.labels or slot.choices, strict=True):
        if word in (choice, label):
            return choice
    allowed = slot.labels or slot.choices
    return wrong(slot, "W213", place, found=shown(raw), allowed=allowed)


def _number(slot: Slot, raw: object, place: Place | None) -> Value | Finding:
    if isinstance(raw, _NO_NUMBERS):
        return wrong(slot, "W210", place, found=shown(raw))
    if isinstance(raw, str):
        code = "W203" if _COMMA.match(raw.strip()) else "W202"
        return wrong(slot, code, place, found=shown(raw))
    if not isinstance(raw, (int, float, Decimal)):
        return wrong(slot, "W202", place, found=shown(raw))
    value = as_typed(raw) if isinstance(raw, float) else Decimal(raw)
    return _outside(slot, value, place) or (int(value) if slot.shows == "integer" else value)


def _outside(slot: Slot, value: Decimal, place: Place | None) -> Finding | None:
    if not value.is_finite():
        return wrong(slot, "W202", place, found=shown(value))
    if slot.choices:
        if value in {Decimal(choice) for choice in slot.choices}:
            return None
        return wrong(slot, "W213", place, found=shown(value), allowed=slot.choices)
    # A sheet refuses what is beyond these too, where a slot sets no limit of its own.
    least = -MOST if slot.least is None else slot.least
    most = MOST if slot.most is None else slot.most
    if value < least:
        code = "W204" if value < 0 else "W205"
        return wrong(slot, code, place, found=value, least=least)
    if value > most:
        return wrong(slot, "W206", place, found=value, most=most)
    if slot.shows == "integer" and value != value.to_integral_value():
        return wrong(slot, "W207", place, found=value)
    if slot.shows == "euro" and value != round(value, 2):
        return wrong(slot, "W214", place, found=value)
    return None


def shown(raw: object, longest: int = 60) -> str:
    """Return what stood there, on one line and not too long to show."""
    text = " ".join(_UNSEEN.sub("", str(raw)).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
