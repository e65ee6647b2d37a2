"""The price, divided by how much better the quality is than the lowest."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero, in_order, not_below_zero
from aanbesteding.formulas.formula import formula


@formula(
    id="value.relative_cost",
    measures="value",
    sheet="price*(lowest_quality+most_quality)/(quality_points+most_quality)",
    best="lowest",
    keeps_order=True,
)
def relative_cost(
    price: Fraction, quality_points: Fraction, lowest_quality: Fraction, most_quality: Fraction
) -> Fraction:
    """Euros ``price · (lowest_quality + most) / (quality + most)``, lowest wins; formula F17.

    The lowest quality is a factor that all bids share, so others never turn the order of two.
    """
    above_zero(price=price, most_quality=most_quality)
    not_below_zero(lowest_quality=lowest_quality)
    in_order(lowest_quality=lowest_quality, quality_points=quality_points)
    return price * (lowest_quality + most_quality) / (quality_points + most_quality)
