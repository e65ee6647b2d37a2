"""Points on a straight line that starts at the lowest price received."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero, in_order
from aanbesteding.formulas.formula import formula


@formula(
    id="price.linear_span",
    measures="price",
    sheet="most_points*(1-(price-lowest_price)/(span*lowest_price))",
    scale_free=True,
    below_zero=True,
)
def linear_span(
    price: Fraction, lowest_price: Fraction, span: Fraction, most_points: Fraction
) -> Fraction:
    """Points ``most_points · (1 − (price − lowest) / (span · lowest))``; formula F06.

    Nothing is left at ``1 + span`` times the lowest price; a dearer bid gets less than nothing,
    unless the tender clips.
    """
    above_zero(span=span, lowest_price=lowest_price)
    in_order(lowest_price=lowest_price, price=price)
    return most_points * (1 - (price - lowest_price) / (span * lowest_price))
