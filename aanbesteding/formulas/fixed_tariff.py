"""The buyer fixed the price: it decides nothing."""

from fractions import Fraction

from aanbesteding.formulas.formula import formula


@formula(id="price.fixed_tariff", measures="price", sheet="0", scale_free=True)
def fixed_tariff() -> Fraction:
    """Points for a price that is not compared: none, for every bid; quality alone decides."""
    return Fraction(0)
