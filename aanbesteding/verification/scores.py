"""Scores worked out again, from marks, prices and the published formulas alone."""

from aanbesteding.assessment.marks import Marks
from aanbesteding.bids.bid import Bids, Event
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.lot_scores import Counted, LotScores
from aanbesteding.verification.panel import counting_marks


def count_scores(tender: Tender, bids: Bids, marks: Marks) -> tuple[Counted, ...]:
    """Return the score of every bid for every open lot, best first, those without rank last."""
    return tuple(score for lot in lot_scores(tender, bids, marks) for score in lot.counted)


def lot_scores(tender: Tender, bids: Bids, marks: Marks) -> tuple[LotScores, ...]:
    """Return what the scores rest on, per open lot."""
    given = counting_marks(tender, bids, marks)
    events: dict[str, list[Event]] = {}
    for event in bids.events:
        if event.puts_out:
            events.setdefault(event.bidder, []).append(event)
    return tuple(LotScores(tender, bids, given, events, lot) for lot in tender.open_lots)
