"""Quality alone, among bids within a published budget."""

from fractions import Fraction

from aanbesteding.formulas.domain import in_order
from aanbesteding.formulas.formula import formula


@formula(
    id="value.within_budget",
    measures="value",
    sheet="quality_points",
    below_zero=True,
)
def within_budget(price: Fraction, quality_points: Fraction, ceiling_price: Fraction) -> Fraction:
    """Quality points of a bid whose price does not exceed the ceiling; formula F31.

    Raises FormulaDomainError above the ceiling: such a bid must be out before it is compared.
    """
    in_order(price=price, ceiling_price=ceiling_price)
    return quality_points
