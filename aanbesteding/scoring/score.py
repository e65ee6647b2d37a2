"""From marks and prices to points, totals and ranks, by the published arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from aanbesteding.assessment.assessment import Assessment, Standing, Status
from aanbesteding.basis.exact import rounded
from aanbesteding.bids.bid import Bids, LotBid
from aanbesteding.formulas import BY_ID
from aanbesteding.scoring.price import price_in_ranking
from aanbesteding.scoring.scoresheet import Points, Score, Scoresheet
from aanbesteding.tender.decision import AwardMode, Rounding
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender

QUALITY = "quality.scale_share"


def score(tender: Tender, bids: Bids, assessment: Assessment) -> Scoresheet:
    """Return points, totals and ranks of every bid, per lot; in an open house nothing is ranked."""
    scores: list[Score] = []
    for lot in tender.open_lots:
        standings = [s for s in assessment.standings if s.lot == lot.id]
        if tender.mode_of(lot.id) is AwardMode.ADMIT_ALL:
            scores += [_unscored(standing) for standing in standings]
        else:
            scores += _score_lot(tender, bids, assessment, lot, standings)
    return Scoresheet(tuple(scores))


def _unscored(standing: Standing) -> Score:
    zero = Decimal(0)
    return Score(standing.bidder, standing.lot, standing, (), zero, Fraction(0), zero, None)


def _score_lot(
    tender: Tender, bids: Bids, assessment: Assessment, lot: Lot, standings: Sequence[Standing]
) -> list[Score]:
    marks = {
        (m.bidder, m.criterion): m.mark
        for m in assessment.marks
        if m.lot == lot.id and m.assessor == "consensus"
    }
    judged = [_quality(tender, lot, standing, marks) for standing in standings]
    judged = [_knocked_out_by_total(tender, item) for item in judged]
    prices = _prices(tender, bids, lot, judged)
    totalled = [_total(tender, item, prices) for item in judged]
    return _ranked(tender, totalled)


def _quality(
    tender: Tender,
    lot: Lot,
    standing: Standing,
    marks: Mapping[tuple[str, str], Decimal],
) -> Score:
    criteria = tender.judged(lot.id)
    if any((standing.bidder, criterion.id) not in marks for criterion in criteria):
        return _unscored(standing)
    points = []
    for criterion in criteria:
        inputs = {
            "mark": Fraction(marks[standing.bidder, criterion.id]),
            "top_mark": Fraction(max(step.mark for step in tender.steps(criterion.scale))),
            "most_points": Fraction(criterion.weight),
        }
        points.append(_points(criterion.id, QUALITY, inputs, tender.award.rounding))
    quality = _sum(points, tender.award.rounding)
    exact = sum((p.exact for p in points), start=Fraction(0))
    return Score(standing.bidder, lot.id, standing, tuple(points), quality, exact, quality, None)


def _points(
    criterion: str, formula: str, known: Mapping[str, Fraction], rounding: Rounding
) -> Points:
    card = BY_ID[formula]
    exact = card(known)
    inputs = {name: known[name] for name in card.inputs}
    shown = rounded(exact, rounding.decimals, rounding.mode)
    return Points(criterion, formula, inputs, exact, shown)


def _sum(points: Sequence[Points], rounding: Rounding) -> Decimal:
    if rounding.at == "each":
        return sum((p.rounded for p in points), start=Decimal(0))
    exact = sum((p.exact for p in points), start=Fraction(0))
    return _counts(exact, rounding)


def _counts(exact: Fraction, rounding: Rounding) -> Decimal:
    if rounding.at == "never":
        return _unrounded(exact)
    return rounded(exact, rounding.decimals, rounding.mode)


def _unrounded(exact: Fraction) -> Decimal:
    """An exact total as decimal; a fraction without end is kept to 30 decimals."""
    for decimals in range(31):
        if (exact * 10**decimals).denominator == 1:
            return rounded(exact, decimals)
    return rounded(exact, 30)


def _knocked_out_by_total(tender: Tender, score: Score) -> Score:
    least = tender.least_points_of(score.lot)
    if least is None or score.standing.status is not Status.IN or score.quality >= least:
        return score
    values = {"points": score.quality, "least_points": least}
    out = Standing(score.bidder, score.lot, Status.KNOCKED_OUT, "standing.points_below", values)
    return replace(score, standing=out)


def _prices(
    tender: Tender, bids: Bids, lot: Lot, scores: Sequence[Score]
) -> Mapping[str, Fraction]:
    """The prices that are compared: of bids that take part, and of drop-outs that still count."""
    if not tender.price_in_ranking:
        return {}
    offers: dict[str, LotBid] = {}
    for item in scores:
        lot_bid = bids.bid(item.bidder).lot(lot.id)
        counts = item.standing.status is Status.IN or dropped_out(tender, bids, item)
        if counts and lot_bid is not None:
            offers[item.bidder] = lot_bid
    return {bidder: price_in_ranking(tender, lot, offer) for bidder, offer in offers.items()}


def dropped_out(tender: Tender, bids: Bids, score: Score) -> bool:
    """Whether a bid left after the award was sent, in a tender that then keeps the order.

    Its price keeps its effect on the points of the others (ECLI:NL:HR:2014:1078).
    """
    event = bids.out(score.bidder, score.lot)
    sent = tender.schedule.provisional_award.isoformat()
    return (
        tender.award.on_dropout == "keep"
        and event is not None
        and event.date >= sent
        and bool(score.points)
    )


def _total(tender: Tender, score: Score, prices: Mapping[str, Fraction]) -> Score:
    if score.bidder not in prices or score.standing.status is not Status.IN:
        return score
    rounding, price = tender.award.rounding, tender.price
    known = {
        "price": prices[score.bidder],
        "lowest_price": min(prices.values()),
        "highest_price": max(prices.values()),
        "most_points": Fraction(price.weight),
        "quality_value": sum((p.exact for p in score.points), start=Fraction(0)),
    }
    if price.floor_price is not None:
        known["floor_price"] = Fraction(price.floor_price)
    if price.ceiling_price is not None:
        known["ceiling_price"] = Fraction(price.ceiling_price)
    if rounding.at == "each":
        known["quality_value"] = Fraction(score.quality)
    points = _points("price", price.formula, known, rounding)
    every = (*score.points, points)
    if BY_ID[price.formula].measures == "value":
        total = points.rounded if rounding.at == "each" else _counts(points.exact, rounding)
        return replace(score, points=every, exact=points.exact, total=total)
    exact = score.exact + points.exact
    return replace(score, points=every, exact=exact, total=_sum(every, rounding))


def _ranked(tender: Tender, scores: Sequence[Score]) -> list[Score]:
    lowest = BY_ID[tender.price.formula].best == "lowest"
    inside = [s for s in scores if s.standing.status is Status.IN and _judged(tender, s)]
    worth = {s.bidder: -s.total if lowest else s.total for s in inside}
    rank: dict[Decimal, int] = {}
    for place, total in enumerate(sorted(worth.values(), reverse=True), start=1):
        rank.setdefault(total, place)
    found = [replace(s, rank=rank[worth[s.bidder]] if s.bidder in worth else None) for s in scores]
    return sorted(found, key=lambda s: (s.rank is None, s.rank or 0, s.bidder))


def _judged(tender: Tender, score: Score) -> bool:
    """Whether a bid has its points; where nothing is judged, all are equal."""
    return bool(score.points) or not tender.judged(score.lot)
