"""The limit below which a price stands out, by each stated method.

Source of the Spanish rule: RGLCAP, article 85 (see ``tender.low_price`` for what of it was found
in print).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.tender.low_price import LowPrice, LowPriceMethod

Prices = Mapping[str, Fraction]
BUDGET, OTHER, MEAN = Fraction(25, 100), Fraction(20, 100), Fraction(10, 100)


@dataclass(frozen=True)
class PriceLimit:
    """A limit and where it comes from: euros, and the part a price may lie below them.

    `against` is mean, lowest_other or estimate; `bidders` are those whose prices it is made of.
    """

    against: str
    amount: Fraction
    below: Fraction
    limit: Fraction
    bidders: tuple[str, ...] = ()


def limits_for(
    method: LowPrice, bidder: str, prices: Prices, estimate: Fraction | None
) -> tuple[PriceLimit, ...]:
    """Return the limits a price is held against; none where there is nothing to compare with."""
    below = Fraction(method.below or 0)
    match method.method:
        case LowPriceMethod.BELOW_MEAN:
            return tuple(_mean(prices, below)) if len(prices) > 1 else ()
        case LowPriceMethod.BELOW_NEXT:
            return tuple(_lowest_other(prices, bidder, below))
        case LowPriceMethod.BELOW_ESTIMATE:
            return tuple(_estimate(estimate, below))
        case LowPriceMethod.RGLCAP_85:
            return tuple(_rglcap_85(prices, bidder, estimate))


def _rglcap_85(prices: Prices, bidder: str, estimate: Fraction | None) -> Iterator[PriceLimit]:
    if len(prices) == 2:
        yield from _lowest_other(prices, bidder, OTHER)
    if len(prices) > 2:
        yield from _mean(_near(prices), MEAN)
    if len(prices) in (1, 3):
        yield from _estimate(estimate, BUDGET)


def _near(prices: Prices) -> Prices:
    """The prices that make the mean: without those more than a tenth above the mean of all.

    Of three bids only the dearest can be left out; of more, at least the three lowest remain.
    """
    limit = (1 + MEAN) * Fraction(sum(prices.values()), len(prices))
    rising = sorted((price, bidder) for bidder, price in prices.items())
    near = [bidder for price, bidder in rising if price <= limit]
    least = 2 if len(prices) == 3 else 3
    kept = near if len(near) >= least else [bidder for _, bidder in rising[:least]]
    return {bidder: prices[bidder] for bidder in kept}


def _mean(prices: Prices, below: Fraction) -> Iterator[PriceLimit]:
    mean = Fraction(sum(prices.values()), len(prices))
    yield _limit("mean", mean, below, prices)


def _lowest_other(prices: Prices, bidder: str, below: Fraction) -> Iterator[PriceLimit]:
    others = {other: price for other, price in prices.items() if other != bidder}
    if others:
        yield _limit("lowest_other", min(others.values()), below, others)


def _estimate(estimate: Fraction | None, below: Fraction) -> Iterator[PriceLimit]:
    if estimate is not None:
        yield _limit("estimate", estimate, below)


def _limit(
    against: str, amount: Fraction, below: Fraction, bidders: Iterable[str] = ()
) -> PriceLimit:
    return PriceLimit(against, amount, below, (1 - below) * amount, tuple(sorted(bidders)))
