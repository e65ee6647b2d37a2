"""What the panel gave: individual marks and the consensus, each with its reason."""

from dataclasses import dataclass
from decimal import Decimal

from aanbesteding.basis.findings import Finding
from aanbesteding.bids.bid import Received

CONSENSUS = "consensus"


@dataclass(frozen=True)
class Mark:
    """One mark by one assessor, or by the panel together (assessor ``consensus``)."""

    assessor: str
    bidder: str
    lot: str
    criterion: str
    mark: Decimal
    reason: str


@dataclass(frozen=True)
class Marks:
    """All marks of a round, in one order whatever the order of the files."""

    marks: tuple[Mark, ...]
    findings: tuple[Finding, ...] = ()
    received: tuple[Received, ...] = ()

    def consensus(self, bidder: str, lot: str, criterion: str) -> Mark | None:
        """Return the panel's mark that counts, if there is one."""
        for mark in self.marks:
            key = (mark.assessor, mark.bidder, mark.lot, mark.criterion)
            if key == (CONSENSUS, bidder, lot, criterion):
                return mark
        return None
