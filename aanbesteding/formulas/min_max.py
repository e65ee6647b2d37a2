"""Points between the highest and the lowest price received."""

from fractions import Fraction

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.formulas.formula import formula


@formula(
    id="price.min_max", measures="price", relative=True, source="docs/formulas/price.min_max.md"
)
def min_max(
    price: Fraction, lowest_price: Fraction, highest_price: Fraction, most_points: Fraction
) -> Fraction:
    """Points ``most_points · (highest − price) / (highest − lowest)``.

    Formula F05. With one bid, or all prices equal, every bid gets all points.
    """
    if not lowest_price <= price <= highest_price:
        raise FormulaDomainError("price must lie between lowest_price and highest_price")
    if highest_price == lowest_price:
        return most_points
    return most_points * (highest_price - price) / (highest_price - lowest_price)
