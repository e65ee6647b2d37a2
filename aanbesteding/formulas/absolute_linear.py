"""Points on a straight line between a published floor and ceiling."""

from fractions import Fraction

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.formulas.formula import formula


@formula(
    id="price.absolute_linear", measures="price", source="docs/formulas/price.absolute_linear.md"
)
def absolute_linear(
    price: Fraction, floor_price: Fraction, ceiling_price: Fraction, most_points: Fraction
) -> Fraction:
    """Points ``most_points · (ceiling − price) / (ceiling − floor)``, kept between 0 and all.

    Formula F20; clipped at both ends.
    """
    if ceiling_price <= floor_price:
        raise FormulaDomainError("ceiling_price must be above floor_price")
    share = (ceiling_price - price) / (ceiling_price - floor_price)
    return most_points * min(max(share, Fraction(0)), Fraction(1))
