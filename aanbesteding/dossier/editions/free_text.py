"""What people wrote themselves: no list of fields knows what stands in it, so it is looked at."""

import re
from collections.abc import Iterable

from aanbesteding.dossier.editions.allowed import Record

_LEAST = 2
TOLD = ("reason", "request", "answer", "decision")


def naming_others(record: Record) -> tuple[str, ...]:
    """Return the bidders about whom a text was written that names an assessor or another bidder.

    Texts are the reasons of marks and of what happened to a bid. Names of one sign are not looked
    for: they stand in every text.
    """
    panel = names_of_panel(record)
    return tuple(
        bidder
        for bidder, others in names_of_others(record).items()
        if named_in(" ".join(_texts(record, bidder)), panel | others)
    )


def names_of_panel(record: Record) -> frozenset[str]:
    """Return the names of the assessors, which no bidder is told."""
    return frozenset(
        name for one in record["tender"]["assessors"] for name in (one["id"], one["name"])
    )


def names_of_others(record: Record) -> dict[str, frozenset[str]]:
    """Return by bidder the names of all the others, which may stand in no text about it."""
    names = {bid["id"]: {bid["id"], bid["name"]} for bid in record["bids"]}
    every = frozenset().union(*names.values())
    return {bidder: every - own for bidder, own in names.items()}


def named_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return which of these names a text holds as a word, in order; none of one sign."""
    held = sorted(name for name in names if len(name) >= _LEAST and name in text)
    return tuple(
        name for name in held if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
    )


def _texts(record: Record, bidder: str) -> list[str]:
    written = [mark["reason"] for mark in record["marks"] if mark["bidder"] == bidder]
    events = [event for event in record["events"] if event["bidder"] == bidder]
    return [*written, *(event[name] for event in events for name in TOLD)]
