"""The workbook of the scenarios: live formulas next to our own exact results, marked as advice."""

from collections.abc import Iterator
from fractions import Fraction

from aanbesteding.basis.exact import euros
from aanbesteding.report.grid import (
    DASH,
    FIRST,
    at,
    column_range,
    heads,
    live,
    money,
    origin_rows,
    properties,
    sheet,
    text,
    whole,
)
from aanbesteding.report.robust_sheets import robust_sheets
from aanbesteding.report.scenario_tables import (
    changes_table,
    fund_name,
    said_of,
    scenarios_of,
    titled,
)
from aanbesteding.report.source import Record, Source
from aanbesteding.workbook.book import Book, CellOut, Row, Sheet

NUMBER, SERVED, COST, SPEND = 1, 9, 13, 14


def scenario_workbook(record: Record, lang: str, record_hash: str = "") -> Book:
    """Return the workbook of a comparison; its properties name the record's hash."""
    source = Source(record, lang, record_hash)
    sheets = (
        *robust_sheets(source),
        _summary(source),
        _changes(source),
        _money(source),
        _needs(source),
        _places(source),
        _origin(source),
    )
    kind = "robust" if "robust" in record else "scenarios"
    title = f"{source.t('report.what_if.mark')} · {source.t(f'report.kind.{kind}')}"
    return Book(f"{title} · {source.tender.title}", sheets, properties(source))


def _labels(source: Source, *names: str, numbers: str) -> Row:
    return heads(*(source.t(f"report.{name}") for name in names), numbers=numbers)


def _numbered(source: Source) -> Iterator[tuple[int, str, Record]]:
    """Every scenario with the number that stands for it on each sheet."""
    for number, one in enumerate(scenarios_of(source)):
        yield number, titled(source, one), one


def _summary(source: Source) -> Sheet:
    names = ("number", "scenario", "outcome", "cost", "spend", "served_share")
    rows: list[Row] = [
        _labels(source, *(f"scenarios.{name}" for name in names), numbers="n--nnn"),
        *(
            (
                whole(number),
                text(title),
                text(source.t(f"report.scenarios.ended.{one['outcome']}")),
                _added(source, COST, one["cost_cents"], row),
                _added(source, SPEND, one["spend_cents"], row),
                _percent(one["served_share"]),
            )
            for row, (number, title, one) in enumerate(_numbered(source), start=FIRST)
        ),
        (CellOut(source.t("report.scenarios.available_note"), "note", span=6),),
        (),
        _labels(
            source, "scenarios.number", "scenarios.scenario", "scenarios.statement", numbers="n"
        ),
    ]
    rows += [
        (whole(number), text(title), CellOut(line, "row", span=4))
        for number, title, one in _numbered(source)
        for line in said_of(source, one)
    ]
    return sheet(source, "scenario_summary", rows, (8, 34, 26, 24, 24, 24), (0, 0))


def _added(source: Source, column: int, cents: int, row: int) -> CellOut:
    """The sum over the demand of one scenario, kept live."""
    lines = sum(len(one["needs"]) for one in scenarios_of(source))
    if not lines:
        return money(cents)
    name, last = source.t("report.sheet.scenario_needs"), FIRST + lines - 1
    numbers = f"{name}!{column_range(NUMBER, FIRST, last)}"
    summed = f"{name}!{column_range(column, FIRST, last)}"
    return live(f"SUMIFS({summed},{numbers},{at(1, row)})", euros(cents), "row_euro")


def _percent(share: str | int | None) -> CellOut:
    return DASH if share is None else CellOut(Fraction(share), "row_percent")


def _changes(source: Source) -> Sheet:
    table = changes_table(source)
    names = ("scenario", "what", "where", "factor", "rounding")
    rows: list[Row] = [_labels(source, *(f"scenarios.{n}" for n in names), numbers="---n-")]
    if table:
        for change, row in zip(source.tender.changes, table.rows, strict=True):
            words = [text(cell.text) for cell in row.cells]
            if change.factor is not None:
                words[3] = CellOut(change.factor, "row_number")
            rows.append(tuple(words))
    return sheet(source, "scenario_changes", rows, (34, 26, 40, 14, 20))


def _money(source: Source) -> Sheet:
    names = ("number", "scenario", "ceiling", "cost", "ceiling", "left", "spend")
    rows: list[Row] = [_labels(source, *(f"scenarios.{n}" for n in names), numbers="n--nnnn")]
    for number, title, one in _numbered(source):
        for fund in one["funds"]:
            row = len(rows) + FIRST - 1
            rows.append(
                (
                    whole(number),
                    text(title),
                    text(fund_name(source, fund)),
                    money(fund["cost_cents"]),
                    money(fund["ceiling_cents"]),
                    live(f"{at(5, row)}-{at(4, row)}", euros(fund["left_cents"]), "row_euro"),
                    money(fund["spend_cents"]),
                )
            )
    return sheet(source, "scenario_money", rows, (8, 34, 34, 22, 22, 22, 22))


def _needs(source: Source) -> Sheet:
    names = (
        *(f"scenarios.{n}" for n in ("number", "scenario")),
        *(f"word.{n}" for n in ("lot", "need", "area", "period")),
        *("wait.demand", "scenarios.offered", "wait.served"),
        *(f"scenarios.{n}" for n in ("units_waiting", "price", "price_from", "cost", "spend")),
        *(f"scenarios.{n}" for n in ("cause", "unit")),
    )
    rows: list[Row] = [_labels(source, *names, numbers="n-----nnnnn-nn--")]
    for number, title, one in _numbered(source):
        for need in one["needs"]:
            rows.append(_need(source, number, title, need, len(rows) + FIRST - 1))
    widths = (8, 30, 14, 20, 18, 12, 14, 14, 14, 14, 14, 20, 20, 20, 22, 14)
    return sheet(source, "scenario_needs", rows, widths)


def _need(source: Source, number: int, title: str, need: Record, row: int) -> Row:
    price, cost, waiting = need["price_cents"], need["cost_cents"], need["waiting"]
    because = f"report.scenarios.because.{need['cause']}"
    return (
        whole(number),
        text(title),
        *(text(source.name(thing, need[thing])) for thing in ("lot", "need", "area", "period")),
        whole(need["demand"]),
        whole(need["offered"]),
        whole(need["served"]),
        whole(None) if waiting is None else _minus(7, SERVED, row, waiting),
        whole(None) if price is None else CellOut(Fraction(price) / 100, "row_number"),
        text(source.t(f"report.scenarios.from.{need['price_from']}")),
        whole(None)
        if cost is None
        else live(f"ROUND({at(7, row)}*{at(11, row)},2)", euros(cost), "row_euro"),
        money(need["spend_cents"]),
        text(source.t(because) if need["cause"] else "–"),
        text(need["unit"] or "–"),
    )


def _minus(left: int, right: int, row: int, value: int) -> CellOut:
    return live(f"{at(left, row)}-{at(right, row)}", value, "row_integer")


def _places(source: Source) -> Sheet:
    names = (
        *(f"scenarios.{n}" for n in ("number", "scenario")),
        *(f"word.{n}" for n in ("area", "period")),
        *(f"scenarios.{n}" for n in ("own_part", "ceiling", "left", "served_share")),
    )
    rows: list[Row] = [_labels(source, *names, numbers="n---nnnn")]
    for number, title, one in _numbered(source):
        for place in one["places"]:
            row, ceiling = len(rows) + FIRST - 1, place["ceiling_cents"]
            none = DASH
            left = f"{at(6, row)}-{at(5, row)}"
            rows.append(
                (
                    whole(number),
                    text(title),
                    text(source.name("area", place["area"])),
                    text(place["period"]),
                    money(place["cost_cents"]),
                    none if ceiling is None else money(ceiling),
                    none if ceiling is None else live(left, euros(place["left_cents"]), "row_euro"),
                    _percent(place["served_share"]),
                )
            )
    return sheet(source, "scenario_places", rows, (8, 34, 26, 12, 22, 22, 22, 14))


def _origin(source: Source) -> Sheet:
    rows = origin_rows(source)
    return sheet(source, "scenario_origin", rows, (56, 76))
