"""What the right side of a row is worth per unit, by the relaxation in which units may be split.

Prices steer a search and prove nothing: they come from floating point.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.solving.handed import loaded
from aanbesteding.solving.matrix import Matrix

Floats = NDArray[np.float64]


class Relaxed(NamedTuple):
    """The greatest sum with split units, and the price of each row: worth of one unit more."""

    value: float
    prices: Floats


def relaxed(matrix: Matrix, gains: Floats, effort: Effort = UNTIL_PROVEN) -> Relaxed | None:
    """Return the relaxation that makes the sum of gains × columns largest; None without one."""
    highs, count = loaded(matrix), len(matrix.keys)
    columns = np.arange(count, dtype=np.int32)
    highs.changeColsIntegrality(count, columns, np.zeros(count, np.uint8))
    highs.changeColsCost(count, columns, -gains)
    if effort.left is not None:
        highs.setOptionValue("time_limit", effort.left)
    highs.run()
    found = highs.getSolution()
    if highs.getModelStatus().name != "kOptimal" or not found.dual_valid:
        return None
    return Relaxed(-highs.getInfo().objective_function_value, -np.asarray(found.row_dual))
