"""The charts: bars placed in percentages, so that they fit any width without scaling text."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from aanbesteding.report.shapes import Bar, Chart, Key, Line, Segment, share_of
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
        wide = whole > 0 and size / whole >= _ROOM
        middle = share_of(start + size / 2, whole)
        segments.append(
            Segment(
                share_of(start, whole),
                share_of(size, whole),
                look,
                text if wide else "",
                middle,
            )
        )
        start += size
    lines = tuple(Line(share_of(limit, whole)) for limit in limits)
    top = at * PITCH
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
    keys = [
        Key(look, f"{at}. {source.name('criterion', point['criterion'])}")
        for at, (point, (_, look, _)) in enumerate(
            zip(shown[0]["points"], pieces[0], strict=True), start=1
        )
    ]
    if least is not None:
        keys.append(Key("limit", source.t("report.chart.least", points=source.number(least))))
    best = shown[0]
    return chart_of(
        f"chart-ranking-{anchor(lot)}",
        source.t("report.chart.ranking.title"),
        source.t(
            "report.chart.ranking.description",
            bids=len(shown),
            first=source.bidder(best["bidder"]),
            points=source.number(best["total"]),
            whole=source.number(whole, 0),
        ),
        bars,
        keys,
        source.t("report.chart.first", shown=SHOWN) if len(scores) > SHOWN else "",
    )


def _ranked(source: Source, score: Record) -> str:
    rank = score["rank"]
    name = source.bidder(score["bidder"])
    return f"{rank}. {name}" if rank else f"{name} ({source.t('report.status.' + score['status'])})"


def _stack(source: Source, score: Record) -> list[Piece]:
    return [
        (Fraction(p["rounded"]), f"tone{at % _TONES + 1}", source.number(p["rounded"]))
        for at, p in enumerate(score["points"])
    ]


def needs_chart(source: Source, levels: Sequence[Record]) -> Chart | None:
    """Return served and waiting clients per need level against the demand."""
    whole = max((Fraction(max(n["demand"], n["offered"])) for n in levels), default=Fraction(0))
    if not whole:
        return None
    bars = [
        bar(
            at,
            n["label"],
            source.t(
                "report.chart.needs.value",
                served=source.number(n["served"]),
                demand=source.number(n["demand"]),
            ),
            (
                (Fraction(n["served"]), "served", source.number(n["served"])),
                (Fraction(n["waiting"]), "waiting", source.number(n["waiting"])),
            ),
            whole if source.summable else Fraction(max(n["demand"], n["offered"])),
            [Fraction(n["offered"])],
        )
        for at, n in enumerate(levels)
    ]
    keys = [
        Key(look, source.t(f"report.chart.needs.{look}")) for look in ("served", "waiting", "limit")
    ]
    told = [
        source.t(
            "report.chart.needs.each",
            need=n["label"],
            served=source.number(n["served"]),
            waiting=source.number(n["waiting"]),
        )
        for n in levels
    ]
    title = source.counted("report.chart.needs.title")
    if not source.summable:
        title += source.t("report.chart.needs.own_scale")
    return chart_of("chart-needs", title, " ".join(told), bars, keys)


def anchor(identifier: str) -> str:
    """Return an identifier as a part of one in the page."""
    return "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}" for c in identifier)
