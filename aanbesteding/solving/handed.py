"""A model handed to HiGHS as arrays in one call, with the options it is searched with."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from aanbesteding.solving.matrix import NONE, Matrix

OPTIONS: Mapping[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_heuristic_run_feasibility_jump": False,
}
# See docs/decisions/presolve.md. A contract of a millionth could carry one of a million minutes.
STRICT: Mapping[str, Any] = {"presolve": "off", "mip_feasibility_tolerance": 1e-9}
QUICK: Mapping[str, Any] = {"presolve": "on", "mip_feasibility_tolerance": 1e-6}
LARGE = 200


def is_large(columns: int) -> bool:
    """Return whether a model is too large to be searched without presolve at first."""
    return columns >= LARGE


def options_for(columns: int) -> dict[str, Any]:
    """Return the options with which a model of so many columns is searched."""
    return {**OPTIONS, **(QUICK if is_large(columns) else STRICT)}


def set_options(highs: Any, options: Mapping[str, Any]) -> None:
    """Give the solver's own object these options."""
    for option, value in options.items():
        highs.setOptionValue(option, value)


@cache
def _silent() -> Any:
    """Return HiGHS as it is told to be silent before it says a word.

    From 1.16 on it writes its name and licence while it is made, when it enables its callbacks.
    """
    import highspy

    class Silent(highspy.Highs):  # type: ignore[misc]
        def enableCallbacks(self) -> None:
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    return Silent


def loaded(matrix: Matrix) -> Any:
    """Return the solver's own object, holding the whole model with every column whole."""
    import highspy

    highs = _silent()()
    rows, columns = matrix.size
    set_options(highs, options_for(columns))
    least = np.where(matrix.least <= -NONE, -np.inf, matrix.least)
    most = np.where(matrix.most >= NONE, np.inf, matrix.most)
    highs.passModel(
        columns, rows, len(matrix.index), int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize), 0.0, np.zeros(columns), np.zeros(columns),
        matrix.tops.astype(np.float64), least, most, matrix.starts[:-1].astype(np.int32),
        matrix.index, matrix.factors.astype(np.float64), np.ones(columns, np.int32),
    )  # fmt: skip
    return highs
