"""The states of a round, and one table: which step may follow which state, and what it needs.

Commands, refusals, the status and the officer's page follow from this table. Verification holds a
statement of its own against it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from aanbesteding.round.journal import Entry

DEFINED, FROZEN, RECEIVED, OPENED = "defined", "frozen", "received", "opened"
QUALITY_FROZEN, PRICES_OPENED, DECIDED = "quality_frozen", "prices_opened", "decided"
SENT, STANDSTILL, FINAL, WITHDRAWN = "sent", "standstill", "final", "withdrawn"
ONE, TWO = "one", "two"
RULES_CORRECTED, BIDS_CORRECTED = "rules_corrected", "bids_corrected"
REASSESSED, DECISION_CORRECTED = "reassessed", "decision_corrected"
BID_WITHDRAWN, LOT_WITHDRAWN = "bid_withdrawn", "lot_withdrawn"
TENDER_WITHDRAWN = "tender_withdrawn"
BIDS_DUE, STANDSTILL_END = "bids_due", "standstill_end"

BEFORE_OPENING = (FROZEN, RECEIVED)
JUDGING = (OPENED, QUALITY_FROZEN, PRICES_OPENED)
AFTER_DECISION = (DECIDED, STANDSTILL)


@dataclass(frozen=True)
class Step:
    """A step: its name in the journal, what to type, where from, where to, and what it needs.

    Without `to` the round stays where it is. `envelopes` is for which tenders the step is there,
    both when empty; `waits_for` the day that has to have come, or to have passed.
    """

    name: str
    command: str
    after: tuple[str, ...]
    to: str = ""
    people: int = 1
    reason: bool = False
    envelopes: str = ""
    waits_for: str = ""


TABLE = (
    Step(FROZEN, "freeze", (DEFINED,), FROZEN),
    Step(RECEIVED, "receive", BEFORE_OPENING, RECEIVED),
    Step(OPENED, "open", (RECEIVED,), OPENED, people=2, waits_for=BIDS_DUE),
    Step(QUALITY_FROZEN, "quality", (OPENED, QUALITY_FROZEN), QUALITY_FROZEN, envelopes=TWO),
    Step(PRICES_OPENED, "prices", (QUALITY_FROZEN,), PRICES_OPENED, envelopes=TWO),
    Step(DECIDED, "decide", (OPENED,), DECIDED, envelopes=ONE),
    Step(DECIDED, "decide", (PRICES_OPENED,), DECIDED, envelopes=TWO),
    Step(SENT, "send", (DECIDED,), STANDSTILL),
    Step(FINAL, "finalise", (STANDSTILL,), FINAL, waits_for=STANDSTILL_END),
    Step(RULES_CORRECTED, "correct --what rules", BEFORE_OPENING, DEFINED, reason=True),
    Step(
        BIDS_CORRECTED,
        "correct --what bids",
        (RECEIVED, *JUDGING, *AFTER_DECISION),
        FROZEN,
        reason=True,
    ),
    Step(
        REASSESSED,
        "correct --what judging",
        (QUALITY_FROZEN, PRICES_OPENED, *AFTER_DECISION),
        OPENED,
        reason=True,
    ),
    *(
        Step(DECISION_CORRECTED, "correct --what decision", AFTER_DECISION, to, 1, True, envelopes)
        for envelopes, to in ((ONE, OPENED), (TWO, PRICES_OPENED))
    ),
    *(
        row
        for name, command in (
            (BID_WITHDRAWN, "withdraw --bid"),
            (LOT_WITHDRAWN, "withdraw --lot"),
        )
        for row in (
            Step(name, command, (RECEIVED, *JUDGING), reason=True),
            Step(name, command, AFTER_DECISION, OPENED, 1, True, ONE),
            Step(name, command, AFTER_DECISION, PRICES_OPENED, 1, True, TWO),
        )
    ),
    Step(
        TENDER_WITHDRAWN,
        "withdraw",
        (*BEFORE_OPENING, *JUDGING, *AFTER_DECISION),
        WITHDRAWN,
        reason=True,
    ),
)
STATES = (
    DEFINED, FROZEN, RECEIVED, OPENED, QUALITY_FROZEN, PRICES_OPENED, DECIDED, STANDSTILL, FINAL,
    WITHDRAWN,
)  # fmt: skip


@dataclass(frozen=True)
class Stand:
    """Where a round stands: its state, the entry that led there, and the last of every step.

    `wrong` are the entries that cannot stand where they stand; they lead nowhere. `envelopes` is
    what the frozen tender said, "" before it is frozen.
    """

    state: str = DEFINED
    entry: Entry | None = None
    envelopes: str = ""
    last: dict[str, Entry] = field(default_factory=dict)
    wrong: tuple[Entry, ...] = ()


def may_follow(state: str, envelopes: str) -> tuple[Step, ...]:
    """Return the steps that may be taken in a state, in the order of the table."""
    return tuple(
        step
        for step in TABLE
        if state in step.after and step.envelopes in ("", envelopes or step.envelopes)
    )


def step_from(state: str, name: str, envelopes: str) -> Step | None:
    """Return the row by which a step may follow a state; None when it may not."""
    return next((step for step in may_follow(state, envelopes) if step.name == name), None)


def rests_on(state: str, step: Step) -> str:
    """Return the state whose files a step from that state needs unchanged: the earlier of two."""
    return min(state, step.to or state, key=STATES.index)


def needs_bids(state: str, step: Step) -> bool:
    """Return whether a step from that state needs the bid files as they were received."""
    if step.to == WITHDRAWN:
        return False
    return step.name == RECEIVED or rests_on(state, step) not in (DEFINED, FROZEN)


def stand_of(entries: Iterable[Entry]) -> Stand:
    """Return where a round with these entries in its journal stands."""
    stand = Stand()
    for entry in entries:
        stand = _after(stand, entry)
    return stand


def _after(stand: Stand, entry: Entry) -> Stand:
    row = step_from(stand.state, entry.step, stand.envelopes)
    if row is None:
        return Stand(stand.state, stand.entry, stand.envelopes, stand.last, (*stand.wrong, entry))
    envelopes = entry.about.get("envelopes", "") if entry.step == FROZEN else stand.envelopes
    last = {**stand.last, entry.step: entry}
    moved = row.to or stand.state
    return Stand(moved, entry, envelopes, last, stand.wrong)


def first_seen(entries: Iterable[Entry]) -> Iterator[tuple[str, str, Entry]]:
    """Yield every bid file that was received, with its SHA-256 and the entry that saw it first."""
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        if entry.step == RECEIVED:
            new = [found for found in entry.about.items() if found not in seen]
            seen.update(new)
            for path, sha256 in new:
                yield path, sha256, entry
