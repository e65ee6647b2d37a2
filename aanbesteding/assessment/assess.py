"""Which bids take part, given the register and the panel's marks."""

from collections.abc import Iterator

from aanbesteding.assessment.assessment import Assessment, Standing, Status
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

    The register comes first, then requirements that can be counted, then marks below a
    criterion's lowest mark; a total that is too low is found when the points are counted.
    """
    standings = tuple(
        _standing(tender, bids, marks, bid, lot)
        for lot in tender.open_lots
        for bid in bids.bids
        if bid.lot(lot.id) is not None
    )
    return Assessment(standings, marks.marks, marks.findings)


def _standing(tender: Tender, bids: Bids, marks: Marks, bid: Bid, lot: Lot) -> Standing:
    event = bids.out(bid.id, lot.id)
    if event is not None:
        status = _OUT[event.event]
        return Standing(bid.id, lot.id, status, f"standing.{status}", {"reason": event.reason})
    for standing in (*unsuitable(tender, bid, lot), *_marks_too_low(tender, marks, bid, lot)):
        return standing
    return Standing(bid.id, lot.id, Status.IN)


def _marks_too_low(tender: Tender, marks: Marks, bid: Bid, lot: Lot) -> Iterator[Standing]:
    for criterion in tender.judged(lot.id):
        mark = marks.consensus(bid.id, lot.id, criterion.id)
        if mark is None or criterion.lowest_mark is None or mark.mark >= criterion.lowest_mark:
            continue
        values = {
            "criterion": criterion.id,
            "mark": mark.mark,
            "lowest_mark": criterion.lowest_mark,
        }
        yield Standing(bid.id, lot.id, Status.KNOCKED_OUT, "standing.mark_below", values)
