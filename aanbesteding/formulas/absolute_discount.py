"""Points in proportion to the discount on a published ceiling."""

from fractions import Fraction

from aanbesteding.formulas.domain import in_order, rising
from aanbesteding.formulas.formula import formula


@formula(
    id="price.absolute_discount",
    measures="price",
    sheet="MIN(most_points,most_points*(ceiling_price-price)/(ceiling_price-floor_price))",
)
def absolute_discount(
    price: Fraction, floor_price: Fraction, ceiling_price: Fraction, most_points: Fraction
) -> Fraction:
    """Points ``most_points · (ceiling − price) / (ceiling − floor)``, never more than all.

    Formula F28; a floor of zero is one that nobody set. Raises FormulaDomainError above the
    ceiling.
    """
    rising(floor_price=floor_price, ceiling_price=ceiling_price)
    in_order(price=price, ceiling_price=ceiling_price)
    return most_points * min(Fraction(1), (ceiling_price - price) / (ceiling_price - floor_price))
