"""What people wrote themselves: no list of fields knows what stands in it, so it is looked at."""

import re

from aanbesteding.dossier.editions.allowed import Record

_LEAST = 2


def naming_others(record: Record) -> tuple[str, ...]:
    """Return the bidders about whom a text was written that names an assessor or another bidder.

    Texts are the reasons of marks and of what happened to a bid. Names of one sign are not looked
    for: they stand in every text.
    """
    panel = {name for one in record["tender"]["assessors"] for name in (one["id"], one["name"])}
    names = {bid["id"]: {bid["id"], bid["name"]} for bid in record["bids"]}
    found = []
    for bidder in names:
        others = {name for other, both in names.items() if other != bidder for name in both}
        if _names_one(" ".join(_texts(record, bidder)), (panel | others) - names[bidder]):
            found.append(bidder)
    return tuple(found)


def _texts(record: Record, bidder: str) -> list[str]:
    written = [mark["reason"] for mark in record["marks"] if mark["bidder"] == bidder]
    told = ("reason", "request", "answer", "decision")
    events = [event for event in record["events"] if event["bidder"] == bidder]
    return [*written, *(event[name] for event in events for name in told)]


def _names_one(text: str, names: set[str]) -> bool:
    words = "|".join(re.escape(name) for name in sorted(names) if len(name) >= _LEAST)
    return bool(words) and re.search(rf"(?<!\w)(?:{words})(?!\w)", text) is not None
