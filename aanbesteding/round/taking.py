"""Taking a step: what must hold first, whichever step it is, and then one line in the journal.

Nothing is written while a finding blocks.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from aanbesteding.basis.brief import brief
from aanbesteding.basis.dutch_time import dutch_day
from aanbesteding.basis.findings import Finding, Weight, blocking, in_order
from aanbesteding.basis.places import Line
from aanbesteding.round.clock import present
from aanbesteding.round.journal import FILE, TIME, Entry, Journal, append, read_journal
from aanbesteding.round.lock import locked
from aanbesteding.round.read import read_tender
from aanbesteding.round.result import Result
from aanbesteding.round.sealed import out_of_order
from aanbesteding.round.states import (
    BIDS_DUE,
    DECIDED,
    DEFINED,
    FINAL,
    FROZEN,
    OPENED,
    PRICES_OPENED,
    QUALITY_FROZEN,
    RECEIVED,
    SENT,
    STANDSTILL,
    STANDSTILL_END,
    TABLE,
    WITHDRAWN,
    Stand,
    Step,
    may_follow,
    needs_bids,
    rests_on,
    stand_of,
    step_from,
)
from aanbesteding.round.unchanged import bid_files, changed, still_sealed
from aanbesteding.tender.tender import Tender

REFUSED: Mapping[str, str] = {
    DEFINED: "R261",
    FROZEN: "R262",
    RECEIVED: "R263",
    OPENED: "R264",
    QUALITY_FROZEN: "R265",
    PRICES_OPENED: "R266",
    DECIDED: "R267",
    STANDSTILL: "R268",
    FINAL: "R269",
    WITHDRAWN: "R270",
}
Take = TypeVar("Take", bound=Callable[..., Any])
LAST_DAY = "standstill_last_day"


@dataclass(frozen=True)
class Noted:
    """A step that was written in the journal, with its new head; or the findings that block.

    `bids` and `marks` say how many it is about. Of a decision `award` holds the record and files.
    """

    folder: Path
    findings: tuple[Finding, ...]
    entry: Entry | None = None
    head: str = ""
    bids: int = 0
    marks: int = 0
    award: Result | None = None

    @property
    def ok(self) -> bool:
        """Whether the step was taken."""
        return self.entry is not None

    def __repr__(self) -> str:
        line = f"{self.entry.step} on line {self.entry.seq}" if self.entry else "no step was taken"
        head = f"head {self.head[:8]}" if self.entry else ""
        return brief(self, self.folder.name, line, head, findings=self.findings)


@dataclass(frozen=True)
class Taking:
    """A step that somebody wants to take, and the round as it is; `stop` says why it cannot be."""

    folder: Path
    name: str
    by: tuple[str, ...]
    now: datetime
    reason: str
    tender: Tender | None
    journal: Journal
    stand: Stand
    bids: Mapping[str, str]
    found: tuple[Finding, ...]
    stop: tuple[Finding, ...] = ()

    @property
    def envelopes(self) -> str:
        """What the frozen tender said; before it is frozen what the tender says."""
        return self.stand.envelopes or (self.tender.award.envelopes if self.tender else "")

    @property
    def row(self) -> Step | None:
        """The row of the table by which the step may be taken now."""
        return step_from(self.stand.state, self.name, self.envelopes)

    @property
    def refused(self) -> Noted:
        """The step as not taken, with what stands in the way."""
        return Noted(self.folder, in_order(self.stop or self.found))

    @property
    def may(self) -> bool:
        """Whether nothing stands in the way."""
        return self.tender is not None and not self.stop and not blocking(self.found)


def alone(take: Take) -> Take:
    """Return the same function of a round folder, that no other run can come in between of."""

    @wraps(take)
    def locked_first(folder: Path | str, *args: Any, **kwargs: Any) -> Any:
        with locked(folder):
            return take(folder, *args, **kwargs)

    return cast(Take, locked_first)


def taking(
    folder: Path, name: str, by: Sequence[str], now: datetime | None, reason: str = ""
) -> Taking:
    """Return a step as far as tender, journal and files say whether it can be taken."""
    tender, found = read_tender(folder)
    return taking_with(tender, found, folder, name, by, now, reason)


def taking_with(
    tender: Tender | None,
    found: tuple[Finding, ...],
    folder: Path,
    name: str,
    by: Sequence[str],
    now: datetime | None,
    reason: str = "",
) -> Taking:
    """Return the same for a tender that was read already.

    Raises ValueError for a time without time zone or a step by nobody.
    """
    now = now or present()
    names = tuple(" ".join(person.split()) for person in by)
    if now.tzinfo is None:
        raise ValueError("a time without time zone")
    if not names or not all(names):
        raise ValueError("a step is taken by somebody")
    journal = read_journal(folder)
    stand = stand_of(journal.entries)
    bids = bid_files(folder)
    said = " ".join(reason.split())
    step = Taking(folder, name, names, now, said, tender, journal, stand, bids, found)
    stop = journal.findings or tuple(order(step))
    if not stop and step.row is not None:
        stop = tuple(needs(step, step.row))
    return replace(step, stop=stop)


def order(step: Taking) -> Iterator[Finding]:
    """Yield that a journal is out of order, or that a step cannot be taken in this state."""
    yield from out_of_order(step.stand)
    kinds = {row.envelopes for row in TABLE if row.name == step.name}
    if step.envelopes and not kinds & {"", step.envelopes}:
        yield Finding("T384", Weight.REPAIRABLE)
    elif step.row is None:
        yield out_of_turn(step.stand, step.envelopes)


def out_of_turn(stand: Stand, envelopes: str) -> Finding:
    """Return the finding that says where the round stands and what may come next."""
    commands = tuple(row.command for row in may_follow(stand.state, envelopes))
    line = stand.entry.seq if stand.entry else 0
    values = {"line": line, "next": tuple(f"aanbesteding {command}" for command in commands)}
    return Finding(REFUSED[stand.state], Weight.REPAIRABLE, Line(FILE, line), values)


def needs(step: Taking, row: Step) -> Iterator[Finding]:
    """Yield what a step that may be taken still needs."""
    if len({name.casefold() for name in step.by}) < row.people:
        yield Finding("R242", Weight.REPAIRABLE, None, {"people": row.people, "by": step.by})
    if row.reason and not step.reason:
        yield Finding("R245", Weight.REPAIRABLE)
    last = step.journal.entries[-1].time if step.journal.entries else ""
    now = step.now.astimezone(UTC).strftime(TIME)
    if now < last:
        yield Finding("R246", Weight.REPAIRABLE, Line(FILE), {"now": now, "last": last})
    if step.tender is not None and row.to != WITHDRAWN:
        yield from _too_early(step, row, step.tender)
        if needs_bids(step.stand.state, row):
            yield from still_sealed(step.folder)
        stand = replace(step.stand, state=rests_on(step.stand.state, row))
        yield from changed(step.folder, step.tender, stand, _compared_bids(step))


def _compared_bids(step: Taking) -> Mapping[str, str]:
    """The bid files that must be as received: of a second receipt not the added ones."""
    known = step.stand.last.get(RECEIVED)
    if step.name != RECEIVED or known is None:
        return step.bids
    return {path: sha256 for path, sha256 in step.bids.items() if path in known.about}


def _too_early(step: Taking, row: Step, tender: Tender) -> Iterator[Finding]:
    today = dutch_day(step.now)
    due = tender.schedule.bids_due
    if row.waits_for == BIDS_DUE and today < due:
        yield Finding("R247", Weight.REPAIRABLE, None, {"day": due, "today": today})
    if row.waits_for == STANDSTILL_END:
        last = date.fromisoformat(step.stand.last[SENT].about[LAST_DAY])
        if today <= last:
            yield Finding("R248", Weight.REPAIRABLE, None, {"day": last, "today": today})


def note(step: Taking, about: Mapping[str, str], *notices: Finding) -> Noted:
    """Return the step after writing it in the journal."""
    told = {**about, "reason": step.reason} if step.reason else about
    entry = append(step.folder, step.name, step.by, told, step.now)
    head = read_journal(step.folder).head
    found = step.found if step.name in (FROZEN, QUALITY_FROZEN) else ()
    return Noted(step.folder, in_order((*found, *notices)), entry, head, len(step.bids))
