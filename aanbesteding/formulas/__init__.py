"""The shelf of formulas: how a mark or a price becomes points. This list is the shelf."""

from aanbesteding.formulas.absolute_linear import absolute_linear
from aanbesteding.formulas.award_on_value import award_on_value
from aanbesteding.formulas.fixed_tariff import fixed_tariff
from aanbesteding.formulas.formula import Formula
from aanbesteding.formulas.lowest_share import lowest_share
from aanbesteding.formulas.min_max import min_max
from aanbesteding.formulas.scale_share import scale_share

SHELF = (scale_share, fixed_tariff, absolute_linear, lowest_share, min_max, award_on_value)
BY_ID: dict[str, Formula] = {formula.id: formula for formula in SHELF}
