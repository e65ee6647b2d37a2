"""Who judges which bid on what: who was asked to, and declared no interest in the bidder."""

from collections.abc import Mapping
from dataclasses import dataclass

from aanbesteding.assessment.marks import EVERY_LOT, Judged
from aanbesteding.tender.panel import Assessor
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class Judges:
    """The panel: its members, their interests by assessor and bidder, what is judged only once.

    `shared` holds the lots of each criterion that is judged once for all of them.
    """

    members: tuple[Assessor, ...]
    interests: Mapping[tuple[str, str], str]
    shared: Mapping[str, tuple[str, ...]]

    def of(self, bidder: str, lot: str, criterion: str) -> tuple[str, ...]:
        """Return the assessors who judge a bid for a lot on a criterion."""
        return tuple(
            one.id
            for one in self.members
            if self.asks(one, lot, criterion) and (one.id, bidder) not in self.interests
        )

    def asks(self, member: Assessor, lot: str, criterion: str) -> bool:
        """Return whether a member was asked to judge a criterion; a shared one in any lot."""
        return any(member.judges(one, criterion) for one in self.shared.get(criterion, (lot,)))

    def once(self, judged: Judged) -> Judged:
        """Return what a mark is of, with every lot where one mark counts in each of its lots."""
        bidder, lot, criterion = judged
        return bidder, EVERY_LOT if criterion in self.shared else lot, criterion


def judges_of(tender: Tender) -> Judges:
    """Return who judges what in a tender."""
    interests = {(one.assessor, one.bidder): one.text for one in tender.interests}
    shared: dict[str, tuple[str, ...]] = {}
    for lot in tender.open_lots:
        for one in tender.judged(lot.id):
            if one.shared:
                shared[one.id] = (*shared.get(one.id, ()), lot.id)
    return Judges(tender.assessors, interests, shared)
