"""Points on a straight line around the middle of the estimate and the lowest price."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero, in_order, rising
from aanbesteding.formulas.formula import formula


@formula(
    id="price.midpoint",
    measures="price",
    sheet="most_points*(multiple*(estimate+lowest_price)/2-price)"
    "/((multiple-1)*(estimate+lowest_price)/2)",
    below_zero=True,
)
def midpoint(
    price: Fraction,
    lowest_price: Fraction,
    estimate: Fraction,
    multiple: Fraction,
    most_points: Fraction,
) -> Fraction:
    """Points ``most_points · (n · middle − price) / ((n − 1) · middle)``; formula F07.

    ``middle`` is halfway the estimate and the lowest price, ``n`` the multiple of it that gets no
    points. A price below the middle gets more than all points, unless the tender clips.
    """
    above_zero(estimate=estimate, lowest_price=lowest_price)
    rising(one=Fraction(1), multiple=multiple)
    in_order(lowest_price=lowest_price, price=price)
    middle = (estimate + lowest_price) / 2
    return most_points * (multiple * middle - price) / ((multiple - 1) * middle)
