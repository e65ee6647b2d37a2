"""The opening of a round as its journal has it, for the proces-verbaal."""

from pathlib import Path

from aanbesteding.basis.dutch_time import dutch_day
from aanbesteding.report.documents.opening import Moment, Opening, Receipt
from aanbesteding.round.journal import Entry, Journal, moment_of, read_journal
from aanbesteding.round.states import (
    BEFORE_OPENING,
    DEFINED,
    OPENED,
    PRICES_OPENED,
    QUALITY_FROZEN,
    RECEIVED,
    first_seen,
    stand_of,
)
from aanbesteding.round.unchanged import hashes
from aanbesteding.tender.schedule import Schedule

ENVELOPES = (QUALITY_FROZEN, PRICES_OPENED)


def opening_of(folder: Path, schedule: Schedule) -> Opening | None:
    """Return the opening that the round rests on; None when it was not opened in steps."""
    journal = read_journal(folder)
    stand = stand_of(journal.entries)
    entry = stand.last.get(OPENED)
    if entry is None or journal.findings or stand.state in (DEFINED, *BEFORE_OPENING):
        return None
    later = [stand.last[name] for name in ENVELOPES if name in stand.last]
    envelopes = tuple(one for one in later if one.seq > entry.seq)
    return Opening(
        _moment(entry),
        _receipts(folder, journal, entry, schedule),
        _head_after(journal, max((entry, *envelopes), key=lambda one: one.seq)),
        tuple(map(_moment, envelopes)),
    )


def _moment(entry: Entry) -> Moment:
    return Moment(entry.step, entry.time, entry.by, entry.seq)


def _receipts(
    folder: Path, journal: Journal, opened: Entry, schedule: Schedule
) -> tuple[Receipt, ...]:
    """The files that were opened: those of the last receipt before it, each when first seen."""
    before = journal.entries[: opened.seq - 1]
    last = next((e for e in reversed(before) if e.step == RECEIVED), None)
    files = last.about if last else {}
    seen = {(path, sha256): entry for path, sha256, entry in first_seen(before)}
    now = hashes(folder, files)
    return tuple(
        Receipt(
            path,
            sha256,
            seen[path, sha256].time,
            dutch_day(moment_of(seen[path, sha256])) > schedule.bids_due,
            (folder / path).stat().st_size if now.get(path) == sha256 else None,
        )
        for path, sha256 in sorted(files.items())
    )


def _head_after(journal: Journal, entry: Entry) -> str:
    """The hash of an entry's line: the next line holds it, or it is the head of the journal."""
    following = journal.entries[entry.seq : entry.seq + 1]
    return following[0].previous if following else journal.head
