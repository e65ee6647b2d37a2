"""The price against the lowest price, the quality against the best quality."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero, in_order, not_below_zero
from aanbesteding.formulas.formula import formula


@formula(
    id="value.both_relative",
    measures="value",
    sheet="most_points*lowest_price/price+most_quality*quality_points/best_quality",
    scale_free=True,
)
def both_relative(
    price: Fraction,
    lowest_price: Fraction,
    most_points: Fraction,
    quality_points: Fraction,
    best_quality: Fraction,
    most_quality: Fraction,
) -> Fraction:
    """Total ``most_points · lowest / price + most_quality · quality / best``; formula F04."""
    above_zero(price=price, lowest_price=lowest_price, best_quality=best_quality)
    in_order(lowest_price=lowest_price, price=price)
    not_below_zero(quality_points=quality_points)
    in_order(quality_points=quality_points, best_quality=best_quality)
    return most_points * lowest_price / price + most_quality * quality_points / best_quality
