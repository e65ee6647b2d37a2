"""Points for a mark in proportion to the top of the scale."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero, in_order
from aanbesteding.formulas.formula import formula


@formula(
    id="quality.scale_share",
    measures="quality",
    sheet="most_points*mark/top_mark",
    below_zero=True,
)
def scale_share(mark: Fraction, top_mark: Fraction, most_points: Fraction) -> Fraction:
    """Points of a mark: ``most_points · mark / top_mark``; a mark below zero takes points away."""
    above_zero(top_mark=top_mark)
    in_order(mark=mark, top_mark=top_mark)
    return most_points * mark / top_mark
