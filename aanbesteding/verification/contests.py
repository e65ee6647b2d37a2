"""The lots as contests again, from what verification itself counted."""

from collections.abc import Mapping
from fractions import Fraction

from aanbesteding.contest.contest import Contest, Entry, Pricing, Rounding, Weighed
from aanbesteding.formulas import BY_ID
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.lot_scores import LotScores
from aanbesteding.verification.stated import counts_price, published


def contest_of(scores: LotScores) -> Contest:
    """Return the contest of a lot that is ranked."""
    tender = scores.tender
    return Contest(
        criteria=tuple(_weighed(tender, criterion) for criterion in scores.criteria),
        pricing=_pricing(tender),
        rounding=Rounding(
            *(tender.rounding_of(step) for step in ("criterion", "price", "quality", "total"))
        ),
        entries=tuple(
            Entry(bidder, values, price, ranked)
            for bidder, values, price, ranked in scores.taking_part
        ),
    )


def _weighed(tender: Tender, criterion: Criterion) -> Weighed:
    tops = [step.mark for step in tender.scales if step.scale == criterion.scale]
    ends: Mapping[str, object] = {
        "top_mark": max(tops, default=None),
        "best_answer": criterion.best_answer,
        "worst_answer": criterion.worst_answer,
    }
    inputs = {name: Fraction(str(value)) for name, value in ends.items() if value is not None}
    formula, weight = BY_ID[criterion.formula], Fraction(criterion.weight)
    return Weighed(criterion.id, formula, weight, inputs, criterion.bonus)


def _pricing(tender: Tender) -> Pricing | None:
    if not counts_price(tender):
        return None
    given = published(tender)
    weight = given.pop("most_points")
    return Pricing(BY_ID[tender.price.formula], weight, given, tender.price.clip)
