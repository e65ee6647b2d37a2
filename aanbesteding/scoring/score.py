"""From marks and prices to points, totals and ranks, by the published arithmetic."""

from dataclasses import replace

from aanbesteding.assessment.assessment import Assessment, Status
from aanbesteding.basis.exact import digits
from aanbesteding.bids.bid import Bids
from aanbesteding.contest.contest import Contest, Counted
from aanbesteding.contest.count import count_points
from aanbesteding.scoring.quality import unscored
from aanbesteding.scoring.scoresheet import Score, Scoresheet
from aanbesteding.scoring.taking_part import contest_in
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender


def score(tender: Tender, bids: Bids, assessment: Assessment) -> Scoresheet:
    """Return points, totals and ranks of every bid, per lot; in an open house nothing is ranked.

    Raises FormulaDomainError when the price or an answer of a bid that takes part is outside the
    domain of its formula; `domain_findings` says it to people.
    """
    scores: list[Score] = []
    contests: dict[str, Contest] = {}
    for lot in tender.open_lots:
        standings = [s for s in assessment.standings if s.lot == lot.id]
        if tender.mode_of(lot.id) is AwardMode.ADMIT_ALL:
            scores += [unscored(standing) for standing in standings]
        else:
            found, contests[lot.id] = _score_lot(tender, bids, assessment, lot)
            scores += found
    return Scoresheet(tuple(scores), contests)


def _score_lot(
    tender: Tender, bids: Bids, assessment: Assessment, lot: Lot
) -> tuple[list[Score], Contest]:
    judged, contest = contest_in(tender, bids, assessment, lot)
    points = {score.bidder: score.points for score in judged}
    mine = [points[entry.bidder] for entry in contest.entries]
    counted = {found.bidder: found for found in count_points(contest, mine)}
    scores = [_totalled(tender, item, counted.get(item.bidder)) for item in judged]
    ordered = sorted(scores, key=lambda s: (s.rank is None, s.rank or 0, s.bidder))
    return ordered, contest


def _totalled(tender: Tender, score: Score, counted: Counted | None) -> Score:
    """The score with its total and rank; a bid that is out keeps its quality points alone."""
    if counted is None or score.standing.status is not Status.IN:
        return score
    step = tender.rounding_of("total")
    return replace(
        score,
        points=counted.points,
        exact=counted.exact,
        total=step.of(counted.total) if step else digits(counted.total),
        rank=counted.rank,
    )
