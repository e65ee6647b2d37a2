"""Lines along which bids are worth the same: how much dearer a bid with one more point may be."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.contest.contest import Contest, Pricing, Rounding, Weighed
from aanbesteding.contest.count import Pricer
from aanbesteding.formulas import BY_ID
from aanbesteding.formulas.formula import Formula
from docs.drawing import Curve, Picture

PRICES = range(60, 221)
NEAR = Fraction(1, 256)
UP = {"value.award_on_value": "quality, thousands of euros"}

Bid = tuple[int, int]
Total = Callable[[Fraction], Fraction | None]


def iso_picture(card: Formula, bids: Sequence[Bid], published: Mapping[str, Fraction]) -> Picture:
    """Return the lines on which a bid is as good as one of these, of a price and a quality each.

    What is known of all bids is that of these; a line ends where the formula has no answer. Bids
    of the same total share a line.
    """
    most, pricer = published["most_quality"], _pricer(card, bids, published)
    totals = {Fraction(price): _totals(pricer, Fraction(price)) for price in PRICES}
    alike: dict[Fraction, list[tuple[Fraction, Fraction]]] = {}
    for price, quality in bids:
        bid = Fraction(price), Fraction(quality)
        alike.setdefault(_known(totals[bid[0]], bid[1]), []).append(bid)
    curves = [
        Curve(
            f"as good as {' and '.join(f'{price} with {quality}' for price, quality in same)}",
            tuple(_line(totals, wanted, same[0][0], most)),
            same,
        )
        for wanted, same in alike.items()
    ]
    title = f"Bids that are as good by {card.id}: quality against price"
    up = UP.get(card.id, "quality points")
    return Picture(title, "price, thousands of euros", up, tuple(curves), most)


def _pricer(card: Formula, bids: Sequence[Bid], published: Mapping[str, Fraction]) -> Pricer:
    quality = Weighed("quality", BY_ID["quality.scale_share"], published["most_quality"], {})
    pricing = Pricing(card, published["most_points"], published)
    contest = Contest((quality,), pricing, Rounding(), ())
    return Pricer(contest, [(Fraction(points), Fraction(price)) for price, points in bids])


def _line(
    totals: Mapping[Fraction, Total], wanted: Fraction, price: Fraction, most: Fraction
) -> Iterator[tuple[Fraction, Fraction | None]]:
    """The line of a bid of this price; upright where quality changes nothing."""
    upright = totals[price](Fraction(0)) == totals[price](most) == wanted
    for at, total in totals.items():
        if not upright:
            yield at, _quality(total, wanted, most)
        elif at == price:
            yield from ((at, Fraction(0)), (at, most))
        else:
            yield at, None


def _totals(pricer: Pricer, price: Fraction) -> Total:
    @cache
    def total(quality: Fraction) -> Fraction | None:
        try:
            return pricer.totalled("", price, (), quality).total
        except FormulaDomainError:
            return None

    return total


def _quality(total: Total, wanted: Fraction, most: Fraction) -> Fraction | None:
    """The quality that makes this total: exact where totals rise evenly, else very near it."""
    points = [Fraction(number) for number in range(int(most) + 1)]
    low = next((one for one in points if total(one) is not None), None)
    high = next((one for one in reversed(points) if total(one) is not None), None)
    if low is None or high is None:
        return None
    start, end = _known(total, low), _known(total, high)
    if not min(start, end) <= wanted <= max(start, end):
        return None
    straight = low + (wanted - start) / (end - start) * (high - low)
    if total(straight) == wanted:
        return straight
    while high - low > NEAR:
        middle = (low + high) / 2
        before = (_known(total, middle) < wanted) == (start < end)
        low, high = (middle, high) if before else (low, middle)
    return high


def _known(total: Total, quality: Fraction) -> Fraction:
    found = total(quality)
    if found is None:
        raise ValueError("no answer for this quality")
    return found
