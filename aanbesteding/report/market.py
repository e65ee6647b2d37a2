"""The market before the tender, and how the award changed it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from aanbesteding.report.capacity import capacity_once
from aanbesteding.report.choice import balance
from aanbesteding.report.shapes import Cell, Table, columns, text_row
from aanbesteding.report.source import Record, Source


class Level(NamedTuple):
    """One need before and after: contracts and capacity, demand, and what the award brought."""

    need: str
    contracts: int | None
    capacity: int
    demand: int
    offered: int
    served: int | None
    source: str
    basis: str


def market(source: Source) -> dict[str, Any] | None:
    """Return the section: the scan, and old beside new after an award; None without a scan."""
    levels = market_levels(source)
    if not levels:
        return None
    ended = source.decision["outcome"] in ("awarded", "admitted")
    return {
        "scan": scan_table(source, levels),
        "change": change_table(source, levels) if ended else None,
    }


def first_period(source: Source) -> str:
    """Return the first period: contracted capacity is compared with its demand."""
    asked = {ask.period for ask in source.tender.demand}
    return next((p.id for p in source.tender.periods if p.id in asked), "")


def market_levels(source: Source) -> list[Level]:
    """Return what was contracted per need beside demand, offer and help in the first period."""
    period = first_period(source)
    decision = source.decision
    open_lots = {lot.id for lot in source.tender.open_lots}
    demand: dict[str, int] = {}
    for ask in source.tender.demand:
        if ask.period == period and ask.lot in open_lots:
            demand[ask.need] = demand.get(ask.need, 0) + ask.volume
    rows = [r for r in (*decision["needs"], *decision["offered"]) if r["period"] == period]
    offered: dict[str, int] = {}
    for (_, need), capacity in capacity_once(source, decision, rows).items():
        offered[need] = offered.get(need, 0) + capacity
    served = _served(decision, period)
    return [
        Level(
            row.need,
            row.contracts,
            row.capacity,
            demand.get(row.need, 0),
            offered.get(row.need, 0),
            served.get(row.need),
            row.source,
            row.basis.value,
        )
        for row in source.tender.contracted
    ]


def _served(decision: Record, period: str) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for row in decision["needs"]:
        if row["period"] == period:
            found[row["need"]] = found.get(row["need"], 0) + row["served"]
    return found


def scan_table(source: Source, levels: list[Level]) -> Table:
    """Return contracts and capacity before the tender against the demand."""
    counted = any(level.contracts is not None for level in levels)
    heads = ("need", *(("contracts",) if counted else ()), "capacity", "demand", "balance", "basis")
    labels = [source.t(f"report.market.{head}") for head in heads]
    rows = tuple(
        text_row(
            source.name("need", level.need),
            *([_count(source, level.contracts)] if counted else []),
            source.number(level.capacity),
            source.number(level.demand),
            balance(source, level.capacity - level.demand),
            Cell(source.t(f"report.basis.{level.basis}"), level.source),
        )
        for level in levels
    )
    marks = "-nnn--" if counted else "-nn--"
    caption = source.t("report.market.scan", period=first_period(source))
    return Table(caption, columns(*labels, numbers=marks), rows)


def change_table(source: Source, levels: list[Level]) -> Table:
    """Return capacity before and after the award, with who is helped and who waits."""
    heads = ("need", "demand", "old", "old_balance", "new", "new_balance", "served")
    labels = [source.t(f"report.market.{head}") for head in heads]
    rows = tuple(
        text_row(
            source.name("need", level.need),
            source.number(level.demand),
            source.number(level.capacity),
            balance(source, level.capacity - level.demand),
            source.number(level.offered),
            balance(source, level.offered - level.demand),
            _count(source, level.served),
        )
        for level in levels
    )
    caption = source.t("report.market.change", period=first_period(source))
    note = source.t("report.market.note")
    return Table(caption, columns(*labels, numbers="-nn-n-n"), rows, (), note)


def _count(source: Source, value: int | None) -> str:
    return "–" if value is None else source.number(value)
