"""All records of a round in one, and the one way to write it down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aanbesteding.assessment.assessment import Assessment
from aanbesteding.awarding.decision import Decision
from aanbesteding.basis.canonical import canonical, fingerprint, jsonable
from aanbesteding.basis.findings import Finding
from aanbesteding.bids.bid import Bids
from aanbesteding.dossier.decided import decided
from aanbesteding.dossier.given import Record, given
from aanbesteding.dossier.steps import Steps
from aanbesteding.explanation.advice import Advice
from aanbesteding.explanation.reasons import Reason
from aanbesteding.scoring.scoresheet import Score, Scoresheet
from aanbesteding.tender.law import legal_profile
from aanbesteding.tender.tender import Tender

FORMAT = "aanbesteding-award/1"


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
            **given(self.package, self.tender, self.bids, self.journal, self.findings),
            "format": FORMAT,
            "kind": "award" if self.published is None else "what_if",
            "inputs": [{"path": p, "sha256": h} for p, h in sorted(self.inputs.items())],
            "law": legal_profile(self.tender.schedule.published)._asdict(),
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
