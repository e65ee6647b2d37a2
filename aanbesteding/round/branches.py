"""The ways back and out: something is corrected or judged again, or it is withdrawn.

What was written before stays in the journal; a branch adds who went back, where to and why.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.bids.bid import Event
from aanbesteding.bids.register import read_register
from aanbesteding.round.read import read_without_prices
from aanbesteding.round.states import (
    BID_WITHDRAWN,
    BIDS_CORRECTED,
    DECISION_CORRECTED,
    LOT_WITHDRAWN,
    REASSESSED,
    RULES_CORRECTED,
    TENDER_WITHDRAWN,
)
from aanbesteding.round.taking import Noted, Taking, alone, note, taking
from aanbesteding.round.unchanged import keep_decision

WHAT: Mapping[str, str] = {
    "rules": RULES_CORRECTED,
    "bids": BIDS_CORRECTED,
    "judging": REASSESSED,
    "decision": DECISION_CORRECTED,
}


@alone
def correct(
    folder: Path | str, what: str, reason: str, by: Sequence[str], now: datetime | None = None
) -> Noted:
    """Return the step back to where `what` can be done again, after writing it in the journal.

    `what` is ``rules`` (freeze them again; until the bids are opened), ``bids`` (receive them
    again), ``judging`` (a reassessment) or ``decision`` (decide again). Raises KeyError for another
    word, and as `freeze`.
    """
    step = taking(Path(folder), WHAT[what], by, now, reason)
    return _left(step, {})


@alone
def withdraw(
    folder: Path | str,
    reason: str,
    by: Sequence[str],
    bidder: str = "",
    lot: str = "",
    now: datetime | None = None,
) -> Noted:
    """Return the withdrawal of the tender, or of one bid or lot, after writing it in the journal.

    A bid is named by its `bidder`. Of a bid or lot the register has to say so first, because the
    award follows the register; a decision that was taken already falls away. Raises ValueError for
    a bid and a lot at once, and as `freeze`.
    """
    if bidder and lot:
        raise ValueError("a bid or a lot")
    if not bidder and not lot:
        step = taking(Path(folder), TENDER_WITHDRAWN, by, now, reason)
        return _left(step, {})
    step = taking(Path(folder), BID_WITHDRAWN if bidder else LOT_WITHDRAWN, by, now, reason)
    if not step.may:
        return step.refused
    stop = tuple(_bid_still_in(step, bidder) if bidder else _lot_still_in(step, lot))
    if stop:
        return Noted(step.folder, stop)
    return _left(step, {"bid": bidder} if bidder else {"lot": lot})


def _left(step: Taking, about: Mapping[str, str]) -> Noted:
    """The step, after keeping the record of a decision that it leaves behind."""
    if not step.may:
        return step.refused
    keep_decision(step.folder, step.stand)
    return note(step, about)


def _out(step: Taking) -> tuple[Event, ...]:
    return tuple(event for event, _ in read_register(step.folder).events if event.puts_out)


def _bid_still_in(step: Taking, bidder: str) -> Iterator[Finding]:
    if not any(event.bidder == bidder and not event.lot for event in _out(step)):
        yield Finding("R252", Weight.REPAIRABLE, None, {"bid": bidder})


def _lot_still_in(step: Taking, lot: str) -> Iterator[Finding]:
    """Yield that there is no such lot, or who still takes part in it by the register."""
    found = read_without_prices(step.folder)
    if found.tender is None or lot not in {open_.id for open_ in found.tender.open_lots}:
        yield Finding("R253", Weight.REPAIRABLE, None, {"lot": lot})
        return
    out = {event.bidder for event in _out(step) if event.lot in ("", lot)}
    bidders = tuple(b.id for b in found.bids.bids if b.lot(lot) is not None and b.id not in out)
    if bidders:
        yield Finding("R254", Weight.REPAIRABLE, None, {"lot": lot, "bidders": bidders})
