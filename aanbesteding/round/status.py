"""Where a round stands: since when, by whom, the head of its journal, and what can come next."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from aanbesteding.basis.brief import brief, counted
from aanbesteding.basis.dutch_time import dutch_day
from aanbesteding.basis.findings import Finding, Weight, blocking, in_order
from aanbesteding.round.clock import present
from aanbesteding.round.journal import Entry, read_journal
from aanbesteding.round.read import read_tender
from aanbesteding.round.sealed import out_of_order
from aanbesteding.round.states import (
    FINAL,
    OPENED,
    SENT,
    STANDSTILL,
    Step,
    first_seen,
    may_follow,
    needs_bids,
    stand_of,
)
from aanbesteding.round.taking import LAST_DAY
from aanbesteding.round.todo import todo
from aanbesteding.round.unchanged import bid_files, changed, still_sealed

REPAIR = "repair"
TOO_EARLY = {"wait_for_bids": OPENED, "wait_for_standstill": FINAL}


@dataclass(frozen=True)
class Seen:
    """A bid file as it was received: its SHA-256 and the moment (UTC) it was first seen."""

    path: str
    sha256: str
    time: str


@dataclass(frozen=True)
class Status:
    """Where a round stands: its state, the entry that led there, and the steps that may follow now.

    `last_day` is that of the standstill once the decision was sent, and `over` whether it has
    passed. `received` are the bid files with the time each was first seen. `todo` names the one
    thing to do next, as the texts under ``status.todo`` say it; bids are due on `bids_due`.
    `findings` say what is no longer as it was frozen, and what is wrong with the journal.
    """

    folder: Path
    state: str
    entry: Entry | None
    head: str
    next: tuple[Step, ...]
    received: tuple[Seen, ...] = ()
    last_day: date | None = None
    over: bool = False
    findings: tuple[Finding, ...] = ()
    todo: str = REPAIR
    bids_due: date | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong with the journal or with what it froze."""
        return not any(finding.blocks for finding in self.findings)

    def __repr__(self) -> str:
        head = f"head {self.head[:8]}" if self.head else "no journal"
        bids = counted(len(self.received), "bid file")
        return brief(self, self.folder.name, self.state, bids, head, findings=self.findings)


def status(folder: Path | str, now: datetime | None = None) -> Status:
    """Return where a round stands; nothing is written and no bid is read.

    `now` is the present when left. Raises UnreadableError for a folder without tender.

    >>> from aanbesteding import new
    >>> stands = status(new("ronde", "een-perceel"))
    >>> stands.state, stands.todo, [step.command for step in stands.next]
    ('defined', 'award', ['freeze'])
    """
    home = Path(folder)
    tender, found = read_tender(home)
    journal = read_journal(home)
    stand = stand_of(journal.entries)
    apart = tuple(still_sealed(home, Weight.NOTICE))
    other = changed(home, tender, stand, bid_files(home)) if tender is not None else ()
    findings = in_order((*found, *journal.findings, *out_of_order(stand), *apart, *other))
    envelopes = stand.envelopes or (tender.award.envelopes if tender else "")
    sent = stand.last.get(SENT) if stand.state == STANDSTILL else None
    last = date.fromisoformat(sent.about[LAST_DAY]) if sent else None
    today, doing = dutch_day(now or present()), REPAIR
    if tender is not None and not blocking(findings):
        doing = todo(home, tender, stand.state, envelopes, today, last)
    following = (
        step
        for step in may_follow(stand.state, envelopes)
        if step.name != TOO_EARLY.get(doing) and not (apart and needs_bids(stand.state, step))
    )
    return Status(
        home,
        stand.state,
        stand.entry,
        journal.head,
        tuple(following),
        tuple(Seen(path, sha, entry.time) for path, sha, entry in first_seen(journal.entries)),
        last,
        last is not None and today > last,
        findings,
        doing,
        tender.schedule.bids_due if tender is not None else None,
    )
