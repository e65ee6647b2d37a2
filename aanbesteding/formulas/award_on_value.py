"""Award on value: quality is worth euros, and the lowest fictive price wins."""

from fractions import Fraction

from aanbesteding.formulas.formula import formula


@formula(
    id="value.award_on_value",
    measures="value",
    best="lowest",
    source="docs/formulas/value.award_on_value.md",
)
def award_on_value(price: Fraction, quality_value: Fraction) -> Fraction:
    """Fictive price in euros: ``price − quality_value``; formula F22."""
    return price - quality_value
