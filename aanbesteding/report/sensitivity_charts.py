"""Two charts: between which weights the award stays, and how bids fare under random weights."""

from collections.abc import Sequence
from fractions import Fraction

from aanbesteding.report.charts import PITCH, anchor, bar, chart_of
from aanbesteding.report.sensitivity_words import (
    in_euros,
    lost_level,
    said,
    share,
    spanned,
    weighed,
)
from aanbesteding.report.shapes import Bar, Chart, Key, Segment, share_of
from aanbesteding.report.source import Record, Source

SHOWN = 12
_AROUND = Fraction(5, 4)


def interval_chart(source: Source, lot: Record, which: str) -> Chart | None:
    """Return a bar per criterion over the weights that change nothing; the published one marked."""
    found = lot["intervals"]
    if not found:
        return None
    whole = _axis(lot, found, which)
    bars = [_interval(source, lot, one, which, at, whole) for at, one in enumerate(found)]
    told = [_told(source, lot, one, which) for one in found]
    keys = (
        Key("served", said(source, f"chart.{which}")),
        Key("limit", said(source, "chart.published")),
    )
    name = f"chart-{which}-{anchor(lot['lot'])}"
    return chart_of(name, said(source, f"chart.{which}_title"), " ".join(told), bars, keys)


def _told(source: Source, lot: Record, one: Record, which: str) -> str:
    return said(
        source,
        "chart.each",
        criterion=source.name("criterion", one["criterion"]),
        span=spanned(source, lot, one[which]),
        weight=weighed(source, lot, one["weight"]),
    )


def _axis(lot: Record, found: Sequence[Record], which: str) -> Fraction:
    """How far the axis goes: to the whole, or in euros a little past the highest end."""
    if not in_euros(lot):
        return Fraction(1)
    ends = [one[which]["high"] for one in found if one[which] and one[which]["high"] is not None]
    return max(Fraction(end) for end in (*ends, *(one["weight"] for one in found))) * _AROUND


def _interval(
    source: Source, lot: Record, one: Record, which: str, at: int, whole: Fraction
) -> Bar:
    span = one[which]
    segments: tuple[Segment, ...] = ()
    if span is not None:
        low = Fraction(span["low"])
        high = whole if span["high"] is None else Fraction(span["high"])
        segments = (Segment(share_of(low, whole), share_of(high - low, whole), "served"),)
    label, top = source.name("criterion", one["criterion"]), at * PITCH
    published = share_of(Fraction(one["weight"]), whole)
    return Bar(label, spanned(source, lot, span), segments, top, top + 25, (published,))


def ranks_chart(source: Source, lot: Record) -> Chart | None:
    """Return per bid how often it had each of the first ranks, stacked; None without draws."""
    found = lot["random_weights"]
    if not found:
        return None
    shown = found["drawn"][:SHOWN]
    bars = [_fared(source, lot, bid, at) for at, bid in enumerate(shown)]
    ranks = max(len(bid["ranks"]) for bid in shown)
    keys = [
        Key(f"tone{rank}", said(source, "drawn.rank", rank=rank)) for rank in range(1, ranks + 1)
    ]
    if found["bids"] > ranks:
        keys.append(Key("left", said(source, "chart.lower")))
    told = [f"{b.label}: {b.value}." for b in bars]
    return chart_of(
        f"chart-ranks-{anchor(lot['lot'])}",
        said(source, "chart.ranks_title"),
        " ".join(told),
        bars,
        keys,
        said(source, "chart.shown", shown=SHOWN) if found["bids"] > SHOWN else "",
    )


def _fared(source: Source, lot: Record, bid: Record, at: int) -> Bar:
    found = lot["random_weights"]
    pieces = [
        (Fraction(times), f"tone{rank}", str(rank))
        for rank, times in enumerate(bid["ranks"], start=1)
    ]
    pieces.append((Fraction(found["samples"] - sum(bid["ranks"])), "left", ""))
    level = bool(lost_level(source, lot, bid["bidder"]))
    key = "chart.level_value" if level else "chart.awarded_value"
    value = said(source, key, part=share(source, found, bid["awarded"]))
    return bar(at, source.bidder(bid["bidder"]), value, pieces, Fraction(found["samples"]))
