"""Points in proportion to the lowest price."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero, in_order
from aanbesteding.formulas.formula import formula


@formula(
    id="price.lowest_share",
    measures="price",
    sheet="most_points*lowest_price/price",
    scale_free=True,
)
def lowest_share(price: Fraction, lowest_price: Fraction, most_points: Fraction) -> Fraction:
    """Points in proportion to the lowest price: ``most_points · lowest_price / price``.

    Formulas F01, F02 and F03. Raises FormulaDomainError for a price of zero, or below the lowest.
    """
    above_zero(price=price, lowest_price=lowest_price)
    in_order(lowest_price=lowest_price, price=price)
    return most_points * lowest_price / price
