"""The price, less what the buyer would pay for the quality."""

from fractions import Fraction

from aanbesteding.formulas.formula import formula


@formula(
    id="value.willingness_to_pay",
    measures="value",
    sheet="price-quality_points*euro_per_point",
    best="lowest",
    below_zero=True,
)
def willingness_to_pay(
    price: Fraction, quality_points: Fraction, euro_per_point: Fraction
) -> Fraction:
    """Euros ``price − quality · euro_per_point``, lowest wins; formula F25."""
    return price - quality_points * euro_per_point
