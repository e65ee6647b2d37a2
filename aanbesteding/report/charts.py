"""The charts: bars placed in percentages, so that they fit any width without scaling text."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from aanbesteding.report.shapes import Bar, Chart, Key, Segment, share_of
from aanbesteding.report.source import Record, Source

PITCH = 54
SHOWN = 30
_TONES = 5
_ROOM = Fraction(9, 100)

Piece = tuple[Fraction, str, str]


def bar(
    at: int,
    label: str,
    value: str,
    pieces: Sequence[Piece],
    whole: Fraction,
    limits: Iterable[Fraction] = (),
) -> Bar:
    """Return the bar at that place; a piece is size, look and text; narrow ones lose the text."""
    segments, start = [], Fraction(0)
    for size, look, text in pieces:
        said = text if whole > 0 and size / whole >= _ROOM else ""
        x, width, middle = (share_of(at, whole) for at in (start, size, start + size / 2))
        segments.append(Segment(x, width, look, said, middle))
        start += size
    top, lines = at * PITCH, tuple(share_of(limit, whole) for limit in limits)
    return Bar(label, value, tuple(segments), top, top + 25, lines)


def chart_of(
    id: str,
    title: str,
    description: str,
    bars: Sequence[Bar],
    keys: Sequence[Key] = (),
    note: str = "",
) -> Chart:
    """Return a chart with that identifier, as high as its bars."""
    return Chart(id, title, description, tuple(bars), len(bars) * PITCH, tuple(keys), note)


def ranking_chart(source: Source, lot: str, scores: Sequence[Record]) -> Chart | None:
    """Return the points of every bid stacked per criterion, best first; None without points."""
    shown = [s for s in scores if s["points"] and s["status"] in ("in", "knocked_out")][:SHOWN]
    pieces = [_stack(source, score) for score in shown]
    sizes = [size for row in pieces for size, _, _ in row]
    if not any(sizes) or min(sizes) < 0:
        return None
    least = source.tender.least_points_of(lot)
    weights = [c.weight for c in source.tender.scored(lot)] + [source.tender.price.weight]
    whole = max([Fraction(sum(weights)), *(Fraction(s["total"]) for s in shown)])
    limits = [Fraction(least)] if least is not None else []
    bars = [
        bar(at, _ranked(source, score), source.number(score["total"]), row, whole, limits)
        for at, (score, row) in enumerate(zip(shown, pieces, strict=True))
    ]
    best = shown[0]
    keys = _criteria_keys(source, best)
    if least is not None:
        keys.append(Key("limit", source.t("report.chart.least", points=source.number(least))))
    told = source.t(
        "report.chart.ranking.description",
        bids=len(shown),
        first=source.bidder(best["bidder"]),
        points=source.number(best["total"]),
        whole=source.number(whole, 0),
    )
    title = source.t("report.chart.ranking.title")
    note = source.t("report.chart.first", shown=SHOWN) if len(scores) > SHOWN else ""
    return chart_of(f"chart-ranking-{anchor(lot)}", title, told, bars, keys, note)


def _ranked(source: Source, score: Record) -> str:
    rank = score["rank"]
    name = source.bidder(score["bidder"])
    return f"{rank}. {name}" if rank else f"{name} ({source.t('report.status.' + score['status'])})"


def _tone(at: int) -> str:
    return f"tone{at % _TONES + 1}"


def _stack(source: Source, score: Record) -> list[Piece]:
    return [
        (Fraction(p["rounded"]), _tone(at), source.number(p["rounded"]))
        for at, p in enumerate(score["points"])
    ]


def _criteria_keys(source: Source, score: Record) -> list[Key]:
    return [
        Key(_tone(at), f"{at + 1}. {source.name('criterion', point['criterion'])}")
        for at, point in enumerate(score["points"])
    ]


def needs_chart(source: Source, levels: Sequence[Record]) -> Chart | None:
    """Return served and waiting clients per need level against the demand."""
    whole = max((Fraction(max(n["demand"], n["offered"])) for n in levels), default=Fraction(0))
    if not whole:
        return None
    bars, told = [], []
    for at, n in enumerate(levels):
        said = {name: source.number(n[name]) for name in ("served", "waiting", "demand")}
        pieces = [(Fraction(n[look]), look, said[look]) for look in ("served", "waiting")]
        own = whole if source.summable else Fraction(max(n["demand"], n["offered"]))
        value = source.t("report.chart.needs.value", served=said["served"], demand=said["demand"])
        bars.append(bar(at, n["label"], value, pieces, own, [Fraction(n["offered"])]))
        told.append(source.t("report.chart.needs.each", need=n["label"], **said))
    keys = [
        Key(look, source.t(f"report.chart.needs.{look}")) for look in ("served", "waiting", "limit")
    ]
    title = source.counted("report.chart.needs.title")
    if not source.summable:
        title += source.t("report.chart.needs.own_scale")
    return chart_of("chart-needs", title, " ".join(told), bars, keys)


def anchor(identifier: str) -> str:
    """Return an identifier as a part of one in the page."""
    return "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}" for c in identifier)
