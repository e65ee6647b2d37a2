"""The sheets with demand and budgets: served, waiting and spend in live formulas."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from aanbesteding.basis.exact import euros
from aanbesteding.report.grid import (
    FIRST,
    at,
    column_range,
    heads,
    known,
    live,
    money,
    noted,
    sheet,
    text,
    total,
    whole,
)
from aanbesteding.report.sheet_award import (
    AREA,
    CEILING,
    CLIENTS,
    COUNTED,
    LOT,
    NEED,
    PERIOD,
    SPEND,
    Volumes,
    budgets_counted,
    volumes_of,
)
from aanbesteding.report.source import Record, Source
from aanbesteding.report.waiting import has_care
from aanbesteding.workbook.book import CellOut, Chart, Row, Series, Sheet

DEMAND, SERVED, WAITING, IN_CARE = 6, 8, 9, 12
SPENT = 4
_NOTES = {SERVED: "served", WAITING: "waiting", WAITING + 1: "weeks"}


def needs_sheet(source: Source) -> Sheet:
    """Return demand, served, waiting and weeks per ask, live; and a chart of what can be added."""
    needs, place, t = source.decision["needs"], volumes_of(source), source.t
    columns = ["demand", "offered", "served", "waiting", "weeks", "norm"]
    columns += ["in_care", "new"] if has_care(needs) else []
    labels = [t(f"report.word.{word}") for word in ("lot", "need", "area", "period")]
    rows: list[Row] = [
        noted(
            heads(
                labels[0],
                t("report.sheet.id"),
                *labels[1:],
                *(t(f"report.wait.{c}") for c in columns),
                numbers="-----" + "n" * len(columns),
            ),
            {at: t(f"report.guide.note.{name}") for at, name in _NOTES.items()},
        ),
        *(
            (*_ask(source, need, place, row), *_care(need, row, has_care(needs)))
            for row, need in enumerate(needs, start=FIRST)
        ),
    ]
    if needs:
        rows.append(_needs_total(source, FIRST, FIRST + len(needs) - 1))
    rows += [(), (CellOut(t("report.wait.estimate"), "note", span=10),)]
    found = sheet(source, "needs", rows, (12, 12, 20, 18, 12, 12, 16, 12, 12, 14, 14, 14, 14))
    return _with_chart(source, found, len(needs)) if needs and source.summable else found


def _ask(source: Source, need: Record, place: Volumes, row: int) -> Row:
    pairs = ((LOT, 1), (NEED, 2), (AREA, 4), (PERIOD, 5))
    keys = ",".join(f"{place.column(there)},{at(here, row)}" for there, here in pairs)
    weeks = need["wait_weeks"]
    served, waiting = at(SERVED, row), at(WAITING, row)
    ratio = f'IF({served}=0,"–",ROUND({waiting}/{served}*52,1))'
    norm = need["longest_wait_weeks"]
    return (
        text(need["lot"]),
        text(need["need"]),
        text(source.name("need", need["need"])),
        text(need["area"]),
        text(need["period"]),
        whole(need["demand"]),
        whole(need["offered"]),
        live(f"SUMIFS({place.column(CLIENTS)},{keys})", need["served"], "row_integer"),
        live(f"{at(DEMAND, row)}-{served}", need["waiting"], "row_integer"),
        live(ratio, "–" if weeks is None else Fraction(weeks), "row_number1"),
        known(norm),
    )


def _care(need: Record, row: int, care: bool) -> tuple[CellOut, ...]:
    """Clients in care who keep their provider, and the inflow beside them."""
    if not care:
        return ()
    inflow = need["demand"] - need["in_care"]
    live_inflow = live(f"{at(DEMAND, row)}-{at(IN_CARE, row)}", inflow, "row_integer")
    return whole(need["in_care"]), live_inflow


def _needs_total(source: Source, first: int, last: int) -> Row:
    blank, needs = text("", "total"), source.decision["needs"]
    names = ("demand", "offered", "served", "waiting")
    sums = [
        live(f"SUM({at(c, first)}:{at(c, last)})", sum(n[name] for n in needs), "total_integer")
        for c, name in enumerate(names, start=DEMAND)
    ]
    if len(needs) > len({(n["lot"], n["need"], n["period"]) for n in needs}):
        # Who works in several areas stands in all of them with the same places.
        sums[1] = blank
    # Minutes and days add up to nothing but a check.
    label = source.t("report.word.together" if source.summable else "report.sheet.check_sum")
    return total(label, 4, *sums, blank, blank)


def _with_chart(source: Source, found: Sheet, count: int) -> Sheet:
    last = FIRST + count - 1
    told = [
        source.t(
            "report.chart.needs.each",
            need=source.name("need", need["need"]),
            served=source.number(need["served"]),
            waiting=source.number(need["waiting"]),
        )
        for need in source.decision["needs"]
    ]

    def values(column: int) -> str:
        return f"='{found.name}'!{column_range(column, FIRST, last)}"

    chart = Chart(
        kind="stacked_bar",
        title=source.t("report.chart.needs.title"),
        description=" ".join(told)[:1000],
        categories=values(3),
        series=(
            Series(source.t("report.chart.needs.served"), values(SERVED), "#9CC3D1"),
            Series(source.t("report.chart.needs.waiting"), values(WAITING), "#8A4B00"),
        ),
        at=at(1, last + 5),
    )
    return replace(found, charts=(chart,))


def budget_sheet(source: Source) -> Sheet:
    """Return ceiling, spend and what is left per budget, in live formulas."""
    place, t = volumes_of(source), source.t
    rows: list[Row] = [
        noted(
            heads(
                t("report.sheet.id"),
                *(t(f"report.budget.{head}") for head in ("budget", "ceiling", "spend", "left")),
                numbers="--nnn",
            ),
            {SPENT: t("report.guide.note.spent")},
        )
    ]
    column = {budget: COUNTED + n for n, budget in enumerate(budgets_counted(source))}
    for row, budget in enumerate(source.decision["budgets"], start=FIRST):
        spent = euros(budget["spend_cents"])
        rows.append(
            (
                text(budget["id"]),
                text(source.name("budget", budget["id"])),
                money(budget["ceiling_cents"]),
                _spent(place, column.get(budget["id"]), spent),
                live(
                    f"{at(CEILING, row)}-{at(SPENT, row)}", euros(budget["left_cents"]), "row_euro"
                ),
            )
        )
    return sheet(source, "budget", rows, (24, 50, 22, 22, 22))


def _spent(place: Volumes, flags: int | None, spent: Decimal) -> CellOut:
    """The spend that has a flag in a column of the award sheet; nothing counts where none has."""
    if flags is None:
        return CellOut(spent, "row_euro")
    return live(f"SUMIFS({place.column(SPEND)},{place.column(flags)},1)", spent, "row_euro")
