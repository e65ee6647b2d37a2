"""Prices that stand out, and what was asked, answered and decided about them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from aanbesteding.bids.bid import Event
from aanbesteding.bids.price_talk import PriceTalk, price_talk
from aanbesteding.report.shapes import Cell, Column, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.tender.low_price import LowPrice

Looks = Mapping[tuple[str, str], Record]


def looks_of(source: Source) -> list[Record]:
    """Return every price the record holds against a stated method."""
    return list(source.record.get("advice", {}).get("low_prices", ()))


def low_prices(source: Source) -> dict[str, Any] | None:
    """Return the section on low prices; None where no price was held against anything."""
    looks, talks = looks_of(source), talks_table(source)
    if not looks and not talks:
        return None
    out = {(look["bidder"], look["lot"]) for look in looks if look["stands_out"]}
    key = "none" if not out else "one" if len(out) == 1 else "some"
    lots = [lot.id for lot in source.tender.open_lots if any(x["lot"] == lot.id for x in looks)]
    return {
        "statement": source.t(f"report.low_prices.{key}", count=len(out)) if looks else "",
        "methods": methods_table(source) if looks else None,
        "prices": [prices_table(source, lot, looks) for lot in lots],
        "talks": talks,
    }


def methods_table(source: Source) -> Table:
    """Return the stated methods in words."""
    t = source.t
    heads = ("method", "how", "lots")
    rows = tuple(
        text_row(
            method.id,
            t(f"report.low_prices.{method.method.value}", below=method.below),
            ", ".join(source.name("lot", lot) for lot in method.lots)
            or t("report.low_prices.every"),
        )
        for method in source.tender.low_prices
    )
    labels = [t(f"report.low_prices.{head}") for head in heads]
    cols = (Column(labels[0]), Column(labels[1], wide=True), Column(labels[2]))
    return Table(t("report.low_prices.methods_caption"), cols, rows)


def prices_table(source: Source, lot: str, looks: list[Record]) -> Table:
    """Return every price of a lot with the outcome of each method."""
    mine = {(x["bidder"], x["method"]): x for x in looks if x["lot"] == lot}
    methods = [m for m in source.tender.low_prices if any(method == m.id for _, method in mine)]
    rows = tuple(_prices(source, bidder, methods, mine) for bidder in sorted({b for b, _ in mine}))
    t = source.t
    labels = [t("report.low_prices.bidder"), t("report.low_prices.price")]
    cols = columns(*labels, *(m.id for m in methods), numbers="-n")
    caption = t("report.low_prices.caption", lot=source.name("lot", lot))
    return Table(caption, cols, rows, (), t("report.low_prices.note"))


def _prices(source: Source, bidder: str, methods: list[LowPrice], looks: Looks) -> Row:
    price = next(looks[bidder, m.id]["price"] for m in methods)
    told = (_verdict(source, looks[bidder, m.id]) for m in methods)
    return text_row(source.bidder(bidder), source.euro(price), *told)


def _verdict(source: Source, look: Record) -> Cell:
    t = source.t
    if not look["limits"]:
        return Cell(t("report.low_prices.nothing"), tone="quiet")
    key, tone = ("stands_out", "wait") if look["stands_out"] else ("fine", "quiet")
    limits = sorted(look["limits"], key=lambda one: -Fraction(one["limit"]))
    told = (_limit(source, limit, look["stands_out"]) for limit in limits)
    return Cell(t(f"report.low_prices.{key}"), "; ".join(told), tone)


def _limit(source: Source, limit: Record, whole: bool) -> str:
    """The limit, and where it comes from for a price that stands out."""
    key = f"limit_{limit['against']}" if whole else "limit"
    values = {name: limit[name] for name in ("limit", "below", "amount")}
    return source.t(f"report.low_prices.{key}", **values)


def talks_table(source: Source) -> Table | None:
    """Return what was asked, answered and decided about prices; None when there was nothing."""
    whose = {(x["bidder"], x["lot"]) for x in looks_of(source) if x["stands_out"]}
    for event in source.events:
        if event.event.value.startswith("price_"):
            bid_lots = [s["lot"] for s in source.record["scores"] if s["bidder"] == event.bidder]
            whose |= {(event.bidder, lot) for lot in bid_lots if event.lot in ("", lot)}
    rows = tuple(_talk(source, bidder, lot) for bidder, lot in sorted(whose, key=lambda w: w[::-1]))
    t = source.t
    heads = ("bidder", "asked", "answered", "decided")
    labels = [t(f"report.low_prices.{head}") for head in heads]
    return Table(t("report.low_prices.talks_caption"), columns(*labels), rows) if rows else None


def _talk(source: Source, bidder: str, lot: str) -> Row:
    talk, t = price_talk(source.events, bidder, lot), source.t
    name = source.name("lot", lot) if len(source.tender.open_lots) > 1 else ""
    asked = [_on_day(source, event, event.request) for event in talk.asked]
    answered = [_on_day(source, event, event.answer) for event in talk.answered]
    return text_row(
        Cell(source.bidder(bidder), name),
        " ".join(asked) or t("report.low_prices.not_asked"),
        " ".join(answered) or (t("report.low_prices.not_answered") if asked else "–"),
        _decision(source, talk),
    )


def _decision(source: Source, talk: PriceTalk) -> Cell:
    t = source.t
    for key, lines in (("excluded", talk.excluded), ("accepted", talk.accepted)):
        for event in lines:
            reason = event.reason
            if event.by:
                reason = t("report.low_prices.reason_by", reason=reason, by=event.by)
            return Cell(t(f"report.low_prices.{key}"), _on_day(source, event, reason))
    return Cell(t("report.low_prices.not_decided"), tone="quiet")


def _on_day(source: Source, event: Event, text: str) -> str:
    return source.t("report.low_prices.on_day", day=event.date, text=text) if event.date else text
