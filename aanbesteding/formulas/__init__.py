"""The shelf of formulas: how a mark or a price becomes points. This list is the shelf."""

from aanbesteding.formulas.absolute_discount import absolute_discount
from aanbesteding.formulas.absolute_linear import absolute_linear
from aanbesteding.formulas.around_mean import around_mean
from aanbesteding.formulas.award_on_value import award_on_value
from aanbesteding.formulas.benchmark_deviation import benchmark_deviation
from aanbesteding.formulas.between import between
from aanbesteding.formulas.both_relative import both_relative
from aanbesteding.formulas.cost_per_point import cost_per_point
from aanbesteding.formulas.discount_power import discount_power
from aanbesteding.formulas.discount_share import discount_share
from aanbesteding.formulas.fixed_tariff import fixed_tariff
from aanbesteding.formulas.formula import Formula
from aanbesteding.formulas.linear_span import linear_span
from aanbesteding.formulas.logarithm import logarithm
from aanbesteding.formulas.lowest_price import lowest_price
from aanbesteding.formulas.lowest_share import lowest_share
from aanbesteding.formulas.midpoint import midpoint
from aanbesteding.formulas.min_max import min_max
from aanbesteding.formulas.price_markup import price_markup
from aanbesteding.formulas.quality_per_euro import quality_per_euro
from aanbesteding.formulas.relative_cost import relative_cost
from aanbesteding.formulas.scale_share import scale_share
from aanbesteding.formulas.squared_share import squared_share
from aanbesteding.formulas.time_share import time_share
from aanbesteding.formulas.two_slopes import two_slopes
from aanbesteding.formulas.utility_index import utility_index
from aanbesteding.formulas.weighted_ratio import weighted_ratio
from aanbesteding.formulas.willingness_to_pay import willingness_to_pay
from aanbesteding.formulas.within_budget import within_budget

SHELF = (
    scale_share,
    between,
    time_share,
    fixed_tariff,
    absolute_linear,
    absolute_discount,
    two_slopes,
    lowest_share,
    squared_share,
    linear_span,
    midpoint,
    logarithm,
    min_max,
    around_mean,
    discount_share,
    discount_power,
    benchmark_deviation,
    award_on_value,
    willingness_to_pay,
    price_markup,
    quality_per_euro,
    cost_per_point,
    weighted_ratio,
    relative_cost,
    utility_index,
    both_relative,
    within_budget,
    lowest_price,
)
BY_ID: dict[str, Formula] = {formula.id: formula for formula in SHELF}
