"""What a record tells of what came in, before anything was judged."""

from collections.abc import Mapping
from typing import Any

from aanbesteding.basis.canonical import jsonable
from aanbesteding.basis.findings import Finding, in_order
from aanbesteding.bids.bid import Bids
from aanbesteding.dossier.steps import Steps
from aanbesteding.tender.schedule import Schedule
from aanbesteding.tender.tender import Tender

Record = Mapping[str, Any]


def given(
    package: str, tender: Tender, bids: Bids, journal: Steps, findings: tuple[Finding, ...]
) -> Record:
    """Return the tender, bids, register, steps and findings as a record has them."""
    return {
        "package": package,
        "journal": journal,
        "tender": tender,
        "tender_hash": tender.hash,
        "schedule": _schedule(tender.schedule),
        "bids": [_bid(bids, bid.id) for bid in bids.bids],
        "events": bids.events,
        "findings": [_finding(finding) for finding in in_order(findings)],
    }


def opening_record(
    package: str, tender: Tender, bids: Bids, journal: Steps, findings: tuple[Finding, ...]
) -> dict[str, Any]:
    """Return what there is to tell on the day of the opening, in JSON types; it is no award."""
    found = {"kind": "opening", **given(package, tender, bids, journal, findings)}
    return dict(jsonable(found))


def _schedule(schedule: Schedule) -> Record:
    return {
        "published": schedule.published,
        "bids_due": schedule.bids_due,
        "provisional_award": schedule.provisional_award,
        "standstill_days": schedule.standstill_days,
        "standstill_last_day": schedule.standstill_last_day,
        "final_award_from": schedule.final_award_from,
        "contract_start": schedule.contract_start,
    }


def _bid(bids: Bids, bidder: str) -> Record:
    files = [received.path for received in bids.received if received.bidder == bidder]
    return {**jsonable(bids.bid(bidder)), "file": files[0] if files else ""}


def _finding(finding: Finding) -> Record:
    return {
        "code": finding.code,
        "weight": finding.weight,
        "place": str(finding.place) if finding.place else "",
        "values": {key: _shown(value) for key, value in finding.values.items()},
    }


def _shown(value: object) -> object:
    """A finding may quote what stood in a cell, of whatever type; the record keeps it as text.

    Several names stay several.
    """
    if isinstance(value, tuple | list):
        return [_shown(one) for one in value]
    return value if isinstance(value, bool | int | str) or value is None else str(value)
