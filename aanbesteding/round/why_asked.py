"""The question why each bid won or not, and what would have won."""

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.explanation.judged import Judged
from aanbesteding.explanation.why_not import why
from aanbesteding.round.explained import Answered, Question
from aanbesteding.scenarios.run import workers_of
from aanbesteding.solving.effort import Effort

MANY = 40


def why_question(bidder: str, lot: str, seconds: float | None, workers: int | None) -> Question:
    """Return the question about all bids, or those of a bidder or in a lot where one is named."""

    def ask(case: Judged) -> Answered:
        unknown = _unknown(case, bidder, lot)
        if unknown:
            return None, unknown
        alone = bool(bidder or lot) or len(case.scoresheet.scores) < MANY
        with workers_of(None, 1 if alone else workers) as pool:
            return why(case, bidder, lot, pool, Effort(seconds)), ()

    return Question("why", ask)


def _unknown(case: Judged, bidder: str, lot: str) -> tuple[Finding, ...]:
    """What is asked about and not there: a bidder, a lot, or the bid of one for the other."""
    bids = {bid.id: tuple(one.lot for one in bid.lots) for bid in case.bids.bids}
    lots = tuple(one.id for one in case.tender.open_lots)
    found = []
    if bidder and bidder not in bids:
        found.append(_finding("R201", bidder=bidder, known=tuple(bids)))
    if lot and lot not in lots:
        found.append(_finding("R202", lot=lot, known=lots))
    if not found and bidder and lot and lot not in bids[bidder]:
        found.append(_finding("R203", bidder=bidder, lot=lot, known=bids[bidder]))
    return tuple(found)


def _finding(code: str, **values: object) -> Finding:
    return Finding(code, Weight.REPAIRABLE, None, values)
