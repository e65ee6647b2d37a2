"""Euros per quality point."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero
from aanbesteding.formulas.formula import formula


@formula(
    id="value.cost_per_point",
    measures="value",
    sheet="price/quality_points",
    best="lowest",
)
def cost_per_point(price: Fraction, quality_points: Fraction) -> Fraction:
    """Euros per quality point, ``price / quality``, lowest wins; formulas F27 and F37."""
    above_zero(price=price, quality_points=quality_points)
    return price / quality_points
