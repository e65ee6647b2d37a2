"""All records of a round in one, and the one way to write it down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aanbesteding.assessment.assessment import Assessment
from aanbesteding.awarding.decision import Decision
from aanbesteding.basis.canonical import canonical, fingerprint, jsonable
from aanbesteding.basis.findings import Finding, in_order
from aanbesteding.bids.bid import Bids
from aanbesteding.dossier.decided import decided
from aanbesteding.dossier.steps import Steps
from aanbesteding.explanation.advice import Advice
from aanbesteding.explanation.reasons import Reason
from aanbesteding.scoring.scoresheet import Score, Scoresheet
from aanbesteding.tender.law import legal_profile
from aanbesteding.tender.schedule import Schedule
from aanbesteding.tender.tender import Tender

FORMAT = "aanbesteding-award/1"
Record = Mapping[str, Any]


@dataclass(frozen=True)
class Dossier:
    """Everything a decision follows from, and the decision; `published` only in a what-if."""

    package: str
    inputs: Mapping[str, str]
    tender: Tender
    bids: Bids
    assessment: Assessment
    scoresheet: Scoresheet
    decision: Decision
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...]
    advice: Advice
    published: Decision | None = None
    journal: Steps = field(default_factory=Steps)

    def record(self) -> dict[str, Any]:
        """Return the record in JSON types, as docs/award-json.md specifies it."""
        found: dict[str, Any] = {
            "format": FORMAT,
            "package": self.package,
            "kind": "award" if self.published is None else "what_if",
            "inputs": [{"path": p, "sha256": h} for p, h in sorted(self.inputs.items())],
            "journal": self.journal,
            "tender": self.tender,
            "tender_hash": self.tender.hash,
            "law": legal_profile(self.tender.schedule.published)._asdict(),
            "schedule": _schedule(self.tender.schedule),
            "bids": [_bid(self.bids, bid.id) for bid in self.bids.bids],
            "events": self.bids.events,
            "findings": [_finding(finding) for finding in in_order(self.findings)],
            "marks": self.assessment.marks,
            "scores": [_score(score) for score in self.scoresheet.scores],
            "decision": self._decided(self.decision),
            "reasons": self.reasons,
            "advice": self.advice,
        }
        if self.published is not None:
            found["published"] = self._decided(self.published)
        return dict(jsonable(found))

    def _decided(self, decision: Decision) -> Record:
        return decided(self.tender, self.bids, self.scoresheet, decision)


def written(record: Record) -> tuple[bytes, str]:
    """Return the record's bytes and their SHA-256."""
    content = canonical(record)
    return content, fingerprint(content)


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
    """A finding may quote what stood in a cell, of whatever type; the record keeps it as text."""
    return value if isinstance(value, bool | int | str) or value is None else str(value)


def _score(score: Score) -> Record:
    standing = score.standing
    return {
        "bidder": score.bidder,
        "lot": score.lot,
        "status": standing.status,
        "key": standing.key,
        "values": standing.values,
        "points": score.points,
        "quality": score.quality,
        "exact": score.exact,
        "total": score.total,
        "rank": score.rank,
    }
