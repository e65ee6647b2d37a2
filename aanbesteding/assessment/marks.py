"""What the panel gave: individual marks and the consensus, each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from aanbesteding.basis.findings import Finding
from aanbesteding.basis.places import Place
from aanbesteding.bids.bid import Received

CONSENSUS = "consensus"
EVERY_LOT = "*"
Judged = tuple[str, str, str]


@dataclass(frozen=True)
class Mark:
    """One mark by one assessor, or by the panel together (assessor ``consensus``).

    A criterion that is judged once for all its lots has ``*`` for a lot.
    """

    assessor: str
    bidder: str
    lot: str
    criterion: str
    mark: Decimal
    reason: str

    @property
    def judged(self) -> Judged:
        """What the mark is of: bidder, lot and criterion."""
        return self.bidder, self.lot, self.criterion


@dataclass(frozen=True)
class Marks:
    """All marks of a round, in one order whatever the order of the files.

    `places` says where each stands, by assessor, bidder, lot and criterion.
    """

    marks: tuple[Mark, ...]
    findings: tuple[Finding, ...] = ()
    received: tuple[Received, ...] = ()
    places: Mapping[tuple[str, str, str, str], Place] = field(default_factory=dict)

    def consensus(self, bidder: str, lot: str, criterion: str) -> Mark | None:
        """Return the mark of the panel together, if there is one."""
        return self.agreed.get((bidder, lot, criterion))

    @cached_property
    def agreed(self) -> Mapping[Judged, Mark]:
        """The marks of the panel together, by what they are of."""
        return {mark.judged: mark for mark in self.marks if mark.assessor == CONSENSUS}

    @cached_property
    def individual(self) -> Mapping[Judged, Mapping[str, Mark]]:
        """The marks of the members, by what they are of and then by assessor."""
        found: dict[Judged, dict[str, Mark]] = {}
        for mark in self.marks:
            if mark.assessor != CONSENSUS:
                found.setdefault(mark.judged, {})[mark.assessor] = mark
        return found
