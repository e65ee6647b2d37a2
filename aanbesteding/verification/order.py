"""Which step may follow in a round, stated for verification alone, state by state.

It leans on nothing of the code that takes the steps; a test holds both against each other.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

STOP = {"tender_withdrawn": "withdrawn"}
LEFT = {"bid_withdrawn": "", "lot_withdrawn": ""}
BACK = {"bids_corrected": "frozen", **STOP}
AGAIN = {"reassessed": "opened", **BACK}
Table = Mapping[str, Mapping[str, str]]


def _undone(to: str) -> Mapping[str, str]:
    """What undoes a decision."""
    return {"decision_corrected": to, "bid_withdrawn": to, "lot_withdrawn": to, **AGAIN}


BEFORE: Table = {
    "defined": {"frozen": "frozen"},
    "frozen": {"received": "received", "rules_corrected": "defined", **STOP},
    "received": {
        "received": "received",
        "opened": "opened",
        "rules_corrected": "defined",
        **LEFT,
        **BACK,
    },
    "final": {},
    "withdrawn": {},
}
ONE: Table = {
    **BEFORE,
    "opened": {"decided": "decided", **LEFT, **BACK},
    "decided": {"sent": "standstill", **_undone("opened")},
    "standstill": {"final": "final", **_undone("opened")},
}
TWO: Table = {
    **BEFORE,
    "opened": {"quality_frozen": "quality_frozen", **LEFT, **BACK},
    "quality_frozen": {
        "quality_frozen": "quality_frozen",
        "prices_opened": "prices_opened",
        **LEFT,
        **AGAIN,
    },
    "prices_opened": {"decided": "decided", **LEFT, **AGAIN},
    "decided": {"sent": "standstill", **_undone("prices_opened")},
    "standstill": {"final": "final", **_undone("prices_opened")},
}
ENVELOPES = {"one": ONE, "two": TWO}
OF_TWO = ("opened",)
REASONED = frozenset(
    {"rules_corrected", "bids_corrected", "reassessed", "decision_corrected"}
    | {"bid_withdrawn", "lot_withdrawn", "tender_withdrawn"}
)


class Row(NamedTuple):
    """A line of the journal that could be read: its number and what it says."""

    line: int
    said: Mapping[str, Any]


class Passed(NamedTuple):
    """The way a round went: a row with the state before it and the state after it.

    `after` is None when the step cannot stand there; the state then stays what it was.
    """

    row: Row
    before: str
    after: str | None


def way_of(rows: Iterable[Row]) -> tuple[Passed, ...]:
    """Return the way a round went by these rows of its journal."""
    state, table = "defined", ONE
    way: list[Passed] = []
    for row in rows:
        to = table[state].get(row.said["step"])
        if row.said["step"] == "frozen":
            kind = row.said["about"].get("envelopes")
            table, to = ENVELOPES.get(kind, ONE), to if kind in ENVELOPES else None
        after = None if to is None else to or state
        way.append(Passed(row, state, after))
        state = after or state
    return tuple(way)


def state_after(way: tuple[Passed, ...]) -> str:
    """Return where a round stands at the end of its way."""
    return (way[-1].after or way[-1].before) if way else "defined"
