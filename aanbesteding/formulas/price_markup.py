"""The price, marked up for every quality point that lacks."""

from fractions import Fraction

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.formulas.domain import above_zero
from aanbesteding.formulas.formula import formula


@formula(
    id="value.price_markup",
    measures="value",
    sheet="price*(1+(most_quality-quality_points)/most_points)",
    best="lowest",
)
def price_markup(
    price: Fraction, quality_points: Fraction, most_quality: Fraction, most_points: Fraction
) -> Fraction:
    """Euros ``price · (1 + (most_quality − quality) / most_points)``, lowest wins; formula F26.

    The source has the share of quality that lacks, times the weight of quality over that of price:
    in points that is the same. Raises FormulaDomainError when a bonus would make the price nothing.
    """
    above_zero(price=price, most_points=most_points)
    if quality_points >= most_quality + most_points:
        raise FormulaDomainError("quality_points must be below most_quality and most_points added")
    return price * (1 + (most_quality - quality_points) / most_points)
