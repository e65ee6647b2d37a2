"""The members of a consortium, as one cell names them: ``Naam 60%; Naam 40%``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.bids.bid import Bid
from aanbesteding.workbook.check import shown
from aanbesteding.workbook.slots import Reading

_MEMBER = re.compile(r"([^%]*[^%\s])\s+(\d{1,3}(?:[.,]\d{1,6})?)\s*%", re.ASCII)
_MEMBERS, _LEAD = ("bidder", "members"), ("bidder", "lead")
Said = Mapping[str, Any]


def names_in(text: str) -> tuple[str, ...]:
    """Return the names in one cell, told apart by semicolons or lines."""
    parts = text.replace("\n", ";").split(";")
    return tuple(part.strip() for part in parts if part.strip())


def members_of(reading: Reading) -> tuple[tuple[Said, ...], tuple[Finding, ...]]:
    """Return names and shares of the members, and findings; shares that are no good are left out.

    A share is a part of one, written as a percentage.
    """
    parts = names_in(str(reading.values.get(_MEMBERS, "")))
    read = [_member(part) for part in parts]
    findings = [
        _flaw(reading, "B113", found=shown(part))
        for part, member in zip(parts, read, strict=True)
        if member is None
    ]
    members = [member for member in read if member is not None]
    findings += _shares(reading, members) if not findings else ()
    if findings:
        return tuple({"name": member["name"]} for member in members), tuple(findings)
    return tuple(members), ()


def _member(part: str) -> Said | None:
    """Name and share; None when there is a percent sign, but not after a name and a number."""
    if "%" not in part:
        return {"name": part}
    match = _MEMBER.fullmatch(part)
    share = Decimal(match[2].replace(",", ".")) / 100 if match else None
    return (
        {"name": match[1], "share": share} if match and share is not None and share <= 1 else None
    )


def _shares(reading: Reading, members: Sequence[Said]) -> Iterator[Finding]:
    """All or none state a share, and together they are the whole."""
    without = tuple(member["name"] for member in members if "share" not in member)
    if without and len(without) < len(members):
        yield _flaw(reading, "B114", names=without)
    elif members and not without:
        total = sum((member["share"] for member in members), start=Decimal(0))
        if total != 1:
            yield _flaw(reading, "B115", total=total)


def led_by_a_member(bid: Bid, reading: Reading) -> Iterator[Finding]:
    """Return that the lead is none of the members named."""
    if bid.lead and same_name(bid.lead) not in {same_name(member.name) for member in bid.members}:
        values = {"slot": ".".join(_LEAD), "lead": bid.lead}
        yield Finding("B117", Weight.NOTICE, reading.places[_LEAD], values)


def same_name(name: str) -> str:
    """Return a name as it is compared: without case, and without spaces that say nothing."""
    return " ".join(name.casefold().split())


def _flaw(reading: Reading, code: str, **values: object) -> Finding:
    place = reading.places.get(_MEMBERS, Line(reading.file))
    slot = ".".join(_MEMBERS)
    return Finding(code, Weight.REPAIRABLE, place, {"slot": slot, "field": slot, **values})
