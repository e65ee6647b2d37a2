"""Points that fall with the logarithm of the price."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero, in_order, rising
from aanbesteding.formulas.formula import formula
from aanbesteding.formulas.irrational import DECIMALS, of_log


@formula(
    id="price.logarithm",
    measures="price",
    sheet="most_points*(1-LN(price/lowest_price)/LN(multiple))",
    keeps_order=True,
    scale_free=True,
    below_zero=True,
    decimals=DECIMALS,
)
def logarithm(
    price: Fraction, lowest_price: Fraction, multiple: Fraction, most_points: Fraction
) -> Fraction:
    """Points ``most_points · (1 − ln(price / lowest) / ln(multiple))``; formula F08.

    Two bids differ by their own prices alone, so others never turn their order; clipping undoes
    that. Irrational results are rounded half even to 30 decimals.
    """
    above_zero(lowest_price=lowest_price)
    rising(one=Fraction(1), multiple=multiple)
    in_order(lowest_price=lowest_price, price=price)
    return of_log(price / lowest_price, multiple, lambda log: most_points * (1 - log))
