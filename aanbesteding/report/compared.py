"""In a what-if: the free decision beside the one the published award mode gives."""

from fractions import Fraction
from typing import Any

from aanbesteding.report.figures import quality_of, spend_of, waiting_of, winners_of
from aanbesteding.report.shapes import Cell, Column, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.report.waiting import need_levels


def compared(source: Source) -> dict[str, Any] | None:
    """Return both decisions side by side; None when the record holds one."""
    published = source.record.get("published")
    if not published or "not_proven" in (published["outcome"], source.decision["outcome"]):
        return None
    return {
        "figures": figures_table(source, published),
        "winners": winners_table(source, published),
        "published": source.t(f"report.decides.{published['mode']}"),
    }


def figures_table(source: Source, published: Record) -> Table:
    """Return waiting per need level, spend and quality of both, and the difference."""
    free, t = source.decision, source.t
    levels = {n["label"]: n["waiting"] for n in need_levels(source, free)}
    before = {n["label"]: n["waiting"] for n in need_levels(source, published)}
    rows = [
        _row(
            source,
            t("report.compare.contracts"),
            len(free["contracts"]),
            len(published["contracts"]),
        )
    ]
    for label in dict.fromkeys((*levels, *before)):
        head = t("report.compare.waiting", need=label)
        rows.append(_row(source, head, levels.get(label, 0), before.get(label, 0)))
    rows += [
        _row(source, t("report.compare.waiting_all"), waiting_of(free), waiting_of(published)),
        _money(source, t("report.compare.spend"), spend_of(free), spend_of(published)),
        _row(
            source,
            t("report.compare.quality"),
            quality_of(source, free),
            quality_of(source, published),
        ),
    ]
    heads = ("figure", "free", "published", "difference")
    labels = [t(f"report.compare.{head}") for head in heads]
    return Table(t("report.compare.caption"), columns(*labels, numbers="-nnn"), tuple(rows))


def _row(source: Source, head: str, free: Fraction | int, published: Fraction | int) -> Row:
    told = [source.number(value, _decimals(value)) for value in (free, published)]
    more = Fraction(free) - Fraction(published)
    return text_row(head, *told, Cell(_signed(source.number(more, _decimals(more)), more)))


def _money(source: Source, head: str, free: int, published: int) -> Row:
    more = free - published
    return text_row(
        head, source.cents(free), source.cents(published), Cell(_signed(source.cents(more), more))
    )


def _decimals(value: Fraction | int) -> int:
    return 0 if Fraction(value).denominator == 1 else 2


def _signed(text: str, value: Fraction | int) -> str:
    return f"+{text}" if value > 0 else text.replace("-", "−", 1)


def winners_table(source: Source, published: Record) -> Table:
    """Return every bidder who wins in one of the two, and in which."""
    free, before = winners_of(source.decision), winners_of(published)
    words = {True: source.t("report.word.yes"), False: source.t("report.word.no")}
    rows = tuple(
        text_row(
            source.bidder(bidder),
            Cell(words[bidder in free], tone="yes" if bidder in free else "no"),
            Cell(words[bidder in before], tone="yes" if bidder in before else "no"),
            _change(source, bidder, published),
        )
        for bidder in sorted({*free, *before})
    )
    cols = (
        Column(source.t("report.word.bidder")),
        Column(source.t("report.compare.free")),
        Column(source.t("report.compare.published")),
        Column(source.t("report.compare.change")),
    )
    return Table(source.t("report.compare.winners"), cols, rows)


def _change(source: Source, bidder: str, published: Record) -> str:
    """In which of the two a bidder has a contract; in both, which lots and how much differ."""
    free, before = (_lots_of(decision, bidder) for decision in (source.decision, published))
    if not (free and before):
        return source.t(f"report.compare.{'only_free' if free else 'only_published'}")
    told = [
        source.t(f"report.compare.{key}", lots=[source.name("lot", lot) for lot in lots])
        for key, lots in (
            ("gained", [lot for lot in free if lot not in before]),
            ("lost", [lot for lot in before if lot not in free]),
        )
        if lots
    ]
    more = _clients(source.decision, bidder) - _clients(published, bidder)
    if more and source.summable:
        key = f"report.compare.{'more' if more > 0 else 'less'}"
        told.append(source.counted(key, clients=abs(more)))
    return "; ".join(told) or source.t("report.compare.both")


def _lots_of(decision: Record, bidder: str) -> list[str]:
    return [lot["lot"] for lot in decision["lots"] if bidder in lot["winners"]]


def _clients(decision: Record, bidder: str) -> int:
    return sum(one["clients"] for one in decision["contracts"] if one["bidder"] == bidder)
