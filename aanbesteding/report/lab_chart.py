"""The line of a formula: what each price brings, drawn to fit any width."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.basis.exact import plain, rounded
from aanbesteding.report.charts import anchor
from aanbesteding.report.lab_tables import points
from aanbesteding.report.lab_words import said
from aanbesteding.report.shapes import Mark, along, share_of
from aanbesteding.report.source import Record, Source

_GRID = 4


@dataclass(frozen=True)
class LineChart:
    """A line over prices; `lines` are its unbroken parts as points in a square of 1000.

    `band` is where the prices lie that are likely: its left end and its width, in percent.
    """

    id: str
    title: str
    description: str
    lines: tuple[str, ...]
    band: tuple[str, str]
    high: tuple[Mark, ...]
    along: tuple[Mark, ...]
    band_text: str


def worth_chart(source: Source, lot: Record) -> LineChart | None:
    """Return the chart of what prices bring; None where the formula has no answer at all."""
    spots = lot["curve"]["spots"]
    known = [Fraction(spot["points"]) for spot in spots if spot["points"] is not None]
    if not known:
        return None
    low = min(*known, Fraction(0))
    high = max(known) if max(known) > low else low + 1
    first, last = Fraction(spots[0]["price"]), Fraction(spots[-1]["price"])
    width, market = last - first, lot["market"]
    left, right = (Fraction(market[end]) for end in ("low", "high"))
    name = source.name("lot", lot["lot"])
    ends = {"low": source.whole_euro(left), "high": source.whole_euro(right)}
    return LineChart(
        id=f"chart-worth-{anchor(lot['lot'])}",
        title=said(source, "chart.value" if lot["on_value"] else "chart.points", lot=name),
        description=_told(source, lot),
        lines=tuple(_lines(spots, (first, width), (low, high))),
        band=(share_of(left - first, width), share_of(right - left, width)),
        high=tuple(_heights(source, lot, low, high)),
        along=along(*(source.whole_euro(at) for at in (first, first + width / 2, last))),
        band_text=said(source, "chart.band", **ends),
    )


def _lines(
    spots: Sequence[Record],
    across: tuple[Fraction, Fraction],
    up: tuple[Fraction, Fraction],
) -> Iterator[str]:
    """The unbroken parts of the line; it breaks where the formula has no answer."""
    part: list[str] = []
    for spot in (*spots, {"points": None, "price": "0"}):
        if spot["points"] is not None:
            x = (Fraction(spot["price"]) - across[0]) / across[1] * 1000
            y = (up[1] - Fraction(spot["points"])) / (up[1] - up[0]) * 1000
            part.append(f"{plain(rounded(x, 1))},{plain(rounded(y, 1))}")
        elif part:
            yield " ".join(part)
            part = []


def _heights(source: Source, lot: Record, low: Fraction, high: Fraction) -> Iterator[Mark]:
    for step in range(_GRID + 1):
        value = low + (high - low) * step / _GRID
        yield Mark(share_of(high - value, high - low), points(source, lot, str(value)))


def _told(source: Source, lot: Record) -> str:
    """The line in words, for who cannot see it: the points at its table's prices."""
    spots = {spot["price"]: spot["points"] for spot in lot["curve"]["spots"]}
    return " ".join(
        said(
            source,
            "chart.each",
            price=source.whole_euro(one["price"]),
            points=points(source, lot, spots[one["price"]]),
        )
        for one in lot["curve"]["exchanges"]
    )
