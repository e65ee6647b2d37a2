"""A power of quality per euro."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero, not_below_zero
from aanbesteding.formulas.formula import formula
from aanbesteding.formulas.irrational import DECIMALS, of_power


@formula(
    id="value.weighted_ratio",
    measures="value",
    sheet="POWER(quality_points,most_quality/most_points)/price",
    decimals=DECIMALS,
)
def weighted_ratio(
    price: Fraction, quality_points: Fraction, most_quality: Fraction, most_points: Fraction
) -> Fraction:
    """Index ``quality ^ (most_quality / most_points) / price``; formula F24.

    Irrational results are rounded half even to 30 decimals; for prices of a lot the index is a
    small number, so the tender should hardly round it.
    """
    above_zero(price=price, most_points=most_points)
    not_below_zero(quality_points=quality_points)
    return of_power(quality_points, most_quality / most_points, lambda power: power / price)
