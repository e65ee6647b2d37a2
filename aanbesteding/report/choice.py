"""Lots where clients choose: capacity against demand, and what that is expected to cost."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.report.capacity import capacity_once, periods_of
from aanbesteding.report.figures import forecast_of
from aanbesteding.report.heat import coverage_of, coverage_table, heat_map
from aanbesteding.report.offered_chart import offered_chart
from aanbesteding.report.shapes import Cell, Table, columns, text_row
from aanbesteding.report.source import Record, Source


def choice(source: Source) -> dict[str, Any] | None:
    """Return the section: places against demand, and the forecast; None where nothing is so."""
    rows = source.decision["offered"]
    if not rows:
        return None
    levels = offered_levels(source, source.decision)
    covered = coverage_of(rows, "offered")
    return {
        "chart": offered_chart(source, levels),
        "heat": heat_map(source, covered),
        "coverage": coverage_table(source, covered),
        "levels": levels_table(source, levels),
        "areas": areas_table(source, rows) if len(rows) > len(levels) else None,
        "forecast": forecast_table(source),
    }


def offered_levels(source: Source, decision: Record) -> list[dict[str, Any]]:
    """Return demand and the places offered per lot and need, every bidder counted once."""
    rows = decision["offered"]
    capacity, periods = capacity_once(source, decision, rows), periods_of(rows)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        key = row["lot"], row["need"]
        empty = {"lot": key[0], "need": key[1], "demand": 0}
        level = found.setdefault(key, {**empty, "offered": capacity[key] * periods[key]})
        level["demand"] += row["demand"]
    return list(found.values())


def _told(source: Source) -> tuple[str, ...]:
    """What a need level is told by: its lot too, where it is asked in several."""
    return ("lot", "need") if source.shared_needs else ("need",)


def levels_table(source: Source, levels: Sequence[Record]) -> Table:
    """Return per need: demand, places offered, and what is left or short."""
    shown = _told(source)
    heads = (*shown, "demand", "offered", "balance")
    labels = [source.t(f"report.offered.{head}") for head in heads]
    rows = tuple(
        text_row(
            *(source.name(thing, level[thing]) for thing in shown),
            source.number(level["demand"]),
            source.number(level["offered"]),
            balance(source, level["offered"] - level["demand"]),
        )
        for level in levels
    )
    marks = "-" * len(shown) + "nn-"
    caption, note = source.t("report.offered.caption"), source.t("report.offered.once")
    return Table(caption, columns(*labels, numbers=marks), rows, (), note)


def balance(source: Source, difference: int) -> Cell:
    """Return a surplus or a shortage in words."""
    if difference < 0:
        return Cell(source.t("report.balance.short", amount=-difference), tone="bad")
    if difference == 0:
        return Cell(source.t("report.balance.even"), tone="good")
    return Cell(source.t("report.balance.over", amount=difference), tone="good")


def areas_table(source: Source, rows: Sequence[Record]) -> Table:
    """Return places and contracted bidders per need and area; a bidder counts in each area."""
    every = (*_told(source), "area", "period")
    shown = [thing for thing in every if thing == "need" or len({r[thing] for r in rows}) > 1]
    heads = (*shown, "demand", "offered", "bidders", "balance")
    labels = [source.t(f"report.offered.{head}") for head in heads]
    found = tuple(
        text_row(
            *(source.name(thing, row[thing]) for thing in shown),
            source.number(row["demand"]),
            source.number(row["offered"]),
            source.number(row["bidders"]),
            balance(source, row["offered"] - row["demand"]),
        )
        for row in rows
    )
    marks = "-" * len(shown) + "nnn-"
    caption, note = source.t("report.offered.by_area"), source.t("report.offered.each")
    return Table(caption, columns(*labels, numbers=marks), found, (), note)


def forecast_table(source: Source) -> Table:
    """Return per need what the demand costs at the mean price of the contracted bidders."""
    found: dict[tuple[str, str], list[Record]] = {}
    for row in source.decision["forecast"]:
        found.setdefault((row["lot"], row["need"]), []).append(row)
    shown = _told(source)
    heads = (*shown, "demand", "price", "spend")
    labels = [source.t(f"report.forecast.{head}") for head in heads]
    rows = tuple(
        text_row(*(source.name(thing, one[0][thing]) for thing in shown), *_forecast(source, one))
        for one in found.values()
    )
    blank = [""] * (len(shown) + 1)
    spend = source.cents(forecast_of(source.decision))
    total = text_row(source.t("report.word.together"), *blank, spend)
    marks = "-" * len(shown) + "nnn"
    caption, note = source.t("report.forecast.caption"), source.t("report.forecast.note")
    return Table(caption, columns(*labels, numbers=marks), rows, (total,), note)


def _forecast(source: Source, rows: Sequence[Record]) -> tuple[str, Cell, str]:
    """Demand, mean price and spend of one need level."""
    demand = sum(row["demand"] for row in rows)
    priced = [row for row in rows if row["price_cents"] is not None]
    spend = sum(row["spend_cents"] for row in priced)
    known = sum(row["demand"] for row in priced)
    missing = source.t("report.forecast.nobody", count=demand - known) if known < demand else ""
    return (
        source.number(demand),
        Cell(_mean(source, priced, known), missing),
        source.cents(spend) if priced else "–",
    )


def _mean(source: Source, rows: Sequence[Record], demand: int) -> str:
    """The mean price over the areas, weighed by demand."""
    if not rows:
        return "–"
    prices = {Fraction(row["price_cents"]) for row in rows}
    if len(prices) == 1 or not demand:
        return source.cents(min(prices))
    weighed = sum((Fraction(row["price_cents"]) * row["demand"] for row in rows), Fraction(0))
    return source.cents(weighed / demand)
