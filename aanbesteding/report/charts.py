"""The charts: bars placed in percentages, so that they fit any width without scaling text."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

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
    return Bar(label, value, tuple(segments), top + 16, top + 25, lines)


def _chart(
    id: str,
    title: str,
    description: str,
    bars: Sequence[Bar],
    keys: Sequence[Key] = (),
    note: str = "",
) -> Chart:
    return Chart(id, title, description, tuple(bars), len(bars) * PITCH, tuple(keys), note)


def ranking_chart(source: Source, lot: str, scores: Sequence[Record]) -> Chart | None:
    """Return the points of every bid stacked per criterion, best first; None without points."""
    shown = [s for s in scores if s["points"] and s["status"] in ("in", "knocked_out")][:SHOWN]
    pieces = [_stack(source, score) for score in shown]
    sizes = [size for row in pieces for size, _, _ in row]
    if not any(sizes) or min(sizes) < 0:
        return None
    least = source.tender.award.least_points
    weights = [c.weight for c in source.tender.judged(lot)] + [source.tender.price.weight]
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
    return _chart(
        f"chart-ranking-{_anchor(lot)}",
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
            whole,
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
    title = source.t("report.chart.needs.title")
    return _chart("chart-needs", title, " ".join(told), bars, keys)


def budgets_chart(source: Source, budgets: Sequence[Record]) -> Chart | None:
    """Return what each budget spends of its ceiling."""
    whole = max((Fraction(b["ceiling_cents"]) for b in budgets), default=Fraction(0))
    if not whole:
        return None
    bars = [
        bar(
            at,
            source.name("budget", b["id"]),
            source.percent(Fraction(b["spend_cents"], b["ceiling_cents"] or 1)),
            (
                (Fraction(b["spend_cents"]), "served", source.cents(b["spend_cents"])),
                (Fraction(max(0, b["left_cents"])), "left", ""),
            ),
            whole,
            [Fraction(b["ceiling_cents"])],
        )
        for at, b in enumerate(budgets)
    ]
    keys = [Key(x, source.t(f"report.chart.budget.{x}")) for x in ("served", "left", "limit")]
    told = [
        source.t(
            "report.chart.budget.each",
            budget=source.name("budget", b["id"]),
            spend=source.cents(b["spend_cents"]),
            ceiling=source.cents(b["ceiling_cents"]),
        )
        for b in budgets
    ]
    title = source.t("report.chart.budget.title")
    return _chart("chart-budget", title, " ".join(told), bars, keys)


def shares_chart(source: Source, lot: str, contracts: Sequence[Record]) -> Chart | None:
    """Return the share of every contract in the lot's ceiling, with the published limits."""
    shares = [(c, Fraction(c["share"])) for c in contracts if c["share"] is not None][:SHOWN]
    if not shares:
        return None
    low, high = share_limits(source, lot)
    limits = [limit for limit in (low, high) if limit is not None]
    largest = max([share for _, share in shares] + limits)
    whole = largest * Fraction(21, 20) if limits else max(largest, Fraction(1))
    bars = [
        bar(
            at,
            source.bidder(contract["bidder"]),
            source.percent(share),
            ((share, "served", ""),),
            whole,
            limits,
        )
        for at, (contract, share) in enumerate(shares)
    ]
    keys = [Key("served", source.t("report.chart.share.served"))]
    if limits:
        said = source.listed(source.percent(limit) for limit in limits)
        keys.append(Key("limit", source.t("report.chart.share.limit", limits=said)))
    biggest = max(shares, key=lambda pair: pair[1])
    text = source.t(
        "report.chart.share.description",
        bidder=source.bidder(biggest[0]["bidder"]),
        share=source.percent(biggest[1]),
    )
    title = source.t("report.chart.share.title")
    note = source.t("report.chart.first", shown=SHOWN) if len(contracts) > SHOWN else ""
    return _chart(f"chart-share-{_anchor(lot)}", title, text, bars, keys, note)


def share_limits(source: Source, lot: str) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and greatest share of the budget published for a lot, where there is one."""
    rules: list[Any] = [
        rule
        for rule in source.tender.rules
        if rule.kind == "share" and rule.of == "budget" and (not rule.lots or lot in rule.lots)
    ]
    low = [Fraction(rule.at_least) for rule in rules if rule.at_least is not None]
    high = [Fraction(rule.at_most) for rule in rules if rule.at_most is not None]
    return max(low, default=None), min(high, default=None)


def _anchor(identifier: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}" for c in identifier)
