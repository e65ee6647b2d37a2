"""Which bids take part, given the register and the panel's marks."""

from aanbesteding.assessment.assessment import Assessment, Standing, Status
from aanbesteding.assessment.bounds import Counting, below_a_bound
from aanbesteding.assessment.counting import marks_that_count
from aanbesteding.assessment.marks import Marks
from aanbesteding.assessment.suitability import unsuitable
from aanbesteding.bids.bid import Bid, Bids, EventKind
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender

_OUT = {
    EventKind.LATE: Status.LATE,
    EventKind.WITHDRAWN: Status.WITHDRAWN,
    EventKind.EXCLUDED: Status.EXCLUDED,
    EventKind.UNSUITABLE: Status.UNSUITABLE,
}


def assess(tender: Tender, bids: Bids, marks: Marks) -> Assessment:
    """Return the standing of every bid for every lot, and the marks that were given.

    The register comes first, then requirements that can be counted, then marks and answers
    beyond a criterion's bound; a total that is too low is found when the points are counted.
    """
    counting = marks_that_count(tender, marks)
    standings = tuple(
        _standing(tender, bids, counting, bid, lot)
        for lot in tender.open_lots
        for bid in bids.bids
        if bid.lot(lot.id) is not None
    )
    return Assessment(standings, marks.marks, marks.findings, counting)


def _standing(tender: Tender, bids: Bids, counting: Counting, bid: Bid, lot: Lot) -> Standing:
    event = bids.out(bid.id, lot.id)
    if event is not None:
        status = _OUT[event.event]
        return Standing(bid.id, lot.id, status, f"standing.{status}", {"reason": event.reason})
    for standing in (*unsuitable(tender, bid, lot), *below_a_bound(tender, counting, bid, lot)):
        return standing
    return Standing(bid.id, lot.id, Status.IN)
