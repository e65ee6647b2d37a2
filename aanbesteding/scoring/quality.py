"""Quality points: of every bid, whether it takes part or not, and before any price is read."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from aanbesteding.assessment.assessment import Assessment, Standing, Status
from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.exact import digits, exact_sum
from aanbesteding.bids.bid import Bids
from aanbesteding.contest.contest import Entry, Points
from aanbesteding.contest.count import Judge
from aanbesteding.formulas.statistics import STATISTICS
from aanbesteding.scoring.contests import Values, contest_on, values_in
from aanbesteding.scoring.scoresheet import Score
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender


def quality_points(
    tender: Tender, bids: Bids, assessment: Assessment
) -> Mapping[tuple[str, str], tuple[Points, ...]]:
    """Return the points per criterion by bidder and lot, of every bid that was judged in full.

    No price is looked at. A bid with an answer of which a formula can make nothing is left out.
    """
    found = {}
    for lot in tender.open_lots:
        values = values_in(tender, bids, assessment, lot.id)
        judge = judge_in(tender, bids, assessment, lot, values)
        for bidder, known in values.items():
            points = _points(judge, known)
            if points:
                found[bidder, lot.id] = points
    return found


def _points(judge: Judge, values: Values) -> tuple[Points, ...]:
    try:
        return judge.points(values)
    except FormulaDomainError:
        return ()


def judge_in(
    tender: Tender, bids: Bids, assessment: Assessment, lot: Lot, values: Mapping[str, Values]
) -> Judge:
    """Return the judge of a lot; who is out by register, requirement or bound moves nobody.

    A late drop-out keeps its effect, unless its own answer is one that the formula never takes.
    """
    counting = [
        Entry(one.bidder, values[one.bidder], ranked=one.status is Status.IN)
        for one in assessment.standings
        if one.lot == lot.id and one.bidder in values
        if one.status is Status.IN or left_late(tender, bids, one)
    ]
    judge = Judge(contest_on(tender, lot.id, counting))
    kept = [one for one in counting if one.ranked or _within(judge, one.values)]
    return Judge(contest_on(tender, lot.id, kept))


def _within(judge: Judge, values: Values) -> bool:
    """Whether nothing but what others offer can keep the formulas from these values."""
    return all(judge.fault(n, value) in ("", *STATISTICS) for n, value in enumerate(values))


def quality_of(tender: Tender, judge: Judge, standing: Standing, values: Values | None) -> Score:
    """Return the quality points of a bid, whether it takes part or not.

    Raises FormulaDomainError for an answer of a bid that takes part.
    """
    if values is None:
        return unscored(standing)
    points = judge.points(values) if standing.status is Status.IN else _points(judge, values)
    if not points and values:
        return unscored(standing)
    step = tender.quality_alone
    counts = judge.quality(points)
    quality = step.of(counts) if step else digits(counts)
    exact = exact_sum(p.exact for p in points)
    return Score(standing.bidder, standing.lot, standing, points, quality, exact, quality, None)


def unscored(standing: Standing) -> Score:
    """Return a bid without any points."""
    zero = Decimal(0)
    return Score(standing.bidder, standing.lot, standing, (), zero, Fraction(0), zero, None)


def left_late(tender: Tender, bids: Bids, standing: Standing) -> bool:
    """Whether a bid left after the award was sent, in a tender that then keeps the order.

    Its price keeps its effect on the points of the others (ECLI:NL:HR:2014:1078).
    """
    event = bids.out(standing.bidder, standing.lot)
    sent = tender.schedule.provisional_award.isoformat()
    return tender.award.on_dropout == "keep" and event is not None and event.date >= sent
