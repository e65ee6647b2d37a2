"""Quality per euro."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero, not_below_zero
from aanbesteding.formulas.formula import formula


@formula(
    id="value.quality_per_euro",
    measures="value",
    sheet="quality_points/price*estimate",
)
def quality_per_euro(price: Fraction, quality_points: Fraction, estimate: Fraction) -> Fraction:
    """Quality points ``quality / price · estimate``; formulas F23 and F29b, the quotient of F38.

    The estimate only makes the number readable: a bid at that price keeps its own points.
    """
    above_zero(price=price, estimate=estimate)
    not_below_zero(quality_points=quality_points)
    return quality_points / price * estimate
