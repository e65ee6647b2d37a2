"""What is asked of all bids together, for many sets of bids at once."""

from collections.abc import Iterable, Sequence, Set
from fractions import Fraction
from functools import reduce
from math import lcm

import numpy as np

from aanbesteding.contest.bounded import EPS, Bools, Bounded, Floats, Rows, most

Columns = dict[str, Bounded]

OF_PRICES = ("lowest_price", "highest_price", "mean_price", "trimmed_mean_price")
OF_QUALITIES = ("best_quality", "lowest_quality")
OF_ANSWERS = ("mean_answer",)


def in_units(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """Return the values as whole numbers of a unit, and how many of it go in one."""
    unit = lcm(*(value.denominator for value in values))
    return [int(value * unit) for value in values], unit


def _columns(values: Sequence[Fraction]) -> tuple[Floats, Bounded]:
    units, unit = in_units(values)
    return np.array(units, dtype=np.float64), Bounded.of(unit)


def sum_of(one: Bounded, other: Bounded) -> Bounded:
    """Return the sum of numbers on a grid: of exact ones exact."""
    value, error = one.value + other.value, one.error + other.error
    return Bounded(value, np.where(error == 0, 0, error + EPS * np.abs(value)))


def _exact(values: Floats) -> Bounded:
    return Bounded(values, np.zeros_like(values))


def mean(values: Sequence[Fraction], present: Bools) -> Bounded:
    """Return the mean of the values that are there, per set (column)."""
    units, unit = _columns(values)
    return _exact(units @ present) / unit / _exact(_number(present))


def of_prices(wanted: Set[str], prices: Sequence[Fraction], present: Bools) -> Columns:
    """Return the wanted statistics of the prices that are there, per set (column), in euros."""
    units, unit = _columns(prices)
    found = {}
    if "mean_price" in wanted:
        found["mean_price"] = mean(prices, present)
    if wanted & {"lowest_price", "highest_price", "trimmed_mean_price"}:
        low = np.where(present, units[:, None], np.inf).min(axis=0)
        high = np.where(present, units[:, None], -np.inf).max(axis=0)
        found |= {"lowest_price": _exact(low) / unit, "highest_price": _exact(high) / unit}
    if "trimmed_mean_price" in wanted:
        rest = np.where(_number(present) > 2, _number(present) - 2, np.nan)
        total = units @ present - low - high
        found["trimmed_mean_price"] = _exact(total) / unit / _exact(rest)
    return {name: found[name] for name in sorted(wanted)}


def _number(present: Bools) -> Floats:
    number: Floats = np.sum(present, axis=0, dtype=np.float64)
    return number


def of_qualities(qualities: Iterable[Bounded], present: Bools) -> Columns:
    """Return the best and the lowest quality of those that are there, per set (column)."""
    pairs = list(zip(present, qualities, strict=True))
    best = reduce(most, (_if_there(there, one) for there, one in pairs))
    worst = reduce(most, (_if_there(there, -one) for there, one in pairs))
    return {"best_quality": best, "lowest_quality": -worst}


def _if_there(there: Bools, number: Bounded) -> Bounded:
    return Bounded(np.where(there, number.value, -np.inf), np.where(there, number.error, 0))


def blocks(columns: Columns, order: Rows, size: int) -> Columns:
    """Return the columns with one number for every `size` sets in this order, that covers them."""
    starts = np.arange(0, len(order), size)
    found = {}
    for name, column in columns.items():
        low = np.minimum.reduceat((column.value - column.error)[order], starts)
        high = np.maximum.reduceat((column.value + column.error)[order], starts)
        middle = (low + high) / 2
        far = (high - low) * (0.5 + 2 * EPS) + 4 * EPS * np.abs(middle)
        found[name] = Bounded(middle, far)
    return found
