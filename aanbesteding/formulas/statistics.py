"""What a relative formula wants to know of all bids together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from aanbesteding.basis.errors import FormulaDomainError

Of = Literal["price", "quality", "answer"]


@dataclass(frozen=True)
class Statistic:
    """A figure over the prices, the qualities or the answers of all bids that count.

    `sheet` is the same as a spreadsheet writes it, over ``{range}``.
    """

    of: Of
    compute: Callable[[Sequence[Fraction]], Fraction]
    sheet: str


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, start=Fraction(0)) / len(values)


def _trimmed_mean(values: Sequence[Fraction]) -> Fraction:
    """The mean without the highest and the lowest value; of three or more."""
    if len(values) < 3:
        raise FormulaDomainError("trimmed_mean_price needs three bids")
    return (sum(values, start=Fraction(0)) - min(values) - max(values)) / (len(values) - 2)


STATISTICS: Mapping[str, Statistic] = {
    "lowest_price": Statistic("price", min, "MIN({range})"),
    "highest_price": Statistic("price", max, "MAX({range})"),
    "mean_price": Statistic("price", _mean, "AVERAGE({range})"),
    "trimmed_mean_price": Statistic(
        "price",
        _trimmed_mean,
        "((SUM({range})-MIN({range})-MAX({range}))/(COUNT({range})-2))",
    ),
    "best_quality": Statistic("quality", max, "MAX({range})"),
    "lowest_quality": Statistic("quality", min, "MIN({range})"),
    "mean_answer": Statistic("answer", _mean, "AVERAGE({range})"),
}


def statistics(names: Sequence[str], of: Of, values: Sequence[Fraction]) -> Mapping[str, Fraction]:
    """Return the named statistics that are about these values.

    Raises FormulaDomainError when there are too few values for one of them.

    >>> statistics(("lowest_price", "best_quality"), "price", (Fraction(80), Fraction(100)))
    {'lowest_price': Fraction(80, 1)}
    """
    wanted = (name for name in names if STATISTICS[name].of == of)
    return {name: STATISTICS[name].compute(values) for name in wanted}
