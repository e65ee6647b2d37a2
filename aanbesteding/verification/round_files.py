"""What the round folder holds, read again by the same readers that serve the forms."""

from dataclasses import dataclass
from pathlib import Path

from aanbesteding.assessment.collect import read_marks
from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.basis.findings import Finding, in_order
from aanbesteding.bids.bid import Bids
from aanbesteding.bids.sources import read_bids
from aanbesteding.tender.load import load
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.journal import prices_may_be_read


@dataclass(frozen=True)
class RoundFiles:
    """A round as it stands on disk now; what could not be read is None."""

    tender: Tender | None
    bids: Bids | None
    marks: Marks | None
    findings: tuple[Finding, ...]


def read_round(folder: Path) -> RoundFiles:
    """Return tender, bids and marks of a round folder, and all the readers' findings.

    Prices in a second envelope stay unread when the journal does not say that it was opened.
    """
    bids: Bids | None = None
    marks: Marks | None = None
    try:
        tender, found = load(folder)
        findings = tuple(found)
    except UnreadableError:
        return RoundFiles(None, None, None, ())
    if tender is None:
        return RoundFiles(None, None, None, findings)
    try:
        bids = read_bids(folder, tender, prices_may_be_read(folder, tender))
        findings += bids.findings
        marks = read_marks(folder, tender, bids)
        findings += marks.findings
    except UnreadableError:
        pass
    return RoundFiles(tender, bids, marks, in_order(findings))
