"""Bounds that put a bid out, held against a mark, an answer or a total again."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.tender import Tender

Told = tuple[str, Mapping[str, Any]]
# What must hold of a value and its bound, by: may it be equal, and is a low value the good one.
KEYS = {
    (True, False): "below",
    (False, False): "not_above",
    (True, True): "above",
    (False, True): "not_below",
}


def worse(criterion: Criterion, value: Fraction) -> bool:
    """Whether a mark or an answer is too bad to take part."""
    bound = criterion.lowest_mark
    if bound is None:
        return False
    distance = value - Fraction(bound)
    if _low_is_good(criterion):
        distance = -distance
    return distance < 0 or (distance == 0 and not criterion.lowest_mark_in)


def told(criterion: Criterion, value: Decimal) -> Told:
    """Return the key and figures for a bidder whose mark or answer is too bad."""
    by_number = criterion.scale == ""
    values = {"criterion": criterion.id, "mark": value, "lowest_mark": criterion.lowest_mark}
    what = KEYS[criterion.lowest_mark_in, _low_is_good(criterion)]
    if by_number:
        return f"standing.answer_{what}", {**values, "unit": criterion.unit}
    return f"standing.mark_{what}", values


def too_few_points(tender: Tender, lot: str, quality: Decimal) -> Told | None:
    """Return the key and figures for a bid with too few quality points; None with enough."""
    least, equal_is_enough = tender.least_points_of(lot), tender.award.least_points_in
    if least is None or quality > least or (quality == least and equal_is_enough):
        return None
    key = KEYS[equal_is_enough, False]
    return f"standing.points_{key}", {"points": quality, "least_points": least}


def _low_is_good(criterion: Criterion) -> bool:
    """Whether the published ends say that a low answer gets the points."""
    ends = (criterion.worst_answer, criterion.best_answer)
    return None not in ends and Fraction(str(ends[0])) > Fraction(str(ends[1]))
