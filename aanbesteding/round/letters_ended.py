"""What letters are made of when a tender was withdrawn before anything was decided."""

from pathlib import Path
from typing import Any

from aanbesteding import __version__
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.dossier.given import opening_record
from aanbesteding.round.journal import Journal, steps_of
from aanbesteding.round.read import read_without_prices
from aanbesteding.round.states import JUDGING, WITHDRAWN, stand_of
from aanbesteding.round.unchanged import RECORD

Ended = tuple[dict[str, Any], tuple[Finding, ...]]


def ended_before_award(home: Path, journal: Journal) -> bool:
    """Return whether the tender was withdrawn and there is no record of an award."""
    stand = stand_of(journal.entries)
    return stand.state == WITHDRAWN and not (home / RECORD).is_file()


def ended_record(home: Path, journal: Journal) -> Ended:
    """Return who had bid for what, with what is wrong with the bid files; no price is read.

    Nothing but a finding where the bids were still closed: then nobody may know who bid.
    """
    entry = stand_of(journal.entries).entry
    before = stand_of(journal.entries[: entry.seq - 1]).state if entry else ""
    if before not in JUDGING:
        return {}, (Finding("R353", Weight.REPAIRABLE, Line(RECORD)),)
    found = read_without_prices(home)
    if found.tender is None:
        return {}, found.findings
    given = opening_record(__version__, found.tender, found.bids, steps_of(journal), ())
    bids_for = [(bid["id"], lot["lot"]) for bid in given["bids"] for lot in bid["lots"]]
    lots = [_undecided(lot.id) for lot in found.tender.open_lots]
    ends = [_end(bidder, lot) for bidder, lot in bids_for]
    decision = {"lots": lots, "contracts": [], "volumes": []}
    judged: dict[str, Any] = {"scores": [], "marks": [], "reasons": ends, "decision": decision}
    return {**given, "kind": WITHDRAWN, **judged}, found.bids.findings


def _undecided(lot: str) -> dict[str, Any]:
    return {"lot": lot, "outcome": WITHDRAWN, "winners": [], "reserve": []}


def _end(bidder: str, lot: str) -> dict[str, Any]:
    return {"bidder": bidder, "lot": lot, "result": WITHDRAWN, "key": "", "values": {}}
