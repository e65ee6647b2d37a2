"""What is left of a bid after its arrears in quality, per euro."""

from fractions import Fraction

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.formulas.domain import above_zero, in_order
from aanbesteding.formulas.formula import formula


@formula(
    id="value.utility_index",
    measures="value",
    sheet="(1-(best_quality-quality_points)/most_points)*lowest_price/price",
    scale_free=True,
)
def utility_index(
    price: Fraction,
    lowest_price: Fraction,
    most_points: Fraction,
    quality_points: Fraction,
    best_quality: Fraction,
) -> Fraction:
    """Index ``(1 − (best_quality − quality) / most_points) · lowest / price``; formula F11.

    The source has shares and ``N``, the weight of quality over that of price: quality in points is
    the same with ``most_points`` below. Raises FormulaDomainError for a bid that lags
    ``most_points`` or more: its index would be below zero, and a lower price would make it worse.
    """
    above_zero(price=price, lowest_price=lowest_price, most_points=most_points)
    in_order(lowest_price=lowest_price, price=price)
    in_order(quality_points=quality_points, best_quality=best_quality)
    if best_quality - quality_points >= most_points:
        raise FormulaDomainError("quality_points must lag less than most_points")
    return (1 - (best_quality - quality_points) / most_points) * lowest_price / price


def price_deficit(price: Fraction, index: Fraction, best_index: Fraction) -> Fraction:
    """Return by how many euros a bid would have to be cheaper to equal the best; formula F11b.

    >>> price_deficit(Fraction(600), Fraction(55, 100), Fraction(60, 100))
    Fraction(50, 1)
    """
    return price - index / best_index * price
