"""The money: budgets, what each municipality pays and can spend, and the cost of bridging."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from aanbesteding.basis.exact import bare
from aanbesteding.report.charts import SHOWN
from aanbesteding.report.further import tables
from aanbesteding.report.shapes import Cell, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.report.spend_charts import budgets_chart, ceilings_chart


def budget_section(source: Source) -> dict[str, Any]:
    """Return the section on money: chart and table per budget."""
    budgets = source.decision["budgets"]
    rows = tuple(_budget_row(source, budget) for budget in budgets)
    heads = ("budget", "ceiling", "spend", "left", "used")
    labels = [source.t(f"report.budget.{head}") for head in heads]
    table = Table(source.t("report.budget.caption"), columns(*labels, numbers="-nnnn"), rows)
    return {
        "chart": budgets_chart(source, budgets),
        "table": table if rows else None,
        "discounts": tables(source, "discounts"),
    }


def _budget_row(source: Source, budget: Record) -> Row:
    used = Fraction(budget["spend_cents"], budget["ceiling_cents"] or 1)
    left, name = budget["left_cents"], source.name("budget", budget["id"])
    return text_row(
        Cell(name, _made_of(source, budget["id"], name)),
        source.cents(budget["ceiling_cents"]),
        source.cents(budget["spend_cents"]),
        Cell(source.cents(left), tone="" if left >= 0 else "bad"),
        source.percent(used),
    )


def _made_of(source: Source, identifier: str, name: str) -> str:
    """The identifier, unless it is the name; what is bound already; what it was indexed from."""
    budget = next((b for b in source.tender.budgets if b.id == identifier), None)
    told = [] if identifier == name else [identifier]
    if budget and budget.committed:
        amounts = {"amount": budget.amount, "committed": budget.committed}
        told.append(source.t("report.budget.committed", **amounts))
    if budget and budget.indexed_from and budget.index is not None:
        values = {"budget": budget.indexed_from, "index": budget.index}
        told.append(source.t("report.budget.indexed", **values))
    return " · ".join(told)


def municipalities(source: Source) -> dict[str, Any] | None:
    """Return who pays what: statement, chart, table and cost shares; None without ceilings."""
    rows = source.decision["municipalities"]
    if not rows:
        return None
    over = [row for row in rows if row["left_cents"] < 0]
    beyond = source.cents(-sum(row["left_cents"] for row in over))
    counts = {"over": len(over), "all": len(rows)}
    said = source.t(f"report.municipalities.{'some_over' if over else 'none_over'}", **counts)
    return {
        "statement": said,
        "beyond": source.t("report.municipalities.beyond", amount=beyond) if over else "",
        "chart": ceilings_chart(source, rows) if len(rows) <= SHOWN else None,
        "table": municipalities_table(source, rows),
        "shares": shares_table(source),
    }


def municipalities_table(source: Source, rows: list[Record]) -> Table:
    """Return spend against ceiling per area and period, with over or within in words."""
    several = len({row["period"] for row in rows}) > 1
    heads = ("area", *(("period",) if several else ()), "ceiling", "spend", "left", "verdict")
    labels = [source.t(f"report.municipalities.{head}") for head in heads]
    kinds = {area.id: area.kind for area in source.tender.areas}
    found = tuple(
        text_row(
            Cell(source.name("area", row["area"]), _larger(source, kinds[row["area"]])),
            *([row["period"]] if several else []),
            source.cents(row["ceiling_cents"]),
            source.cents(row["spend_cents"]),
            source.cents(row["left_cents"]),
            verdict(source, row),
        )
        for row in rows
    )
    marks = "--nnn-" if several else "-nnn-"
    caption, note = source.t("report.municipalities.caption"), source.t("report.municipalities.how")
    return Table(caption, columns(*labels, numbers=marks), found, (), note)


def _larger(source: Source, kind: str) -> str:
    """What kind of area it is, where it is no municipality."""
    return "" if kind == "municipality" else source.word("area_kind", kind)


def verdict(source: Source, row: Record) -> Cell:
    """Return over or within the ceiling."""
    over = row["left_cents"] < 0
    return Cell(
        source.t(f"report.municipalities.{'is_over' if over else 'is_within'}"),
        tone="bad" if over else "good",
    )


def shares_table(source: Source) -> Table | None:
    """Return which part of a lot each municipality pays; None without shares."""
    shares = source.tender.cost_shares
    if not shares:
        return None
    labels = [source.t(f"report.cost_shares.{head}") for head in ("area", "lot", "share")]
    percents = [bare(share.share * 100) for share in shares]
    decimals = max(0, *(-int(percent.as_tuple().exponent) for percent in percents))
    rows = tuple(
        text_row(
            source.name("area", share.area),
            source.name("lot", share.lot) if share.lot else source.t("report.cost_shares.every"),
            f"{source.number(percent, decimals)}%",
        )
        for share, percent in zip(shares, percents, strict=True)
    )
    caption = source.t("report.cost_shares.caption")
    return Table(caption, columns(*labels, numbers="--n"), rows)


def bridging_table(source: Source) -> Table | None:
    """Return the help of those who wait, with its cost; None where there is none."""
    found = source.decision["bridging"]
    if not found:
        return None
    prices: Mapping[tuple[str, str], Any] = {(b.need, b.by): b for b in source.tender.bridging}
    heads = ("need", "by", "clients", "price", "cost")
    labels = [source.t(f"report.bridging.{head}") for head in heads]
    rows = tuple(
        text_row(
            source.name("need", row["need"]),
            row["by"],
            source.number(row["clients"]),
            source.euro(prices[row["need"], row["by"]].price),
            source.cents(row["cost_cents"]),
        )
        for row in found
    )
    cost = source.cents(sum(row["cost_cents"] for row in found))
    total = text_row(source.t("report.word.together"), "", "", "", cost)
    caption, note = source.t("report.bridging.caption"), source.t("report.bridging.note")
    return Table(caption, columns(*labels, numbers="--nnn"), rows, (total,), note)
