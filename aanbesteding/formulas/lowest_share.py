"""Points in proportion to the lowest price."""

from fractions import Fraction

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.formulas.formula import formula


@formula(
    id="price.lowest_share",
    measures="price",
    relative=True,
    source="docs/formulas/price.lowest_share.md",
)
def lowest_share(price: Fraction, lowest_price: Fraction, most_points: Fraction) -> Fraction:
    """Points in proportion to the lowest price: ``most_points · lowest_price / price``.

    Formula F01. A price of zero, or below the lowest, has no answer.
    """
    if price <= 0 or lowest_price <= 0:
        raise FormulaDomainError("price must be above zero")
    if price < lowest_price:
        raise FormulaDomainError("price must not be below lowest_price")
    return most_points * lowest_price / price
