"""The sheets with the award: contracts, volumes, demand and budgets, all in live formulas."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.basis.exact import euros
from aanbesteding.report.grid import (
    FIRST,
    at,
    column_range,
    fixed,
    heads,
    live,
    money,
    sheet,
    text,
    whole,
)
from aanbesteding.report.source import Record, Source
from aanbesteding.tender.needs import Budget
from aanbesteding.workbook.book import CellOut, Chart, Row, Series, Sheet

LOT, NEED, AREA, PERIOD, CLIENTS, PRICE, SPEND, COUNTED = 3, 4, 5, 6, 7, 8, 9, 10
DEMAND, OFFERED, SERVED, WAITING = 6, 7, 8, 9
CEILING, SPENT, LEFT = 3, 4, 5


@dataclass(frozen=True)
class Volumes:
    """Where the volumes stand on the sheet of the award."""

    name: str
    first: int
    last: int

    def column(self, number: int) -> str:
        """The volumes' cells of one column, with the sheet's name."""
        return f"{self.name}!{self.here(number)}"

    def here(self, number: int) -> str:
        """The volumes' cells of one column."""
        return column_range(number, self.first, self.last)


def volumes_of(source: Source) -> Volumes:
    """Return where the volumes will stand: below the contracts."""
    first = FIRST + len(source.decision["contracts"]) + 3
    last = first + max(len(source.decision["volumes"]), 1) - 1
    return Volumes(source.t("report.sheet.award"), first, last)


def award_sheet(source: Source) -> Sheet:
    """Return contracts above and volumes below; a column per budget says what counts under it."""
    contracts, volumes = source.decision["contracts"], source.decision["volumes"]
    place = volumes_of(source)
    t, budgets = source.t, source.tender.budgets
    labels = [t(f"report.word.{word}") for word in ("lot", "clients", "spend", "share")]
    rows: list[Row] = [
        heads(t("report.sheet.id"), t("report.word.bidder"), *labels, numbers="---nnn"),
        *(_contract(source, c, place, row) for row, c in enumerate(contracts, start=FIRST)),
        _contracts_total(source, FIRST, FIRST + len(contracts) - 1),
        (),
        heads(
            t("report.sheet.id"),
            t("report.word.bidder"),
            *(t(f"report.word.{word}") for word in ("lot", "need", "area", "period", "clients")),
            t("report.word.price"),
            t("report.word.spend"),
            *(t("report.sheet.counts_in", budget=budget.id) for budget in budgets),
            numbers="------nnn" + "n" * len(budgets),
        ),
        *(_volume(source, v, row) for row, v in enumerate(volumes, start=place.first)),
    ]
    if not volumes:
        rows.append((text("–"),))
    rows.append(_volumes_total(source, place))
    widths = (12, 42, 12, 18, 20, 14, 12, 18, 20, *([16] * len(budgets)))
    return sheet(source, "award", rows, widths, (0, 0))


def _contract(source: Source, contract: Record, place: Volumes, row: int) -> Row:
    keys = f"{place.here(1)},{at(1, row)},{place.here(LOT)},{at(3, row)}"
    spend = euros(contract["spend_cents"])
    return (
        text(contract["bidder"]),
        text(source.name("bidder", contract["bidder"])),
        text(contract["lot"]),
        live(f"SUMIFS({place.here(CLIENTS)},{keys})", contract["clients"], "row_integer"),
        live(f"SUMIFS({place.here(SPEND)},{keys})", spend, "row_euro"),
        _share(source, contract, row),
    )


def _share(source: Source, contract: Record, row: int) -> CellOut:
    """The share as a formula where the ceiling it is a share of stands on the budget sheet."""
    if contract["share"] is None:
        return text("–", "row_integer")
    share = Fraction(contract["share"])
    ceiling = Fraction(contract["spend_cents"]) / share if share else None
    for place, budget in enumerate(source.decision["budgets"], start=FIRST):
        if budget["ceiling_cents"] == ceiling:
            name = source.t("report.sheet.budget")
            return live(f"{at(5, row)}/{name}!{fixed(CEILING, place)}", share, "row_percent")
    return CellOut(share, "row_percent")


def _contracts_total(source: Source, first: int, last: int) -> Row:
    contracts = source.decision["contracts"]
    clients = sum(c["clients"] for c in contracts)
    spend = euros(sum(c["spend_cents"] for c in contracts))
    blank = text("", "total")
    label = text(source.t("report.word.together"), "total")
    if not contracts:
        return label, blank, blank, whole(0, "total_integer"), money(0, "total_euro"), blank
    return (
        label,
        blank,
        blank,
        live(f"SUM({at(4, first)}:{at(4, last)})", clients, "total_integer"),
        live(f"SUM({at(5, first)}:{at(5, last)})", spend, "total_euro"),
        blank,
    )


def _volume(source: Source, volume: Record, row: int) -> Row:
    counted = (
        whole(1 if covers(source, budget, volume) else 0) for budget in source.tender.budgets
    )
    return (
        text(volume["bidder"]),
        text(source.name("bidder", volume["bidder"])),
        *(text(volume[name]) for name in ("lot", "need", "area", "period")),
        whole(volume["clients"]),
        money(volume["price_cents"]),
        live(f"{at(CLIENTS, row)}*{at(PRICE, row)}", euros(volume["spend_cents"]), "row_euro"),
        *counted,
    )


def _volumes_total(source: Source, place: Volumes) -> Row:
    volumes = source.decision["volumes"]
    blank = text("", "total")
    clients = sum(v["clients"] for v in volumes)
    spend = euros(sum(v["spend_cents"] for v in volumes))
    return (
        text(source.t("report.word.together"), "total"),
        *([blank] * 5),
        live(f"SUM({place.here(CLIENTS)})", clients, "total_integer"),
        blank,
        live(f"SUM({place.here(SPEND)})", spend, "total_euro"),
    )


def covers(source: Source, budget: Budget, volume: Record) -> bool:
    """Whether the spend of a volume counts under a budget; empty scopes mean all."""
    tender = source.tender
    areas = {area.id: area for area in tender.areas}
    above = {volume["area"]}
    if volume["area"] in areas:
        above |= set(tender.above(areas[volume["area"]]))
    scopes: Mapping[str, tuple[str, ...]] = {
        "lot": budget.lots,
        "need": budget.needs,
        "period": budget.periods,
    }
    inside = all(not scope or volume[name] in scope for name, scope in scopes.items())
    return inside and (not budget.areas or bool(above & set(budget.areas)))


def needs_sheet(source: Source) -> Sheet:
    """Return demand, served, waiting and weeks per ask, in live formulas, with a chart."""
    needs, place, t = source.decision["needs"], volumes_of(source), source.t
    columns = ("demand", "offered", "served", "waiting", "weeks", "norm")
    labels = [t(f"report.word.{word}") for word in ("lot", "need", "area", "period")]
    rows: list[Row] = [
        heads(
            labels[0],
            t("report.sheet.id"),
            *labels[1:],
            *(t(f"report.wait.{c}") for c in columns),
            numbers="-----nnnnnn",
        ),
        *(_ask(source, need, place, row) for row, need in enumerate(needs, start=FIRST)),
    ]
    if needs:
        rows.append(_needs_total(source, FIRST, FIRST + len(needs) - 1))
    rows += [(), (CellOut(t("report.wait.estimate"), "note", span=10),)]
    found = sheet(source, "needs", rows, (12, 12, 20, 18, 12, 12, 16, 12, 12, 14, 14))
    return _with_chart(source, found, len(needs)) if needs else found


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
        text("–", "row_integer") if norm is None else whole(norm),
    )


def _needs_total(source: Source, first: int, last: int) -> Row:
    blank = text("", "total")
    needs = source.decision["needs"]
    names = ("demand", "offered", "served", "waiting")
    sums = (
        live(f"SUM({at(c, first)}:{at(c, last)})", sum(n[name] for n in needs), "total_integer")
        for c, name in enumerate(names, start=DEMAND)
    )
    return (text(source.t("report.word.together"), "total"), *([blank] * 4), *sums, blank, blank)


def _with_chart(source: Source, found: Sheet, count: int) -> Sheet:
    from dataclasses import replace

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
        heads(
            t("report.sheet.id"),
            *(t(f"report.budget.{head}") for head in ("budget", "ceiling", "spend", "left")),
            numbers="--nnn",
        )
    ]
    column = {budget.id: COUNTED + n for n, budget in enumerate(source.tender.budgets)}
    for row, budget in enumerate(source.decision["budgets"], start=FIRST):
        flags = place.column(column[budget["id"]])
        spent = euros(budget["spend_cents"])
        rows.append(
            (
                text(budget["id"]),
                text(source.name("budget", budget["id"])),
                money(budget["ceiling_cents"]),
                live(f"SUMIFS({place.column(SPEND)},{flags},1)", spent, "row_euro"),
                live(
                    f"{at(CEILING, row)}-{at(SPENT, row)}", euros(budget["left_cents"]), "row_euro"
                ),
            )
        )
    return sheet(source, "budget", rows, (24, 50, 22, 22, 22))
