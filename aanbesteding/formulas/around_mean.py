"""Half of the points for the mean price, and a point of a hundred per percent."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero
from aanbesteding.formulas.formula import formula


@formula(
    id="price.around_mean",
    measures="price",
    sheet="most_points*(3/2-price/mean_price)",
    scale_free=True,
    below_zero=True,
)
def around_mean(price: Fraction, mean_price: Fraction, most_points: Fraction) -> Fraction:
    """Points ``most_points · (1/2 − (price − mean) / mean)``; formula F10.

    Of a hundred points the mean price gets fifty, and every percent above or below it costs or
    earns one; far from the mean that is less than nothing or more than all, unless the tender
    clips.
    """
    above_zero(mean_price=mean_price)
    return most_points * (Fraction(3, 2) - price / mean_price)
