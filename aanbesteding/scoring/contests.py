"""A lot as a contest: what was published and offered, in the bare numbers of the arithmetic."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from aanbesteding.assessment.assessment import Assessment
from aanbesteding.assessment.bounds import value_of
from aanbesteding.bids.bid import Bids
from aanbesteding.contest.contest import Contest, Entry, Pricing, Rounding, Weighed
from aanbesteding.formulas import BY_ID
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.decision import PARAMETERS
from aanbesteding.tender.tender import Tender

Values = tuple[Fraction, ...]


def contest_on(tender: Tender, lot: str, entries: Sequence[Entry] = ()) -> Contest:
    """Return the contest of a lot among these entries, by the published criteria and rounding."""
    return Contest(
        criteria=tuple(weighed(tender, one) for one in tender.scored(lot)),
        pricing=pricing(tender),
        rounding=Rounding(
            criterion=tender.rounding_of("criterion"),
            price=tender.rounding_of("price"),
            quality=tender.rounding_of("quality"),
            total=tender.rounding_of("total"),
        ),
        entries=tuple(entries),
    )


def weighed(tender: Tender, criterion: Criterion) -> Weighed:
    """Return a criterion with its formula and the published inputs of that formula."""
    formula = BY_ID[criterion.formula]
    published = {
        "top_mark": max((step.mark for step in tender.steps(criterion.scale)), default=None),
        "best_answer": criterion.best_answer,
        "worst_answer": criterion.worst_answer,
    }
    inputs = {name: Fraction(v) for name, v in published.items() if v is not None}
    return Weighed(criterion.id, formula, Fraction(criterion.weight), inputs, bonus=criterion.bonus)


def pricing(tender: Tender) -> Pricing | None:
    """Return what the price does in the ranking; None where it decides nothing."""
    if not tender.price_in_ranking:
        return None
    price = tender.price
    stated: Mapping[str, Decimal | None] = {name: getattr(price, name) for name in PARAMETERS}
    given = {name: Fraction(value) for name, value in stated.items() if value is not None}
    return Pricing(BY_ID[price.formula], Fraction(price.weight), given, price.clip)


def values_in(tender: Tender, bids: Bids, assessment: Assessment, lot: str) -> Mapping[str, Values]:
    """Return by bidder the mark or answer on every criterion of a lot, of who has them all."""
    criteria = tender.scored(lot)
    found: dict[str, Values] = {}
    for standing in assessment.standings:
        if standing.lot != lot:
            continue
        bid = bids.bid(standing.bidder)
        values = [value_of(assessment.counting, bid, lot, one) for one in criteria]
        known = tuple(value for value in values if value is not None)
        if len(known) == len(criteria):
            found[bid.id] = known
    return found
