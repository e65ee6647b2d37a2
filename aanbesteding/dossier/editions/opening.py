"""What of a record is shown in a package: what its public edition was copied from, and no more."""

from collections.abc import Mapping, Sequence
from typing import Any

from aanbesteding.dossier.editions.allowed import Fields, Record, is_as_listed
from aanbesteding.dossier.editions.hash_tree import COUNT, Wanted
from aanbesteding.dossier.editions.public import GROUPS, PRACTICE
from aanbesteding.dossier.editions.published import NAMING, ORIGIN, winners_of

RECORD, RECORD_HASH, EDITION_HASH = "record", "record_sha256", "edition_sha256"
BY_NUMBER, BY_RANK = "by_number", "by_rank"


class NoPlaceError(KeyError):
    """A pointer that leads nowhere in a record."""


def committed(record: Record, record_hash: str, edition_hash: str) -> dict[str, Any]:
    """Return what is hashed: the record, its hash and that of its public edition.

    In the record as it is, a place can tell something: winners stand by rank, and a bid's number
    tells how many bids come before it. So winners stand here by number too, and bids of winners
    before the others.
    """
    decision = record["decision"]
    lots = [
        {**lot, "winners": {BY_NUMBER: sorted(lot["winners"]), BY_RANK: lot["winners"]}}
        for lot in decision["lots"]
    ]
    return {
        EDITION_HASH: edition_hash,
        RECORD: {**record, "bids": _bids(record), "decision": {**decision, "lots": lots}},
        RECORD_HASH: record_hash,
    }


def _bids(record: Record) -> list[Record]:
    won = winners_of(record)
    return sorted(record["bids"], key=lambda bid: (bid["id"] not in won, bid["id"]))


def wanted_in_public(record: Record) -> Wanted:
    """Return what of the committed record everybody may see, by the lists of the public edition."""
    fields = {group.of: group.fields for group in GROUPS}
    tender, decision = record["tender"], record["decision"]
    shown = {
        **_wanted(record, ORIGIN.fields),
        "journal": _wanted(record["journal"], fields["journal"]),
        "schedule": _wanted(record["schedule"], fields["schedule"]),
        "tender": {
            **_wanted(tender, fields["tender"]),
            "rules": _rows(tender["rules"], fields["tender"]["rules"], _names_nobody),
            "tariffs": _rows(tender["tariffs"], fields["tender.tariffs"], _fixed),
        },
        "decision": {
            **_wanted(decision, fields["decision"]),
            "lots": _lots(decision["lots"], fields["decision.lots"]),
            "draws": _rows(decision["draws"], fields["decision.draws"]),
        },
        "bids": _winners(record, fields["bids"]),
    }
    return {EDITION_HASH: True, RECORD: shown, RECORD_HASH: True}


def _wanted(value: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    return {name: _field(value[name], kind) for name, kind in fields.items() if name in value}


def _field(value: Any, kind: Any) -> Wanted:
    """What a list of fields shows of a value; something of another shape than listed stays out."""
    if isinstance(kind, str) or not is_as_listed(value, kind):
        return is_as_listed(value, kind)
    return _wanted(value, kind) if isinstance(value, Mapping) else _rows(value, kind)


def _rows(rows: Sequence[Any], fields: Fields, chosen: Any = lambda row: True) -> Wanted:
    """The chosen rows, and how many there are of all."""
    found = {at: _wanted(row, fields) for at, row in enumerate(rows) if chosen(row)}
    return {COUNT: True, **found} if rows else True


def _names_nobody(rule: Mapping[str, Any]) -> bool:
    return not any(rule.get(name) for name in NAMING)


def _fixed(tariff: Mapping[str, Any]) -> bool:
    return tariff.get("kind") == "fixed"


def _lots(lots: Sequence[Any], fields: Fields) -> Wanted:
    plain = {name: kind for name, kind in fields.items() if name != "winners"}
    winners = {"winners": {BY_NUMBER: True}}
    shown = {at: {**_wanted(lot, plain), **winners} for at, lot in enumerate(lots)}
    return {COUNT: True, **shown} if lots else True


def _winners(record: Record, fields: Fields) -> Wanted:
    """The bids of winners; not how many bids there are, nor the name of a person's practice."""
    won = winners_of(record)
    unnamed = {name: kind for name, kind in fields.items() if name != "name"}
    bids = [bid for bid in _bids(record) if bid["id"] in won]
    return {
        at: _wanted(bid, unnamed if bid["kind"] == PRACTICE else fields)
        for at, bid in enumerate(bids)
    }


def wanted_at(record: Record, pointers: Sequence[str]) -> Wanted:
    """Return what shows these places of a record, each with all below it, and which record it is.

    A pointer is that of a place in award.json, such as ``/scores/3/total``; a bid can also be named
    by its number: ``/bids/K03/name``. Raises NoPlaceError for one that leads nowhere.
    """
    shown: dict[Any, Any] = {RECORD_HASH: True}
    for pointer in pointers:
        try:
            *above, last = (RECORD, *_place(record, pointer))
        except NoPlaceError:
            raise NoPlaceError(pointer) from None
        part = shown
        for step in above:
            part = part.setdefault(step, {})
            if part is True:
                break
        else:
            part[last] = True
    return shown


def _place(record: Record, pointer: str) -> list[Any]:
    """Where a place of the record stands in what was committed to."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    if not steps or pointer[:1] != "/":
        raise NoPlaceError(pointer)
    place: list[Any] = []
    value: Any = record
    for step in steps:
        at = _step(value, step, place, record)
        place.append(at)
        rows: Any = _bids(record) if len(place) == 2 and place[0] == "bids" else value
        value = rows[at]
    if place[:2] == ["decision", "lots"] and place[3:4] == ["winners"]:
        place.insert(4, BY_RANK)
    return place


def _step(value: Any, step: str, place: list[Any], record: Record) -> str | int:
    if isinstance(value, Mapping) and step in value:
        return step
    if isinstance(value, list):
        names = [row.get("id") if isinstance(row, Mapping) else None for row in value]
        at = names.index(step) if place == ["bids"] and step in names else _index(step, value)
        return _bids(record).index(value[at]) if place == ["bids"] else at
    raise NoPlaceError(step)


def _index(step: str, rows: Sequence[Any]) -> int:
    if step.isascii() and step.isdigit() and str(int(step)) == step and int(step) < len(rows):
        return int(step)
    raise NoPlaceError(step)
