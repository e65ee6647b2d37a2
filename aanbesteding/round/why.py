"""Why not, and what would have won: of all bids of a round folder, of one bidder, or in one lot."""

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.explanation.judged import Judged
from aanbesteding.explanation.why_not import why
from aanbesteding.round.explained import Answered, Source, asked, silent
from aanbesteding.round.run import Result, Tell
from aanbesteding.scenarios.run import workers_of
from aanbesteding.solving.effort import Effort

MANY = 40


def explain(
    source: Source,
    bidder: str = "",
    lot: str = "",
    lang: str = "nl",
    tell: Tell = silent,
    workers: int | None = None,
    seconds: float | None = None,
) -> Result:
    """Return why each bid won or not and what would have won, after writing it to ``explanation``.

    Only of a bidder or lot where one is named; findings R201 to R203 for one that is not there.
    With many bids the lots are divided over `workers` processes (one per core when left). With a
    limit in seconds for every thing that is tried about a bid, what is not settled by then is said
    to be so. Raises UnreadableError for a folder without tender.
    """

    def ask(case: Judged) -> Answered:
        unknown = _unknown(case, bidder, lot)
        if unknown:
            return None, unknown
        alone = bool(bidder or lot) or len(case.scoresheet.scores) < MANY
        with workers_of(None, 1 if alone else workers) as pool:
            return why(case, bidder, lot, pool, Effort(seconds)), ()

    return asked(source, "why", ask, lang, tell)


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
