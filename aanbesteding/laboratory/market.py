"""Made-up bids for a lot: prices in a stated range, marks from the published scales."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from aanbesteding.contest.contest import Contest, Entry
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.tender import Tender

PRICES, ANSWERS = 1000, 20
_BELOW, _ABOVE = Fraction(3, 4), Fraction(5, 4)


@dataclass(frozen=True)
class Market:
    """What bids are drawn from: a range of prices (euros for the whole lot) and where it is from.

    `values` are per criterion the marks or answers a bid may get and still take part, worst first.
    """

    lot: str
    low: Fraction
    high: Fraction
    basis: str
    values: tuple[tuple[Fraction, ...], ...]


def market_of(tender: Tender, lot: Lot) -> Market:
    """Return the range of prices and values that are tried for a lot.

    Prices run between the published floor and ceiling; else from three to five quarters of the
    estimate, or of the buyer's own tariffs over the demand; else of 100,000 euros.
    """
    low, high, basis = _range(tender, lot)
    values = tuple(_values(tender, criterion) for criterion in tender.scored(lot.id))
    return Market(lot.id, low, high, basis, values)


def upper_half(market: Market) -> Market:
    """Return the market in which everyone is marked in the better half of each scale."""
    return replace(market, values=tuple(_better(options) for options in market.values))


def _better(options: Sequence[Fraction]) -> tuple[Fraction, ...]:
    best, width = options[-1], abs(options[-1] - options[0])
    return tuple(option for option in options if 2 * abs(best - option) <= width)


def middle_half(market: Market) -> Market:
    """Return the market in which all prices lie in the middle half of the range."""
    part = (market.high - market.low) / 4
    return replace(market, low=market.low + part, high=market.high - part)


def _range(tender: Tender, lot: Lot) -> tuple[Fraction, Fraction, str]:
    price = tender.price
    if price.floor_price is not None and price.ceiling_price is not None:
        return Fraction(price.floor_price), Fraction(price.ceiling_price), "bounds"
    if price.ceiling_price is not None:
        ceiling = Fraction(price.ceiling_price)
        return _BELOW * ceiling, ceiling, "ceiling"
    if price.estimate is not None:
        return _around(Fraction(price.estimate), "estimate")
    tariffs = sum((_tariff(tender, row.lot, row.need) * row.volume for row in tender.demand
                   if row.lot == lot.id), start=Fraction(0))  # fmt: skip
    return _around(tariffs, "tariffs") if tariffs else _around(Fraction(100_000), "nothing")


def _around(middle: Fraction, basis: str) -> tuple[Fraction, Fraction, str]:
    return _BELOW * middle, _ABOVE * middle, basis


def _tariff(tender: Tender, lot: str, need: str) -> Fraction:
    """The buyer's tariff nearest to a price one would ask; nothing where none is stated."""
    known = tender.tariff(lot, need)
    for kind in ("norm", "ceiling", "fixed"):
        if kind in known:
            return Fraction(known[kind].amount)
    return Fraction(0)


def _values(tender: Tender, criterion: Criterion) -> tuple[Fraction, ...]:
    every = _every_value(tender, criterion)
    return tuple(value for value in every if criterion.good_enough(value)) or every


def _every_value(tender: Tender, criterion: Criterion) -> tuple[Fraction, ...]:
    if criterion.scale:
        return tuple(sorted(Fraction(step.mark) for step in tender.steps(criterion.scale)))
    worst = Fraction(0 if criterion.worst_answer is None else criterion.worst_answer)
    best = Fraction(1 if criterion.best_answer is None else criterion.best_answer)
    return tuple(worst + (best - worst) * step / ANSWERS for step in range(ANSWERS + 1))


def tenders(
    contest: Contest, market: Market, bids: int, number: int, seed: int
) -> Iterator[Contest]:
    """Yield that many made-up tenders of so many bids; the same seed gives the same ones."""
    draw = Random(seed)  # noqa: S311
    for _ in range(number):
        entries = tuple(_bid(market, draw, f"{name + 1:02}") for name in range(bids))
        yield replace(contest, entries=entries)


def _bid(market: Market, draw: Random, name: str) -> Entry:
    # Only getrandbits is promised to stay the same in every version of Python.
    step = Fraction(draw.getrandbits(32) % (PRICES + 1), PRICES)
    values = tuple(options[draw.getrandbits(32) % len(options)] for options in market.values)
    return Entry(name, values, market.low + (market.high - market.low) * step)
