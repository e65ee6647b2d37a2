"""The sheets with figures around an award: choice, municipalities, market, help meanwhile."""

from fractions import Fraction

from aanbesteding.basis.exact import euros
from aanbesteding.report.choice import offered_levels
from aanbesteding.report.figures import forecast_of
from aanbesteding.report.grid import (
    DASH,
    FIRST,
    at,
    column_range,
    fixed,
    heads,
    known,
    live,
    money,
    sheet,
    text,
    total,
    whole,
)
from aanbesteding.report.market import market_levels
from aanbesteding.report.money import verdict
from aanbesteding.report.source import Source
from aanbesteding.workbook.book import CellOut, Row, Sheet


def choice_sheet(source: Source) -> Sheet | None:
    """Return places against demand and the forecast, where clients choose; else None."""
    rows, t = source.decision["offered"], source.t
    if not rows:
        return None
    heading = ("lot", "need", "demand", "offered", "balance")
    lines: list[Row] = [heads(*(t(f"report.offered.{h}") for h in heading), numbers="--nnn")]
    levels = offered_levels(source, source.decision)
    for row, level in enumerate(levels, start=FIRST):
        figures = [level["demand"], level["offered"]]
        lines.append(
            (
                text(level["lot"]),
                text(source.name("need", level["need"])),
                *(whole(value) for value in figures),
                live(f"{at(4, row)}-{at(3, row)}", figures[1] - figures[0], "row_integer"),
            )
        )
    lines += [(), (CellOut(t("report.offered.once"), "note", span=8),), ()]
    lines += _by_area(source, _areas_start(len(levels)))
    lines += [(), (CellOut(t("report.offered.each"), "note", span=8),)]
    return sheet(source, "choice", lines, (14, 34, 14, 24, 14, 14, 14, 18, 20), (0, 0))


def _areas_start(levels: int) -> int:
    return FIRST + levels + 4


def forecast_cell(source: Source) -> str:
    """Return where the sum of the forecast stands on its sheet."""
    levels = len(offered_levels(source, source.decision))
    return fixed(9, _areas_start(levels) + len(source.decision["forecast"]))


def _by_area(source: Source, first: int) -> list[Row]:
    """Per area: places, bidders, mean price and spend; the spend is rounded demand × price."""
    t = source.t
    heading = ("lot", "need", "period", "area", "demand", "offered", "bidders")
    labels = [t(f"report.offered.{h}") for h in heading]
    labels += [t("report.forecast.price"), t("report.forecast.spend")]
    lines: list[Row] = [heads(*labels, numbers="----nnnnn")]
    forecast = source.decision["forecast"]
    for place, (row, price) in enumerate(
        zip(source.decision["offered"], forecast, strict=True), start=first
    ):
        mean = spend = DASH
        if price["price_cents"] is not None:
            mean = CellOut(Fraction(price["price_cents"]) / 100, "row_number")
            formula = f"ROUND(ROUND({at(5, place)}*{at(8, place)},6),2)"
            spend = live(formula, euros(price["spend_cents"]), "row_euro")
        lines.append(
            (
                text(row["lot"]),
                text(source.name("need", row["need"])),
                text(row["period"]),
                text(source.name("area", row["area"])),
                *(whole(row[name]) for name in ("demand", "offered", "bidders")),
                mean,
                spend,
            )
        )
    cells = column_range(9, first, first + len(forecast) - 1)
    summed = live(f"SUM({cells})", euros(forecast_of(source.decision)), "total_euro")
    return [*lines, total(t("report.word.together"), 7, summed)]


def municipalities_sheet(source: Source) -> Sheet | None:
    """Return spend against ceiling per municipality and period; None without ceilings."""
    rows, t = source.decision["municipalities"], source.t
    if not rows:
        return None
    heading = ("area", "period", "verdict", "ceiling", "spend", "left")
    labels = [t(f"report.municipalities.{h}") for h in heading]
    lines: list[Row] = [heads(*labels, numbers="---nnn")]
    for place, row in enumerate(rows, start=FIRST):
        said = verdict(source, row)
        yes, no = t("report.municipalities.is_within"), t("report.municipalities.is_over")
        lines.append(
            (
                text(source.name("area", row["area"])),
                text(row["period"]),
                live(f'IF({at(6, place)}<0,"{no}","{yes}")', said.text, f"row_{said.tone}"),
                money(row["ceiling_cents"]),
                money(row["spend_cents"]),
                live(f"{at(4, place)}-{at(5, place)}", euros(row["left_cents"]), "row_euro"),
            )
        )
    lines += [(), (CellOut(t("report.municipalities.how"), "note", span=6),)]
    return sheet(source, "municipalities", lines, (34, 12, 24, 22, 22, 22))


def market_sheet(source: Source) -> Sheet | None:
    """Return contracts and capacity before, demand, and what the award brought; or None."""
    levels, t = market_levels(source), source.t
    if not levels:
        return None
    heading = ("need", "contracts", "old", "demand", "old_balance", "new", "new_balance", "served")
    numbers = "-nnnnnnn"
    lines: list[Row] = [heads(*(t(f"report.market.{h}") for h in heading), numbers=numbers)]
    for row, level in enumerate(levels, start=FIRST):
        before, after = level.capacity - level.demand, level.offered - level.demand
        lines.append(
            (
                text(source.name("need", level.need)),
                known(level.contracts),
                whole(level.capacity),
                whole(level.demand),
                live(f"{at(3, row)}-{at(4, row)}", before, "row_integer"),
                whole(level.offered),
                live(f"{at(6, row)}-{at(4, row)}", after, "row_integer"),
                known(level.served),
            )
        )
    lines += [(), (CellOut(t("report.market.note"), "note", span=8),)]
    return sheet(source, "market", lines, (34, 14, 16, 14, 20, 18, 20, 14))


def bridging_sheet(source: Source) -> Sheet | None:
    """Return the help of those who wait with its cost; None where there is none."""
    rows, t = source.decision["bridging"], source.t
    if not rows:
        return None
    prices = {(b.need, b.by): b.price for b in source.tender.bridging}
    heading = ("need", "by", "clients", "price", "cost")
    lines: list[Row] = [heads(*(t(f"report.bridging.{h}") for h in heading), numbers="--nnn")]
    for place, row in enumerate(rows, start=FIRST):
        product = f"{at(3, place)}*{at(4, place)}"
        lines.append(
            (
                text(source.name("need", row["need"])),
                text(row["by"]),
                whole(row["clients"]),
                CellOut(prices[row["need"], row["by"]], "row_euro"),
                live(product, euros(row["cost_cents"]), "row_euro"),
            )
        )
    cells = column_range(5, FIRST, FIRST + len(rows) - 1)
    cost = euros(sum(row["cost_cents"] for row in rows))
    lines.append(total(t("report.word.together"), 3, live(f"SUM({cells})", cost, "total_euro")))
    lines += [(), (CellOut(t("report.bridging.note"), "note", span=5),)]
    return sheet(source, "bridging", lines, (24, 50, 14, 20, 22))
