"""Points for being near a part of the mean price."""

from fractions import Fraction

from aanbesteding.formulas.domain import above_zero, not_below_zero
from aanbesteding.formulas.formula import formula


@formula(
    id="price.benchmark_deviation",
    measures="price",
    sheet="MAX(0,MIN(most_points*price/(benchmark_share*trimmed_mean_price),"
    "most_points*(3-2*price/(benchmark_share*trimmed_mean_price))))",
    monotone=False,
    scale_free=True,
)
def benchmark_deviation(
    price: Fraction, trimmed_mean_price: Fraction, benchmark_share: Fraction, most_points: Fraction
) -> Fraction:
    """Points that fall on both sides of a benchmark, never below zero; formula F16.

    The benchmark is a part of the mean price without the highest and the lowest. Of a hundred
    points every percent above it costs two, every percent below it one.
    """
    above_zero(trimmed_mean_price=trimmed_mean_price, benchmark_share=benchmark_share)
    not_below_zero(price=price)
    share = price / (benchmark_share * trimmed_mean_price)
    return most_points * max(Fraction(0), min(share, 3 - 2 * share))
