"""From values and places to a bid, with a finding for everything that is not as it was asked."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from aanbesteding.basis.findings import Finding, Weight, in_order
from aanbesteding.basis.places import Line, Path, Place
from aanbesteding.bids.bid import Bid
from aanbesteding.bids.form import other_slots
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.check import NO, checked, from_text, missing, shown
from aanbesteding.workbook.slots import Form, Reading, Slot, Value

_LOT_FIELD = re.compile(r"lots\.(.+?)\.(bids|capacity|area|expertise|answer|price)(?:\.(.+))?")
_UNKNOWN = {
    "capacity": "B105",
    "price": "B105",
    "area": "B106",
    "expertise": "B107",
    "answer": "B108",
}
_BIDDER = {"id": "B101", "kvk": "B102"}
_SEVERAL = ("members", "subcontractors")


def accept(reading: Reading, tender: Tender, form: Form) -> tuple[Bid | None, tuple[Finding, ...]]:
    """Return the bid as far as it could be read, and everything that is wrong with it.

    There is no bid without a bidder's identifier and name. A bid with a finding that blocks is
    for showing only: nothing may be decided with it.
    """
    read = tuple(slot for slot in form.slots if slot.path in reading.places)
    findings = [*reading.findings, *missing(reading, read)]
    if not reading.places:
        return None, in_order(findings)
    findings += _beside_the_lots(reading, tender, form)
    bid, wrong = _valid(_bidder(reading.values), _lots(reading.values, tender), reading)
    findings += wrong
    if bid is not None:
        findings += _empty(bid, reading)
    return bid, in_order(findings)


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


def _beside_the_lots(reading: Reading, tender: Tender, form: Form) -> Iterator[Finding]:
    """What is said of lots, needs, areas that were not asked, or of a lot that is not bid for."""
    place = Line(reading.file)
    lots_said: set[str] = set()
    for name, value in sorted(reading.extra.get("unknown", {}).items()):
        at = next(iter(reading.places.values()), place)
        match = _LOT_FIELD.fullmatch(name)
        if match is None:
            yield Finding("B109", Weight.REPAIRABLE, at, {"found": shown(name)})
        elif (lot := _open_lot(tender, match[1])) is None:
            declined = match[2] == "bids" and str(value).strip().casefold() in (*NO, "false")
            if match[1] not in lots_said and not declined:
                lots_said.add(match[1])
                yield _no_such_lot(tender, match[1], at)
        else:
            yield _no_such_part(tender, lot, match[2], match[3], at)
    for slot in form.slots:
        if slot.path not in reading.values or slot.path[0] != "lots" or slot.path[2] == "bids":
            continue
        if reading.values.get(("lots", slot.path[1], "bids")) is not True:
            yield _beside_the_point(slot, reading.places[slot.path])


def _open_lot(tender: Tender, lot: str) -> Lot | None:
    return next((found for found in tender.open_lots if found.id == lot), None)


def _no_such_lot(tender: Tender, lot: str, at: Place) -> Finding:
    closed = any(found.id == lot for found in tender.lots)
    values = {"lot": lot, "lots": tuple(found.id for found in tender.open_lots)}
    return Finding("B104" if closed else "B103", Weight.REPAIRABLE, at, values)


def _no_such_part(tender: Tender, lot: Lot, kind: str, found: str | None, at: Place) -> Finding:
    known: Mapping[str, tuple[str, ...]] = {
        "capacity": tuple(need.id for need in tender.lot_needs(lot)),
        "area": tuple(area.id for area in tender.lot_areas(lot)),
        "expertise": tuple(expertise.id for expertise in tender.expertise),
        "answer": tuple(criterion.id for criterion in tender.judged(lot.id)),
    }
    parts = known.get("capacity" if kind == "price" else kind, ())
    code = _UNKNOWN.get(kind, "B109")
    name = f"lots.{lot.id}.{kind}" + (f".{found}" if found else "")
    if code == "B109" or found is None or found in parts:
        return Finding("B109", Weight.REPAIRABLE, at, {"found": shown(name)})
    values = {"lot": lot.id, "found": shown(found), "known": parts}
    return Finding(code, Weight.REPAIRABLE, at, values)


def _beside_the_point(slot: Slot, at: Place) -> Finding:
    values = {"slot": slot.name, "field": slot.label, "lot": slot.path[1]}
    return Finding("B110", Weight.NOTICE, at, values)


def _bidder(values: Mapping[Path, Value]) -> dict[str, Any]:
    found: dict[str, Any] = {p[1]: v for p, v in values.items() if p[0] == "bidder"}
    for key in _SEVERAL:
        names = str(found.get(key, "")).replace("\n", ";").split(";")
        found[key] = tuple(name.strip() for name in names if name.strip())
    return found


def _lots(values: Mapping[Path, Value], tender: Tender) -> list[dict[str, Any]]:
    return [
        _lot(values, tender, lot)
        for lot in tender.open_lots
        if values.get(("lots", lot.id, "bids")) is True
    ]


def _lot(values: Mapping[Path, Value], tender: Tender, lot: Lot) -> dict[str, Any]:
    def said(kind: str, id_: str) -> Value | None:
        return values.get(("lots", lot.id, kind, id_))

    offers = [
        {"need": need.id, "capacity": capacity, "price": said("price", need.id)}
        for need in tender.lot_needs(lot)
        if (capacity := said("capacity", need.id)) is not None
    ]
    answers = {c.id: said("answer", c.id) for c in tender.judged(lot.id)}
    return {
        "lot": lot.id,
        "offers": offers,
        "areas": [a.id for a in tender.lot_areas(lot) if said("area", a.id) is True],
        "expertise": [e.id for e in tender.expertise if said("expertise", e.id) is True],
        "answers": {id_: text for id_, text in answers.items() if text is not None},
    }


def _valid(
    bidder: dict[str, Any], lots: list[dict[str, Any]], reading: Reading
) -> tuple[Bid | None, list[Finding]]:
    """The bid, without those optional data of the bidder that are no good."""
    try:
        return Bid.model_validate({**bidder, "lots": lots}), []
    except ValidationError as error:
        wrong = [e for e in error.errors() if e["type"] != "missing"]
        findings = [_not_valid(e["loc"], e["input"], reading) for e in wrong]
        flawed = {str(e["loc"][0]) for e in wrong}
    rest = {key: value for key, value in bidder.items() if key not in flawed}
    try:
        return Bid.model_validate({**rest, "lots": lots}), findings
    except ValidationError:
        return None, findings


def _not_valid(loc: tuple[int | str, ...], found: object, reading: Reading) -> Finding:
    key = str(loc[0])
    place = reading.places.get(("bidder", key), Line(reading.file))
    name = "bidder." + ".".join(str(part) for part in loc)
    values = {"slot": name, "field": name, "found": shown(found)}
    return Finding(_BIDDER.get(key, "B100"), Weight.REPAIRABLE, place, values)


def _empty(bid: Bid, reading: Reading) -> Iterator[Finding]:
    asked = [path for path in reading.places if path[0] == "lots" and path[2] == "bids"]
    if not bid.lots and all(path in reading.values for path in asked):
        place = reading.places[asked[0]] if asked else Line(reading.file)
        yield Finding("B111", Weight.REPAIRABLE, place, {"bidder": bid.id})
    for lot in bid.lots:
        if lot.offers and not any(offer.capacity for offer in lot.offers):
            place = reading.places[("lots", lot.lot, "bids")]
            yield Finding("B112", Weight.NOTICE, place, {"bidder": bid.id, "lot": lot.lot})
