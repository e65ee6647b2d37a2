"""Futures drawn at random: exact factors in thousandths, the same ones for the same seed anywhere.

Every future has draws of its own, so the first hundred of a thousand are the hundred of a hundred.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from aanbesteding.rules.facts import Ask, Facts, Pick
from aanbesteding.tender.scenarios import Spread

STEPS = 1000
_RAW_BITS = 64


@dataclass(frozen=True)
class Drawn:
    """One future among those that a seed and spreads give; it holds no figures yet."""

    spreads: tuple[Spread, ...]
    seed: int
    number: int


Unit = Ask | Pick | str


def factors(drawn: Drawn, facts: Facts) -> tuple[dict[Unit, Fraction], ...]:
    """Return for every spread the factor of each unit it is about.

    Demand has a factor for each ask, budgets one for each of them, capacity and tariffs one for
    each bidder's lot; a spread that holds together has one for all.
    """
    units = [_units(spread, facts) for spread in drawn.spreads]
    counts = [1 if s.together else len(own) for s, own in zip(drawn.spreads, units, strict=True)]
    raw = _raw(drawn, sum(counts))
    found = []
    for spread, own, count in zip(drawn.spreads, units, counts, strict=True):
        numbers, raw = raw[:count], raw[count:]
        drawn_now = [_factor(spread, number) for number in numbers]
        found.append(dict(zip(own, drawn_now * (len(own) if spread.together else 1), strict=True)))
    return tuple(found)


def _raw(drawn: Drawn, count: int) -> list[int]:
    """The raw output of PCG64, which NumPy keeps the same in every version and on every machine."""
    if not count:
        return []
    stream = np.random.PCG64(drawn.seed).advance(drawn.number * count)
    return [int(number) for number in np.atleast_1d(stream.random_raw(count))]


def _factor(spread: Spread, raw: int) -> Fraction:
    """A factor between the ends, every thousandth equally likely, the ends included."""
    low, high = (_thousandths(end) for end in (spread.low, spread.high))
    return Fraction(low + (raw * (high - low + 1) >> _RAW_BITS), STEPS)


def _thousandths(end: Decimal) -> int:
    return int(Fraction(end) * STEPS)


def _units(spread: Spread, facts: Facts) -> Sequence[Unit]:
    """What has a factor of its own, in the order of the facts."""
    if spread.what == "demand":
        return [
            ask
            for ask in facts.demand
            if ask.lot in (spread.lots or (ask.lot,)) and ask.need in (spread.needs or (ask.need,))
        ]
    if spread.what == "budget":
        return [budget.id for budget in facts.budgets]
    return [pick for pick in facts.picks if pick.lot in (spread.lots or (pick.lot,))]
