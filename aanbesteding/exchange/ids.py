"""Identifiers of ours made of those of others, which may hold any sign."""

import re

from aanbesteding.exchange.at import At

_OURS = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,39}", re.ASCII)
CHANGED = "T488"


class Ids:
    """Gives each thing an id that no other has; the same things in the same order, the same ids."""

    def __init__(self) -> None:
        self.given: set[str] = set()

    def of(self, at: At, text: str, instead: str) -> str:
        """Return the id of a thing: its own where that is one of ours, else one like it, told.

        `instead` begins the id of a thing without one.
        """
        wanted = text if _OURS.fullmatch(text) else _like(text) or instead
        found, number = wanted, 1
        while found in self.given:
            number += 1
            found = f"{wanted[:35]}-{number}"
        self.given.add(found)
        if text and found != text:
            at.tell(CHANGED, found=text[:60], id=found)
        return found


def _like(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.+-]+", "-", text).strip("-_.+")[:40]
