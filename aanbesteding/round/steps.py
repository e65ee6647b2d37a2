"""The steps that need no prices: freeze the rules, receive, open, send, finalise.

The formal decision is in `formal`, the two envelopes in `envelopes`, the ways back in `branches`.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from aanbesteding.basis.dutch_time import dutch_day
from aanbesteding.basis.findings import Finding, Weight, blocking
from aanbesteding.bids.sources import ENDINGS
from aanbesteding.gate.folder import beside
from aanbesteding.round.motivation import unreasoned
from aanbesteding.round.package_files import noted as package_noted
from aanbesteding.round.states import DECIDED, FINAL, FROZEN, OPENED, RECEIVED, SENT
from aanbesteding.round.taking import LAST_DAY, Noted, Taking, alone, note, taking
from aanbesteding.round.unchanged import BIDS, RECORD, SEALED, rules_of
from aanbesteding.tender.schedule import Schedule


@alone
def freeze(folder: Path | str, by: Sequence[str], now: datetime | None = None) -> Noted:
    """Return the step that freezes the rules, after writing it in the journal.

    The journal then holds the hash of the tender, to be published with it, and of its files. `now`
    is the present when left. Nothing is written while a finding blocks. Raises UnreadableError for
    a folder without tender, ValueError for a time without time zone or a step by nobody.

    >>> from aanbesteding import new
    >>> noted = freeze(new("ronde", "een-perceel"), ["A. de Vries"])
    >>> noted.ok, noted.entry.by, len(noted.entry.about["tender"])
    (True, ('A. de Vries',), 64)
    """
    step = taking(Path(folder), FROZEN, by, now)
    if not step.may or step.tender is None:
        return step.refused
    return note(step, rules_of(step.folder, step.tender))


@alone
def receive(folder: Path | str, by: Sequence[str], now: datetime | None = None) -> Noted:
    """Return the step that notes every bid file with its hash; no bid is read.

    It can be repeated until the bids are opened, when more files came in: what was received before
    has to be unchanged. Files first seen after the last day for bids are told, and what lies beside
    them and is not read; a bid in a folder of its own is refused. Raises as `freeze`.
    """
    step = taking(Path(folder), RECEIVED, by, now)
    if not step.may or step.tender is None:
        return step.refused
    unread = tuple(beside(step.folder / BIDS, (*ENDINGS, SEALED)))
    if blocking(unread):
        return Noted(step.folder, unread)
    return note(step, step.bids, *unread, *_told(step, step.tender.schedule.bids_due))


def _told(step: Taking, due: date) -> Iterator[Finding]:
    """That no file is there, or which ones are first seen after the last day for bids."""
    if not step.bids:
        yield Finding("R250", Weight.NOTICE)
    before = step.stand.last.get(RECEIVED)
    known = before.about.items() if before else ()
    fresh = tuple(path for path, sha256 in step.bids.items() if (path, sha256) not in known)
    today = dutch_day(step.now)
    if fresh and today > due:
        yield Finding("R249", Weight.NOTICE, None, {"files": fresh, "day": due, "today": today})


@alone
def open_bids(folder: Path | str, by: Sequence[str], now: datetime | None = None) -> Noted:
    """Return the step by which two people open the bids, after writing it in the journal.

    It is refused before the last day for bids, and when a file is not as it was received. Raises
    as `freeze`.
    """
    step = taking(Path(folder), OPENED, by, now)
    if not step.may:
        return step.refused
    return note(step, {RECEIVED: str(step.stand.last[RECEIVED].seq)})


@alone
def send(folder: Path | str, by: Sequence[str], now: datetime | None = None) -> Noted:
    """Return the step that notes that the decision was sent, with the last day of the standstill.

    That day is counted from the day of sending, and is never earlier than the tender's schedule
    says. A decision of which the reasons are not all there cannot be sent. Where a package was
    made of the record, its root is noted too. Raises as `freeze`.
    """
    step = taking(Path(folder), SENT, by, now)
    if not step.may or step.tender is None:
        return step.refused
    lacking = unreasoned(step.folder)
    if lacking:
        return Noted(step.folder, lacking)
    schedule = step.tender.schedule
    last = last_day(schedule, dutch_day(step.now))
    record = step.stand.last[DECIDED].about[RECORD]
    values = {"published": schedule.standstill_last_day, "day": last}
    later = [Finding("R251", Weight.NOTICE, None, values)] if len(set(values.values())) > 1 else []
    about = {RECORD: record, LAST_DAY: last.isoformat(), **package_noted(step.folder, record)}
    return note(step, about, *later)


def last_day(schedule: Schedule, sent: date) -> date:
    """Return the last day of the standstill of letters sent on that day."""
    counted = schedule.model_copy(update={"provisional_award": sent}).standstill_last_day
    return max(counted, schedule.standstill_last_day)


@alone
def finalise(folder: Path | str, by: Sequence[str], now: datetime | None = None) -> Noted:
    """Return the step that makes the award final, after the standstill has ended.

    Raises as `freeze`.
    """
    step = taking(Path(folder), FINAL, by, now)
    if not step.may:
        return step.refused
    return note(step, {RECORD: step.stand.last[DECIDED].about[RECORD]})
