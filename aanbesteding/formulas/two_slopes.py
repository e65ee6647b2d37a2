"""Points for a discount, that count half below the price under which a bid is examined."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero, in_order, not_below_zero
from aanbesteding.formulas.formula import formula


@formula(
    id="price.two_slopes",
    measures="price",
    sheet="IF(price<low_price,"
    "most_points*(1-low_price/ceiling_price+(low_price-price)/(2*ceiling_price)),"
    "most_points*(1-price/ceiling_price))",
)
def two_slopes(
    price: Fraction, low_price: Fraction, ceiling_price: Fraction, most_points: Fraction
) -> Fraction:
    """Points ``most_points · (1 − price / ceiling)``, half as steep below ``low_price``.

    Formula F29. Raises FormulaDomainError above the ceiling.
    """
    above_zero(ceiling_price=ceiling_price)
    not_below_zero(price=price)
    in_order(low_price=low_price, ceiling_price=ceiling_price)
    in_order(price=price, ceiling_price=ceiling_price)
    counted = max(price, low_price) - max(Fraction(0), low_price - price) / 2
    return most_points * (1 - counted / ceiling_price)
