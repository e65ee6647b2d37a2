"""Lines along which bids are worth the same: the prices and qualities that make one total."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from aanbesteding.basis.errors import FormulaDomainError
from aanbesteding.basis.exact import plain, rounded
from aanbesteding.contest.count import clipped
from aanbesteding.formulas import BY_ID
from aanbesteding.report.source import Record, Source
from aanbesteding.tender.decision import Clip

SIDE, STEPS, HALVINGS = 1000, 48, 12
_MOST_LINES = 6
Spot = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Window:
    """The prices and the qualities that are drawn, from the lowest to the highest."""

    prices: tuple[Fraction, Fraction]
    qualities: tuple[Fraction, Fraction]

    def place(self, price: Fraction, quality: Fraction) -> Spot:
        """Return where a bid stands in a square of 1000, dear to the right and good at the top."""
        (cheap, dear), (poor, good) = self.prices, self.qualities
        across = SIDE * (price - cheap) / (dear - cheap)
        return across, SIDE * (good - quality) / (good - poor)


@dataclass(frozen=True)
class Worth:
    """The published formula as these bids made it: what a price and a quality come to, unrounded.

    `known` is what the formula was given for one of the bids; price and quality take its place.
    """

    formula: str
    known: dict[str, Fraction]
    clip: Clip
    weight: Fraction
    most_quality: Fraction

    def total(self, price: Fraction, quality: Fraction) -> Fraction | None:
        """Return the total; None where the formula has no answer."""
        card = BY_ID[self.formula]
        try:
            points = card({**self.known, "price": price, "quality_points": quality})
        except FormulaDomainError:
            return None
        kept = clipped(points, self.clip, self.weight)
        return kept if card.measures == "value" else quality + kept

    def quality(self, total: Fraction, price: Fraction) -> Fraction | None:
        """Return the quality that makes this total at this price; None where none does."""
        low, high = Fraction(0), self.most_quality
        start, end = self.total(price, low), self.total(price, high)
        if start is None or end is None or start == end:
            return None
        straight = low + (total - start) / (end - start) * (high - low)
        if self.total(price, straight) == total:
            return straight
        if not min(start, end) <= total <= max(start, end):
            return None
        rises = end > start
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            found = self.total(price, middle)
            if found is None:
                return None
            low, high = (middle, high) if (found < total) == rises else (low, middle)
        return (low + high) / 2


def worth_of(source: Source, lot: str, point: Record) -> Worth:
    """Return the formula of a price as it was used for one bid."""
    price = source.tender.price
    scored = source.tender.scored(lot)
    return Worth(
        formula=point["formula"],
        known={name: Fraction(value) for name, value in point["inputs"].items()},
        clip=price.clip,
        weight=Fraction(price.weight),
        most_quality=sum((Fraction(one.weight) for one in scored), Fraction(0)),
    )


def totals_to_draw(worth: Worth, window: Window) -> list[Fraction]:
    """Return at most six round totals that occur among the prices and qualities drawn."""
    corners = [
        found
        for price in window.prices
        for quality in window.qualities
        if (found := worth.total(price, quality)) is not None
    ]
    if not corners or min(corners) == max(corners):
        return []
    step = round_step((max(corners) - min(corners)) / _MOST_LINES)
    first = -(-min(corners) // step)
    last = max(corners) // step
    return [step * at for at in range(int(first), int(last) + 1)]


def round_step(least: Fraction) -> Fraction:
    """Return the first of 1, 2 and 5 times a power of ten that is not less.

    >>> [str(round_step(Fraction(one))) for one in ("3", "0.7", "12", "5")]
    ['5', '1', '20', '5']
    """
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    return next(power * times for times in (1, 2, 5, 10) if power * times >= least)


def line_of(worth: Worth, window: Window, total: Fraction) -> Iterator[tuple[Spot, ...]]:
    """Yield the unbroken parts of the line of one total, as far as they lie in the window."""
    cheap, dear = window.prices
    part: list[Spot] = []
    spots: list[Spot | None] = []
    for at in range(STEPS + 1):
        price = cheap + (dear - cheap) * at / STEPS
        quality = worth.quality(total, price)
        spots.append(None if quality is None else window.place(price, quality))
    for before, after in pairwise(spots):
        piece = _within(before, after)
        if piece is None:
            continue
        if not part or part[-1] != piece[0]:
            if part:
                yield tuple(part)
            part = [piece[0]]
        part.append(piece[1])
    if part:
        yield tuple(part)


def _within(before: Spot | None, after: Spot | None) -> tuple[Spot, Spot] | None:
    """The part of a straight piece that lies between the top and the bottom of the square."""
    if before is None or after is None:
        return None
    (left, start), (right, end) = before, after
    if start == end:
        return (before, after) if 0 <= start <= SIDE else None
    ends = sorted(((0 - start) / (end - start), (SIDE - start) / (end - start)))
    first, last = max(ends[0], Fraction(0)), min(ends[1], Fraction(1))
    if first >= last:
        return None
    spots = [(left + (right - left) * t, start + (end - start) * t) for t in (first, last)]
    return spots[0], spots[1]


def corners(spots: Sequence[Spot]) -> str:
    """Return the corners of a line as an SVG writes them; what lies on a straight is left out."""
    kept: list[Spot] = []
    for spot in spots:
        if len(kept) > 1 and _straight(kept[-2], kept[-1], spot):
            kept.pop()
        kept.append(spot)
    return " ".join(f"{plain(rounded(x, 1))},{plain(rounded(y, 1))}" for x, y in kept)


def _straight(one: Spot, two: Spot, three: Spot) -> bool:
    (a, b), (c, d), (e, f) = one, two, three
    return (c - a) * (f - b) == (e - a) * (d - b)
