"""The charts about money: budgets, ceilings of municipalities, shares of contracts."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.report.charts import SHOWN, anchor, bar, chart_of
from aanbesteding.report.shapes import Bar, Chart, Key
from aanbesteding.report.source import Record, Source


def budgets_chart(source: Source, budgets: Sequence[Record]) -> Chart | None:
    """Return what each budget spends of its ceiling."""
    whole = max((Fraction(b["ceiling_cents"]) for b in budgets), default=Fraction(0))
    if not whole:
        return None
    named = [(source.name("budget", b["id"]), b) for b in budgets]
    bars = [_spend_bar(source, at, name, b, whole) for at, (name, b) in enumerate(named)]
    return _spend_chart(source, "budget", named, bars)


def ceilings_chart(source: Source, rows: Sequence[Record]) -> Chart | None:
    """Return what each municipality spends as a part of its own ceiling."""
    several = len({row["period"] for row in rows}) > 1
    named = []
    for row in rows:
        name = source.name("area", row["area"])
        named.append((f"{name} · {row['period']}" if several else name, row))
    most = max((_used(row) for row in rows), default=Fraction(0))
    bars = [
        _spend_bar(source, at, name, row, max(most, Fraction(1)) * row["ceiling_cents"])
        for at, (name, row) in enumerate(named)
    ]
    return _spend_chart(source, "municipalities", named, bars)


def _used(row: Record) -> Fraction:
    return Fraction(row["spend_cents"], row["ceiling_cents"] or 1)


def _spend_bar(source: Source, at: int, name: str, row: Record, whole: Fraction) -> Bar:
    """Spend and what is left, with the ceiling as a limit."""
    spend, left = Fraction(row["spend_cents"]), Fraction(max(0, row["left_cents"]))
    said = source.cents(row["spend_cents"]) if spend * 6 >= whole else ""
    pieces = ((spend, "served", said), (left, "left", ""))
    ceiling = Fraction(row["ceiling_cents"])
    return bar(at, name, source.percent(_used(row)), pieces, whole, [ceiling])


def _spend_chart(
    source: Source, key: str, named: Sequence[tuple[str, Record]], bars: Sequence[Bar]
) -> Chart:
    keys = [Key(x, source.t(f"report.chart.budget.{x}")) for x in ("served", "left", "limit")]
    told = [
        source.t(
            "report.chart.budget.each",
            budget=name,
            spend=source.cents(b["spend_cents"]),
            ceiling=source.cents(b["ceiling_cents"]),
        )
        for name, b in named
    ]
    title = source.t(f"report.chart.{key}.title")
    return chart_of(f"chart-{key}", title, " ".join(told), bars, keys)


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
    return chart_of(f"chart-share-{anchor(lot)}", title, text, bars, keys, note)


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
