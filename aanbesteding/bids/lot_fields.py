"""What was said of lots, needs and areas that were not asked, or of a lot not bid for."""

import re
from collections.abc import Iterator, Mapping

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line, Place
from aanbesteding.bids.terms import lots_with_terms
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.check import NO, shown
from aanbesteding.workbook.slots import Form, Reading, Slot

_LOT_FIELD = re.compile(
    r"lots\.(.+?)\.(bids|capacity|free|least|area|expertise|meets|answer|price|discount)(?:\.(.+))?"
)
_ATTRIBUTE = re.compile(r"attributes\.(.+)")
_PACKAGE = re.compile(r"terms\.package\.(.+)")
_UNKNOWN = {
    "capacity": "B105",
    "free": "B105",
    "price": "B105",
    "area": "B106",
    "expertise": "B107",
    "answer": "B108",
}


def beside_the_lots(reading: Reading, tender: Tender, form: Form) -> Iterator[Finding]:
    """Return what is said of parts that were not asked, or of a lot that is not bid for."""
    place = Line(reading.file)
    lots_said: set[str] = set()
    for name, value in sorted(reading.extra.get("unknown", {}).items()):
        at = next(iter(reading.places.values()), place)
        match = _LOT_FIELD.fullmatch(name)
        if match is None:
            yield _of_the_bidder(tender, name, at)
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
        if reading.values.get(("lots", slot.path[1], "bids")) is False:
            yield _beside_the_point(slot, reading.places[slot.path])


def _open_lot(tender: Tender, lot: str) -> Lot | None:
    return next((found for found in tender.open_lots if found.id == lot), None)


def _no_such_lot(tender: Tender, lot: str, at: Place) -> Finding:
    closed = any(found.id == lot for found in tender.lots)
    values = {"lot": lot, "lots": tuple(found.id for found in tender.open_lots)}
    return Finding("B104" if closed else "B103", Weight.REPAIRABLE, at, values)


def _of_the_bidder(tender: Tender, name: str, at: Place) -> Finding:
    """What was said of the bidder itself: no attribute of this tender, no lot for its terms."""
    attribute, package = _ATTRIBUTE.fullmatch(name), _PACKAGE.fullmatch(name)
    if attribute and tender.attributes:
        known = tuple(one.id for one in tender.attributes)
        values = {"found": shown(attribute[1]), "known": known}
        return Finding("B160", Weight.REPAIRABLE, at, values)
    lots = tuple(lot.id for lot in lots_with_terms(tender))
    if package and lots:
        values = {"found": shown(package[1]), "known": lots}
        return Finding("B161", Weight.REPAIRABLE, at, values)
    return Finding("B109", Weight.REPAIRABLE, at, {"found": shown(name)})


def _no_such_part(tender: Tender, lot: Lot, kind: str, found: str | None, at: Place) -> Finding:
    known: Mapping[str, tuple[str, ...]] = {
        "capacity": tuple(need.id for need in tender.lot_needs(lot)),
        "area": tuple(area.id for area in tender.lot_areas(lot)),
        "expertise": tuple(expertise.id for expertise in tender.expertise),
        "answer": tuple(criterion.id for criterion in tender.scored(lot.id)),
    }
    parts = known.get("capacity" if kind in ("price", "free") else kind, ())
    code = _UNKNOWN.get(kind, "B109")
    name = f"lots.{lot.id}.{kind}" + (f".{found}" if found else "")
    if code == "B109" or found is None or found in parts:
        return Finding("B109", Weight.REPAIRABLE, at, {"found": shown(name)})
    values = {"lot": lot.id, "found": shown(found), "known": parts}
    return Finding(code, Weight.REPAIRABLE, at, values)


def _beside_the_point(slot: Slot, at: Place) -> Finding:
    values = {"slot": slot.name, "field": slot.label, "lot": slot.path[1]}
    return Finding("B110", Weight.NOTICE, at, values)
