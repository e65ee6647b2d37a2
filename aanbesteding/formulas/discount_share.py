"""Points in proportion to the greatest discount on a published ceiling."""

from fractions import Fraction

from aanbesteding.formulas.domain import in_order, rising
from aanbesteding.formulas.formula import formula


@formula(
    id="price.discount_share",
    measures="price",
    sheet="most_points*(ceiling_price-price)/(ceiling_price-lowest_price)",
)
def discount_share(
    price: Fraction, lowest_price: Fraction, ceiling_price: Fraction, most_points: Fraction
) -> Fraction:
    """Points ``most_points · (ceiling − price) / (ceiling − lowest)``; formula F12.

    Raises FormulaDomainError above the ceiling, and when nobody offers a discount.
    """
    in_order(lowest_price=lowest_price, price=price, ceiling_price=ceiling_price)
    rising(lowest_price=lowest_price, ceiling_price=ceiling_price)
    return most_points * (ceiling_price - price) / (ceiling_price - lowest_price)
