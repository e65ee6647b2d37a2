"""What each price is worth among typical bids, and where the line is flat or goes the wrong way."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from aanbesteding.basis.exact import rounded
from aanbesteding.contest.contest import Contest
from aanbesteding.laboratory.market import Market
from aanbesteding.laboratory.worth import Field, mean

STEPS, EVERY = 40, 5


@dataclass(frozen=True)
class Spot:
    """A price (euros) and what it brings one more bid of mean quality; None outside the domain.

    `points` are points for the price, or the whole value where the formula makes that. `lead` is
    how far the total is ahead of the mean total of the others.
    """

    price: Fraction
    points: Fraction | None
    lead: Fraction | None


@dataclass(frozen=True)
class Exchange:
    """At a price (euros): how much dearer one more quality point may be, None without an amount."""

    price: Fraction
    euro_per_point: Decimal | None


@dataclass(frozen=True)
class Stretch:
    """Prices between which something is not as it should be; `kind` says what.

    `flat`: a lower price earns nothing. `wrong`: it costs lead. `refused`: there is no answer. Both
    ends are prices that were tried: the true ends are less than a step away.
    """

    kind: str
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class Curve:
    """The line of one lot: spots, what a quality point is worth at some of them, and stretches."""

    quality: Fraction
    spots: tuple[Spot, ...]
    exchanges: tuple[Exchange, ...]
    stretches: tuple[Stretch, ...]


def curve(contest: Contest, market: Market) -> Curve:
    """Return what prices from half the lowest to a fifth above the highest are worth."""
    field = Field(contest)
    quality = mean(field.qualities)
    low, high = market.low / 2, market.high * 6 / 5
    prices = [Fraction(rounded(low + (high - low) * step / STEPS, 2)) for step in range(STEPS + 1)]
    spots = tuple(_spot(field, price, quality) for price in prices)
    exchanges = tuple(Exchange(p, field.euro_per_point(p, quality)) for p in prices[::EVERY])
    return Curve(quality, spots, exchanges, stretches(spots))


def _spot(field: Field, price: Fraction, quality: Fraction) -> Spot:
    found = field.entered(price, quality)
    return Spot(price, None, None) if found is None else Spot(price, found.points, found.lead)


def stretches(spots: Sequence[Spot]) -> tuple[Stretch, ...]:
    """Return where the line is flat, goes the wrong way or ends; neighbours taken together."""
    found: list[Stretch] = []
    for one, other in pairwise(spots):
        kind = _kind(one, other)
        last = found[-1] if found else None
        if kind and last and last.kind == kind and last.high == one.price:
            found[-1] = Stretch(kind, last.low, other.price)
        elif kind:
            found.append(Stretch(kind, one.price, other.price))
    return tuple(found)


def _kind(one: Spot, other: Spot) -> str:
    """What happens between a price and the next one up; nothing special is an empty word."""
    if one.lead is None and other.lead is None:
        return "refused"
    if one.lead is None or other.lead is None:
        return ""
    lost = one.lead - other.lead
    return "" if lost > 0 else "flat" if lost == 0 else "wrong"
