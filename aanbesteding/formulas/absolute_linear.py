"""Points on a straight line between a published floor and ceiling."""

from fractions import Fraction

from aanbesteding.formulas.domain import rising
from aanbesteding.formulas.formula import formula


@formula(
    id="price.absolute_linear",
    measures="price",
    sheet="most_points*(ceiling_price-price)/(ceiling_price-floor_price)",
    below_zero=True,
)
def absolute_linear(
    price: Fraction, floor_price: Fraction, ceiling_price: Fraction, most_points: Fraction
) -> Fraction:
    """Points ``most_points · (ceiling − price) / (ceiling − floor)``; formulas F20 and F21.

    A price below the floor gets more than all points, one above the ceiling fewer than none,
    unless the tender clips them.
    """
    rising(floor_price=floor_price, ceiling_price=ceiling_price)
    return most_points * (ceiling_price - price) / (ceiling_price - floor_price)
