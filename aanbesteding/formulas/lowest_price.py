"""Price alone, among bids of sufficient quality."""

from fractions import Fraction

from aanbesteding.formulas.domain import not_below_zero
from aanbesteding.formulas.formula import formula


@formula(id="value.lowest_price", measures="value", sheet="price", best="lowest")
def lowest_price(price: Fraction) -> Fraction:
    """Euros: the price itself, lowest wins; formula F32.

    What quality is sufficient the tender says: a lowest mark per criterion, least points in all.
    """
    not_below_zero(price=price)
    return price
