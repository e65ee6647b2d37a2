"""Who takes part in the contest of a lot, after the quality and the price were held to bounds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from aanbesteding.assessment.assessment import Assessment, Standing, Status
from aanbesteding.basis.exact import digits
from aanbesteding.bids.bid import Bids
from aanbesteding.contest.contest import Contest, Entry
from aanbesteding.formulas import BY_ID
from aanbesteding.scoring.contests import Values, contest_on, values_in
from aanbesteding.scoring.price import price_in_ranking
from aanbesteding.scoring.quality import judge_in, left_late, quality_of
from aanbesteding.scoring.scoresheet import Score
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender

BY_NUMBERS = ("standing.points_below", "standing.points_not_above", "standing.price_above")


def contest_in(
    tender: Tender, bids: Bids, assessment: Assessment, lot: Lot
) -> tuple[list[Score], Contest]:
    """Return the quality of every bid for a lot, and the contest of those that take part.

    Raises FormulaDomainError when an answer of a bid that takes part is outside the domain.
    """
    values = values_in(tender, bids, assessment, lot.id)
    judge = judge_in(tender, bids, assessment, lot, values)
    judged = [
        _knocked_out_by_price(tender, bids, lot, _knocked_out_by_total(tender, score))
        for standing in assessment.standings
        if standing.lot == lot.id
        for score in [quality_of(tender, judge, standing, values.get(standing.bidder))]
    ]
    entries = tuple(_entries(tender, bids, lot, judged, values))
    return judged, contest_on(tender, lot.id, entries)


def _knocked_out_by_total(tender: Tender, score: Score) -> Score:
    least = tender.least_points_of(score.lot)
    if least is None or score.standing.status is not Status.IN:
        return score
    if score.quality > least or (score.quality == least and tender.award.least_points_in):
        return score
    values = {"points": score.quality, "least_points": least}
    key = "below" if tender.award.least_points_in else "not_above"
    return _out(score, f"standing.points_{key}", values)


def _knocked_out_by_price(tender: Tender, bids: Bids, lot: Lot, score: Score) -> Score:
    ceiling, lot_bid = tender.price.ceiling_price, bids.bid(score.bidder).lot(lot.id)
    if tender.price.over_ceiling != "out" or ceiling is None or lot_bid is None:
        return score
    price = price_in_ranking(tender, lot, lot_bid)
    if score.standing.status is not Status.IN or price <= ceiling:
        return score
    return _out(score, "standing.price_above", {"price": digits(price), "ceiling": ceiling})


def _out(score: Score, key: str, values: Mapping[str, object]) -> Score:
    standing = Standing(score.bidder, score.lot, Status.KNOCKED_OUT, key, values)
    return replace(score, standing=standing)


def _entries(
    tender: Tender, bids: Bids, lot: Lot, judged: Sequence[Score], values: Mapping[str, Values]
) -> Iterator[Entry]:
    """The bids that take part, and those that do not but still move the points of others.

    A late drop-out that keeps its effect comes in unranked. So does, without a price, who was
    knocked out by the total or the price: the mean of answers was taken before that was known.
    """
    compares_answers = any(BY_ID[one.formula].relative for one in tender.scored(lot.id))
    for score in judged:
        if score.bidder not in values:
            continue
        found = Entry(score.bidder, values[score.bidder], ranked=score.standing.status is Status.IN)
        if found.ranked or (left_late(tender, bids, score.standing) and score.points):
            yield replace(found, price=_price(tender, bids, lot, score.bidder))
        elif compares_answers and score.standing.key in BY_NUMBERS:
            yield found


def _price(tender: Tender, bids: Bids, lot: Lot, bidder: str) -> Fraction | None:
    lot_bid = bids.bid(bidder).lot(lot.id)
    asks = tender.price_in_ranking and lot_bid is not None
    return price_in_ranking(tender, lot, lot_bid) if asks and lot_bid else None
