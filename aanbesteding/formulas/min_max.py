"""Points between the highest and the lowest price received."""

from fractions import Fraction

from aanbesteding.formulas.domain import in_order
from aanbesteding.formulas.formula import formula


@formula(
    id="price.min_max",
    measures="price",
    sheet="IF(highest_price=lowest_price,most_points,"
    "most_points*(highest_price-price)/(highest_price-lowest_price))",
    scale_free=True,
)
def min_max(
    price: Fraction, lowest_price: Fraction, highest_price: Fraction, most_points: Fraction
) -> Fraction:
    """Points ``most_points · (highest − price) / (highest − lowest)``.

    Formula F05. With one bid, or all prices equal, every bid gets all points.
    """
    in_order(lowest_price=lowest_price, price=price, highest_price=highest_price)
    if highest_price == lowest_price:
        return most_points
    return most_points * (highest_price - price) / (highest_price - lowest_price)
