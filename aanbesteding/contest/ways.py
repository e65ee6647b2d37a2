"""The ways in which one more bid moves the points of others, per formula.

Between two bids the difference in points is a straight line in a figure: it is worked out at two
values of the figure, and the crossing with zero gives the price of the newcomer.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor, isqrt

from aanbesteding.contest.certificate import Side
from aanbesteding.contest.joined import Field, Known

_CENTS = 100

Figure = Callable[[Field, Fraction], Fraction]
Back = Callable[[Field, Fraction], Fraction | None]


@dataclass(frozen=True)
class Way:
    """A side from which a newcomer comes in, with two values of the figure that it moves.

    `here` and `elsewhere` are what is known at those values; `price_at` is the newcomer's price at
    a value of the figure, or None where no newcomer brings it there.
    """

    side: Side
    here: Known
    elsewhere: Known
    figures: tuple[Fraction, Fraction]
    price_at: Callable[[Fraction], Fraction | None]

    def zero(self, now: Fraction, there: Fraction) -> Fraction:
        """Return the figure at which the straight line through both values is zero."""
        first, second = self.figures
        return first - now * (second - first) / (there - now)

    def nearness(self, price: Fraction) -> Fraction:
        """Return what sorts prices by how near they lie to the bids that are there."""
        return -price if self.side is Side.BELOW else price


def _lowest(figure: Figure, back: Back) -> Callable[[Field], Iterable[Way]]:
    """The formulas in which only the lowest price counts: a newcomer must come in below it."""

    def ways(field: Field) -> Iterable[Way]:
        low = field.known["lowest_price"]
        half = low / 2

        def price_at(value: Fraction) -> Fraction | None:
            price = back(field, value)
            return price if price is not None and price <= low else None

        figures = figure(field, low), figure(field, half)
        return [
            Way(Side.BELOW, field.known, {**field.known, "lowest_price": half}, figures, price_at)
        ]

    return ways


def _range(field: Field) -> Iterable[Way]:
    """One over the distance between the lowest and the highest price."""
    low, high = field.known["lowest_price"], field.known["highest_price"]
    wide = high - low
    if not wide:
        return []
    known = {**field.known, "highest_price": high + wide}
    figures = 1 / wide, 1 / (2 * wide)

    def below(value: Fraction) -> Fraction | None:
        return high - 1 / value if 0 < value * wide <= 1 else None

    def above(value: Fraction) -> Fraction | None:
        return low + 1 / value if 0 < value * wide <= 1 else None

    return [
        Way(Side.BELOW, field.known, known, figures, below),
        Way(Side.ABOVE, field.known, known, figures, above),
    ]


def _mean(field: Field) -> Iterable[Way]:
    """One over the mean price, to which the newcomer adds one."""
    mean, number = field.known["mean_price"], len(field.offers)
    known = {**field.known, "mean_price": 2 * mean}
    figures = 1 / mean, 1 / (2 * mean)

    def below(value: Fraction) -> Fraction | None:
        return (number + 1) / value - number * mean if value * mean >= 1 else None

    def above(value: Fraction) -> Fraction | None:
        return (number + 1) / value - number * mean if 0 < value * mean <= 1 else None

    return [
        Way(Side.BELOW, field.known, known, figures, below),
        Way(Side.ABOVE, field.known, known, figures, above),
    ]


def _inverse(value: Fraction) -> Fraction | None:
    return 1 / value if value > 0 else None


def _root(value: Fraction) -> Fraction | None:
    """The root, or where that is no fraction the whole cents below it."""
    if value < 0:
        return None
    above, below = isqrt(value.numerator), isqrt(value.denominator)
    if above**2 == value.numerator and below**2 == value.denominator:
        return Fraction(above, below)
    return Fraction(isqrt(floor(value * _CENTS**2)), _CENTS)


def _from_ceiling(field: Field, value: Fraction) -> Fraction | None:
    return field.known["ceiling_price"] - 1 / value if value > 0 else None


def _from_middle(field: Field, value: Fraction) -> Fraction | None:
    return 2 / value - field.known["estimate"] if value > 0 else None


_SHARE = _lowest(lambda field, low: low, lambda field, value: value)
WAYS: Mapping[str, Callable[[Field], Iterable[Way]]] = {
    "price.lowest_share": _SHARE,
    "price.squared_share": _lowest(lambda field, low: low**2, lambda field, value: _root(value)),
    "price.linear_span": _lowest(lambda field, low: 1 / low, lambda field, value: _inverse(value)),
    "price.midpoint": _lowest(lambda field, low: 2 / (field.known["estimate"] + low), _from_middle),
    "price.discount_share": _lowest(
        lambda field, low: 1 / (field.known["ceiling_price"] - low), _from_ceiling
    ),
    "price.min_max": _range,
    "price.around_mean": _mean,
    "value.both_relative": _SHARE,
}

BY_QUALITY: Mapping[str, Callable[[Fraction], Fraction]] = {
    "value.utility_index": lambda best: best,
    "value.both_relative": lambda best: 1 / best,
}
"""The figure, of the best quality, in which a difference is a straight line; its own inverse."""
