"""Award on value: quality is worth euros, and the lowest fictive price wins."""

from fractions import Fraction

from aanbesteding.formulas.formula import formula


@formula(
    id="value.award_on_value",
    measures="value",
    sheet="price-quality_points",
    best="lowest",
    below_zero=True,
)
def award_on_value(price: Fraction, quality_points: Fraction) -> Fraction:
    """Fictive price in euros: ``price − quality_points``; formula F22."""
    return price - quality_points
