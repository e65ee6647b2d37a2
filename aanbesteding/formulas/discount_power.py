"""Points by a power of the share in the greatest discount on a published ceiling."""

from fractions import Fraction

from aanbesteding.formulas.domain import in_order, rising
from aanbesteding.formulas.formula import formula
from aanbesteding.formulas.irrational import DECIMALS, of_power


@formula(
    id="price.discount_power",
    measures="price",
    sheet="most_points*POWER((ceiling_price-price)/(ceiling_price-lowest_price),exponent)",
    decimals=DECIMALS,
)
def discount_power(
    price: Fraction,
    lowest_price: Fraction,
    ceiling_price: Fraction,
    exponent: Fraction,
    most_points: Fraction,
) -> Fraction:
    """Points ``most_points · ((ceiling − price) / (ceiling − lowest)) ^ exponent``; formula F13.

    An exponent below 1 makes large discounts weigh less. Irrational results are rounded half even
    to 30 decimals. Raises FormulaDomainError above the ceiling, and when nobody offers a discount.
    """
    in_order(lowest_price=lowest_price, price=price, ceiling_price=ceiling_price)
    rising(lowest_price=lowest_price, ceiling_price=ceiling_price)
    share = (ceiling_price - price) / (ceiling_price - lowest_price)
    return of_power(share, exponent, lambda power: most_points * power)
