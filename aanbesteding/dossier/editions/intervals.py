"""What is known of demand, waiting and served: three ranges of whole numbers that hang together.

Demand is waiting plus served. Ranges of these three, added up over rows, describe exactly what
sums are possible: so a question about rows and totals is answered by adding up ends of ranges.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

Range = tuple[int, int]
NAMES: Final = ("demand", "waiting", "served")


class Known(NamedTuple):
    """Between which whole numbers each of the three lies."""

    demand: Range
    waiting: Range
    served: Range

    @property
    def possible(self) -> bool:
        """Whether numbers exist in all three ranges of which one is the sum of the others."""
        tight = tightened(self)
        return all(low <= high for low, high in tight)


def tightened(known: Known) -> Known:
    """Return the ranges without the ends that the two others exclude.

    >>> tightened(Known((20, 22), (0, 9), (0, 99))).served
    (11, 22)
    """
    while True:
        demand, waiting, served = known
        tighter = Known(
            _meet(demand, (waiting[0] + served[0], waiting[1] + served[1])),
            _meet(waiting, (demand[0] - served[1], demand[1] - served[0])),
            _meet(served, (demand[0] - waiting[1], demand[1] - waiting[0])),
        )
        if tighter == known or any(low > high for low, high in tighter):
            return tighter
        known = tighter


def plus(rows: Iterable[Known]) -> Known:
    """Return what is known of the sums over rows."""
    found = list(rows)
    sums = ((sum(row[at][0] for row in found), sum(row[at][1] for row in found)) for at in range(3))
    return Known(*sums)


def both(one: Known, other: Known) -> Known:
    """Return what is known to who knows both."""
    return Known(*(_meet(a, b) for a, b in zip(one, other, strict=True)))


def _meet(one: Range, other: Range) -> Range:
    return max(one[0], other[0]), min(one[1], other[1])
