"""The map of price and quality of a lot: where every bid stands, and which are worth the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.report.charts import anchor
from aanbesteding.report.shapes import Key, Mark, Table, along, columns, share_of, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.report.value_lines import (
    SIDE,
    Window,
    Worth,
    corners,
    line_of,
    round_step,
    totals_to_draw,
    worth_of,
)
from aanbesteding.tender.lots import Lot

NAMED = 40
_GRID, _AROUND = 4, Fraction(1, 8)
_WIDE, _HIGH = Fraction(1, 8), Fraction(1, 14)


@dataclass(frozen=True)
class Dot:
    """One bid on the map: its place in percent, its look, and its name beside it."""

    x: str
    y: str
    look: str
    label: str
    dx: int
    dy: int
    anchor: str


@dataclass(frozen=True)
class IsoLine:
    """The parts of a line of one total, and where that total is written beside it."""

    parts: tuple[str, ...]
    look: str
    text: str
    x: str
    y: str


@dataclass(frozen=True)
class ValueMap:
    """Bids by price and quality, over lines of equal total."""

    id: str
    title: str
    description: str
    lines: tuple[IsoLine, ...]
    dots: tuple[Dot, ...]
    high: tuple[Mark, ...]
    along: tuple[Mark, ...]
    keys: tuple[Key, ...]
    axes: str


@dataclass(frozen=True)
class Placed:
    """A bid with its price and its quality points."""

    score: Record
    price: Fraction
    quality: Fraction
    won: bool

    @property
    def look(self) -> str:
        """Whether it won, takes part, or is out."""
        return "won" if self.won else "part" if self.score["rank"] is not None else "out"


def placed(source: Source, lot: Lot) -> list[Placed]:
    """Return the bids of a lot whose price the formula looked at, best first."""
    contracts = source.decision["contracts"]
    winners = {c["bidder"] for c in contracts if c["lot"] == lot.id}
    return [
        Placed(
            score,
            Fraction(point["inputs"]["price"]),
            Fraction(score["quality"]),
            score["bidder"] in winners,
        )
        for score in source.scores.get(lot.id, [])
        if (point := _price_point(score)) is not None
    ]


def _price_point(score: Record) -> Record | None:
    points = score["points"]
    return points[-1] if points and "price" in points[-1]["inputs"] else None


def value_map(source: Source, lot: Lot) -> ValueMap | None:
    """Return the map; None where prices decide nothing, or all of them are the same."""
    bids = placed(source, lot)
    if len({bid.price for bid in bids}) < 2:
        return None
    window = _window(bids)
    worth = worth_of(source, lot.id, bids[0].score["points"][-1])
    lines = _lines(source, bids, worth, window)
    looks = [one for one in ("won", "part", "out") if any(bid.look == one for bid in bids)]
    keys = [Key(look, source.t(f"report.value_map.{look}")) for look in looks]
    drawn = dict.fromkeys(line.look for line in lines)
    keys += [Key(look, source.t(f"report.value_map.{look}")) for look in drawn]
    return ValueMap(
        id=f"chart-value-{anchor(lot.id)}",
        title=source.t("report.value_map.title", lot=lot.title),
        description=_told(source, bids),
        lines=lines,
        dots=_dots(bids, window),
        high=_heights(source, window),
        along=_along(source, window),
        keys=tuple(keys),
        axes=source.t("report.value_map.axes"),
    )


def value_table(source: Source, lot: Lot) -> Table | None:
    """Return per bid its price, quality and total: what the map draws; None without a map."""
    bids = placed(source, lot)
    if len({bid.price for bid in bids}) < 2:
        return None
    labels = [source.t(f"report.value_map.{head}") for head in ("price", "quality", "total")]
    rows = tuple(
        text_row(
            source.bidder(bid.score["bidder"]),
            source.euro(bid.price),
            source.number(bid.quality),
            source.number(bid.score["total"]),
            source.t(f"report.value_map.{bid.look}"),
        )
        for bid in bids
    )
    heads = (source.t("report.word.bidder"), *labels, source.t("report.word.result"))
    caption = source.t("report.value_map.caption", lot=lot.title)
    return Table(caption, columns(*heads, numbers="-nnn-"), rows)


def _window(bids: Sequence[Placed]) -> Window:
    """From just below the lowest to just above the highest, ending on round numbers."""
    return Window(_between([bid.price for bid in bids]), _between([bid.quality for bid in bids]))


def _between(values: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    low, high = min(values), max(values)
    around = (high - low) * _AROUND or abs(high) * _AROUND or Fraction(1)
    step = round_step((high - low + 2 * around) / (2 * _GRID))
    below, above = (low - around) // step * step, -(-(high + around) // step) * step
    return (max(below, Fraction(0)) if low >= 0 else below), above


def _lines(
    source: Source, bids: Sequence[Placed], worth: Worth, window: Window
) -> tuple[IsoLine, ...]:
    """Lines at round totals; and one through the winner with the lowest rank."""
    found = [_line(source, worth, window, total, "iso") for total in totals_to_draw(worth, window)]
    winners = [bid for bid in bids if bid.won and bid.score["rank"] is not None]
    if winners:
        last = max(winners, key=lambda bid: (bid.score["rank"], bid.score["bidder"]))
        total = worth.total(last.price, last.quality)
        if total is not None:
            found.append(_line(source, worth, window, total, "edge"))
    return tuple(line for line in found if line.parts)


def _line(source: Source, worth: Worth, window: Window, total: Fraction, look: str) -> IsoLine:
    parts = list(line_of(worth, window, total))
    ends = [spot for part in parts for spot in (part[0], part[-1])]
    x, y = max(ends, default=(Fraction(0), Fraction(0)), key=lambda spot: (spot[0], -spot[1]))
    text = source.number(total) if look == "iso" else ""
    return IsoLine(tuple(map(corners, parts)), look, text, share_of(x, SIDE), share_of(y, SIDE))


def _dots(bids: Sequence[Placed], window: Window) -> tuple[Dot, ...]:
    spots = [window.place(bid.price, bid.quality) for bid in bids]
    taken, dots = list(spots), []
    for at, (bid, (x, y)) in enumerate(zip(bids, spots, strict=True)):
        label = bid.score["bidder"] if at < NAMED else ""
        dx, dy, side, middle = _beside(x, y, taken)
        taken.append(middle)
        dots.append(Dot(share_of(x, SIDE), share_of(y, SIDE), bid.look, label, dx, dy, side))
    return tuple(dots)


def _beside(
    x: Fraction, y: Fraction, taken: Sequence[tuple[Fraction, Fraction]]
) -> tuple[int, int, str, tuple[Fraction, Fraction]]:
    """The first side of a dot where no other dot or name stands, as on the smallest screen."""
    wide, high = _WIDE * SIDE, _HIGH * SIDE
    sides = (
        (11, 5, "start", (x + wide, y)),
        (-11, 5, "end", (x - wide, y)),
        (0, -12, "middle", (x, y - high * 3 / 2)),
        (0, 22, "middle", (x, y + high * 3 / 2)),
    )
    for side in sides:
        at = side[3]
        inside = 0 <= at[0] <= SIDE and 0 <= at[1] <= SIDE
        free = all(abs(at[0] - a) >= wide or abs(at[1] - b) >= high for a, b in taken)
        if inside and free:
            return side
    return sides[0] if x < SIDE - 2 * wide else sides[1]


def _heights(source: Source, window: Window) -> tuple[Mark, ...]:
    low, high = window.qualities
    values = [low + (high - low) * at / _GRID for at in range(_GRID + 1)]
    return tuple(Mark(share_of(high - v, high - low), source.number(v)) for v in values)


def _along(source: Source, window: Window) -> tuple[Mark, ...]:
    low, high = window.prices
    return along(*(source.whole_euro(price) for price in (low, (low + high) / 2, high)))


def _told(source: Source, bids: Sequence[Placed]) -> str:
    """The map in words: how many bids, the best one, the cheapest one."""
    cheap = min(bids, key=lambda bid: (bid.price, bid.score["bidder"]))
    best = max(bids, key=lambda bid: bid.quality)
    return source.t(
        "report.value_map.description",
        bids=len(bids),
        best=source.bidder(best.score["bidder"]),
        quality=source.number(best.quality),
        cheap=source.bidder(cheap.score["bidder"]),
        price=source.euro(cheap.price),
    )
