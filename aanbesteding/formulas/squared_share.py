"""Points in proportion to the square of the lowest price over the price."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero, in_order
from aanbesteding.formulas.formula import formula


@formula(
    id="price.squared_share",
    measures="price",
    sheet="most_points*POWER(lowest_price/price,2)",
    scale_free=True,
)
def squared_share(price: Fraction, lowest_price: Fraction, most_points: Fraction) -> Fraction:
    """Points ``most_points · (lowest_price / price)²``; formula F09 with the power 2."""
    above_zero(price=price, lowest_price=lowest_price)
    in_order(lowest_price=lowest_price, price=price)
    return most_points * (lowest_price / price) ** 2
