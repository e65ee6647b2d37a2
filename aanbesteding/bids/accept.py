"""From values and places to a bid, with a finding for everything that is not as it was asked."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from aanbesteding.basis.exact import bare, plain
from aanbesteding.basis.findings import Finding, Weight, in_order
from aanbesteding.basis.places import Line, Path
from aanbesteding.bids.bid import Bid
from aanbesteding.bids.consortium import led_by_a_member, members_of, names_in
from aanbesteding.bids.lot_fields import beside_the_lots
from aanbesteding.bids.offered_terms import discounts_in, offered_terms, terms_in
from aanbesteding.bids.twelfths import priced_in_twelfths
from aanbesteding.bids.values import reading_from_values
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.check import missing, shown
from aanbesteding.workbook.slots import Form, Reading, Value

__all__ = ["accept", "reading_from_values"]
_BIDDER = {"id": "B101", "kvk": "B102"}


def accept(reading: Reading, tender: Tender, form: Form) -> tuple[Bid | None, tuple[Finding, ...]]:
    """Return the bid as far as it could be read, and everything that is wrong with it.

    There is no bid without a bidder's identifier and name. A bid with a finding that blocks is
    for showing only: nothing may be decided with it.
    """
    read = tuple(slot for slot in form.slots if slot.path in reading.places)
    findings = [*reading.findings, *missing(reading, read)]
    if not reading.places:
        return None, in_order(findings)
    findings += beside_the_lots(reading, tender, form)
    members, wrong_members = members_of(reading)
    bidder = {**_bidder(reading.values, tender), "members": members}
    bid, wrong = _valid(bidder, _lots(reading.values, tender), reading)
    findings += [*wrong_members, *wrong, *priced_in_twelfths(reading, tender)]
    if bid is not None:
        findings += [*_empty(bid, reading), *led_by_a_member(bid, reading)]
        findings += offered_terms(bid, reading, tender)
    return bid, in_order(findings)


def _bidder(values: Mapping[Path, Value], tender: Tender) -> dict[str, Any]:
    found: dict[str, Any] = {p[1]: v for p, v in values.items() if p[0] == "bidder"}
    found["subcontractors"] = names_in(str(found.get("subcontractors", "")))
    held = (one.id for one in tender.attributes)
    found["attributes"] = [id_ for id_ in held if values.get(("attributes", id_)) is True]
    return {**found, "terms": terms_in(values, tender)}


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
        {
            "need": need.id,
            "capacity": capacity,
            "price": said("price", need.id),
            "free": said("free", need.id),
        }
        for need in tender.lot_needs(lot)
        if (capacity := said("capacity", need.id)) is not None
    ]
    answers = {c.id: said("answer", c.id) for c in tender.scored(lot.id)}
    return {
        "lot": lot.id,
        "offers": offers,
        "least": values.get(("lots", lot.id, "least")),
        "areas": [a.id for a in tender.lot_areas(lot) if said("area", a.id) is True],
        "expertise": [e.id for e in tender.expertise if said("expertise", e.id) is True],
        "answers": {id_: _as_text(said) for id_, said in answers.items() if said is not None},
        "meets": [r.id for r in tender.asked(lot.id) if said("meets", r.id) is True],
        "discounts": discounts_in(values, lot.id),
    }


def _as_text(said: Value) -> str:
    """An answer as it is kept: a number in digits, the same whatever file it came from."""
    return plain(bare(said)) if isinstance(said, Decimal) else str(said)


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
        asked = [p for p in reading.places if p[:3] == ("lots", lot.lot, "capacity")]
        offered = [offer.capacity for offer in lot.offers]
        if len(offered) == len(asked) and not any(offered):
            place = reading.places[("lots", lot.lot, "bids")]
            yield Finding("B112", Weight.NOTICE, place, {"bidder": bid.id, "lot": lot.lot})
        elif lot.least and len(offered) == len(asked) and lot.least > sum(offered):
            place = reading.places[("lots", lot.lot, "least")]
            values = {"lot": lot.lot, "least": lot.least, "offered": sum(offered)}
            yield Finding("B118", Weight.NOTICE, place, values)
