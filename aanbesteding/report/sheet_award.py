"""The sheets with the award: contracts, volumes, demand and budgets, all in live formulas."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.basis.exact import euros
from aanbesteding.report.grid import (
    DASH,
    FIRST,
    at,
    column_range,
    fixed,
    heads,
    live,
    money,
    noted,
    sheet,
    text,
    total,
    whole,
)
from aanbesteding.report.sheet_bids import Offered
from aanbesteding.report.source import Record, Source
from aanbesteding.tender.needs import Budget
from aanbesteding.workbook.book import CellOut, Row, Sheet

LOT, NEED, AREA, PERIOD, CLIENTS, PRICE, SPEND, COUNTED = 3, 4, 5, 6, 7, 8, 9, 10
CEILING = 3
_NAMED = {
    LOT: "lot",
    NEED: "need",
    AREA: "area",
    PERIOD: "period",
    CLIENTS: "clients",
    SPEND: "spend",
}


@dataclass(frozen=True)
class Volumes:
    """Where the volumes stand on the sheet of the award."""

    name: str
    first: int
    last: int
    words: Mapping[int, str]

    def column(self, number: int) -> str:
        """The volumes' cells of one column: their defined name, or with the sheet's name."""
        return self.words.get(number, f"{self.name}!{self.here(number)}")

    @property
    def names(self) -> Mapping[str, str]:
        """The defined names, with the cells each stands for."""
        return {word: f"'{self.name}'!{self.here(number)}" for number, word in self.words.items()}

    def here(self, number: int) -> str:
        """The volumes' cells of one column."""
        return column_range(number, self.first, self.last)


def volumes_of(source: Source) -> Volumes:
    """Return where the volumes will stand: below the contracts."""
    first = FIRST + len(source.decision["contracts"]) + 3
    rows = len(source.decision["volumes"]) + len(source.decision["fees"])
    last = first + max(rows, 1) - 1
    words = {at: source.t(f"report.guide.name.{name}") for at, name in _NAMED.items()}
    return Volumes(source.t("report.sheet.award"), first, last, words)


def award_sheet(source: Source, bids: Offered) -> Sheet:
    """Return contracts above and volumes below; a column per budget says what counts under it.

    A budget that nothing counts under has no column. What a contract costs in itself stands as a
    row among the volumes, without clients.
    """
    contracts, volumes = source.decision["contracts"], source.decision["volumes"]
    fees, place = source.decision["fees"], volumes_of(source)
    budgets = budgets_counted(source)
    rows: list[Row] = [
        _contracts_heads(source, contracts),
        *(_contract(source, c, place, row) for row, c in enumerate(contracts, start=FIRST)),
        _contracts_total(source, FIRST, FIRST + len(contracts) - 1),
        (),
        _volumes_heads(source, budgets),
        *(
            (*_volume(source, volume, bids, row), *_flags(budgets, under(source, volume)))
            for row, volume in enumerate(volumes, start=place.first)
        ),
        *((*_fee(source, fee), *_flags(budgets, fee["budgets"])) for fee in fees),
    ]
    if not (volumes or fees):
        rows.append((text("–"),))
    rows.append(_volumes_total(source, place))
    widths = (12, 42, 12, 18, 20, 14, 12, 18, 20, *([16] * len(budgets)))
    return sheet(source, "award", rows, widths, (0, 0))


def _contracts_heads(source: Source, contracts: Sequence[Record]) -> Row:
    t, months = source.t, ("monthly", "last_month") if _monthly(contracts) else ()
    labels = [t("report.sheet.id"), t("report.word.bidder"), t("report.word.lot")]
    labels += [source.counted("report.word.clients")]
    labels += [t(f"report.word.{word}") for word in ("spend", "share", *months)]
    numbers = "---" + "n" * (len(labels) - 3)
    note = t("report.guide.note.contract")
    return noted(heads(*labels, numbers=numbers), {4: note, 5: note})


def _volumes_heads(source: Source, budgets: Sequence[str]) -> Row:
    t = source.t
    labels = [t("report.sheet.id")]
    labels += [t(f"report.word.{word}") for word in ("bidder", "lot", "need", "area", "period")]
    labels += [
        source.counted("report.word.clients"),
        t("report.word.price"),
        t("report.word.spend"),
    ]
    labels += [t("report.sheet.counts_in", budget=budget) for budget in budgets]
    numbers = "-" * (CLIENTS - 1) + "n" * (3 + len(budgets))
    notes = {CLIENTS: t("report.guide.note.clients"), PRICE: t("report.guide.note.paid")}
    return noted(heads(*labels, numbers=numbers), notes)


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
        *_twelfths(contract, row),
    )


def _monthly(contracts: Sequence[Record]) -> bool:
    return any(contract["monthly_cents"] is not None for contract in contracts)


def _twelfths(contract: Record, row: int) -> tuple[CellOut, ...]:
    """A lump sum each month, rounded down to cents, and what is left for the last one."""
    if contract["monthly_cents"] is None:
        return ()
    monthly, last = euros(contract["monthly_cents"]), euros(contract["last_month_cents"])
    down = f"ROUNDDOWN(ROUND({at(5, row)}*100,0)/12,0)/100"
    return (
        live(down, monthly, "row_euro"),
        live(f"{at(5, row)}-11*{at(7, row)}", last, "row_euro"),
    )


def _share(source: Source, contract: Record, row: int) -> CellOut:
    """The share as a formula where the ceiling it is a share of stands on the budget sheet."""
    if contract["share"] is None:
        return DASH
    share = Fraction(contract["share"])
    ceiling = Fraction(contract["spend_cents"]) / share if share else None
    for place, budget in enumerate(source.decision["budgets"], start=FIRST):
        if budget["ceiling_cents"] == ceiling:
            name = source.t("report.sheet.budget")
            return live(f"{at(5, row)}/{name}!{fixed(CEILING, place)}", share, "row_percent")
    return CellOut(share, "row_percent")


def _contracts_total(source: Source, first: int, last: int) -> Row:
    contracts = source.decision["contracts"]
    clients, spend = whole(0, "total_integer"), money(0, "total_euro")
    if contracts:
        served, cents = (sum(c[name] for c in contracts) for name in ("clients", "spend_cents"))
        clients = live(f"SUM({at(4, first)}:{at(4, last)})", served, "total_integer")
        spend = live(f"SUM({at(5, first)}:{at(5, last)})", euros(cents), "total_euro")
    return total(source.t("report.word.together"), 2, clients, spend, text("", "total"))


def _volume(source: Source, volume: Record, bids: Offered, row: int) -> Row:
    return (
        text(volume["bidder"]),
        text(source.name("bidder", volume["bidder"])),
        *(text(volume[name]) for name in ("lot", "need", "area", "period")),
        whole(volume["clients"]),
        _price(volume, bids),
        live(f"{at(CLIENTS, row)}*{at(PRICE, row)}", euros(volume["spend_cents"]), "row_euro"),
    )


def _flags(budgets: Sequence[str], counted: Collection[str]) -> Iterator[CellOut]:
    return (whole(1 if budget in counted else 0) for budget in budgets)


def _price(volume: Record, bids: Offered) -> CellOut:
    """The price that is paid: the cell of the bid, or a figure where it is another price."""
    price = euros(volume["price_cents"])
    cell = bids.price((volume["bidder"], volume["lot"], volume["need"]), Fraction(price))
    return live(cell, price, "row_euro") if cell else CellOut(price, "row_euro")


def _fee(source: Source, fee: Record) -> Row:
    return (
        text(fee["bidder"]),
        text(source.name("bidder", fee["bidder"])),
        text(fee["lot"]),
        text(source.t("report.word.contract_cost")),
        text(fee["area"] or "–"),
        text(fee["period"] or "–"),
        whole(0),
        money(fee["spend_cents"]),
        money(fee["spend_cents"]),
    )


def _volumes_total(source: Source, place: Volumes) -> Row:
    volumes = source.decision["volumes"]
    clients = sum(v["clients"] for v in volumes)
    spend = euros(sum(one["spend_cents"] for one in (*volumes, *source.decision["fees"])))
    return total(
        source.t("report.word.together"),
        5,
        live(f"SUM({place.here(CLIENTS)})", clients, "total_integer"),
        text("", "total"),
        live(f"SUM({place.here(SPEND)})", spend, "total_euro"),
    )


def budgets_counted(source: Source) -> tuple[str, ...]:
    """Return the budgets that a volume or a fee counts under, in the tender's order."""
    counted = {budget for volume in source.decision["volumes"] for budget in under(source, volume)}
    counted |= {budget for fee in source.decision["fees"] for budget in fee["budgets"]}
    return tuple(budget.id for budget in source.tender.budgets if budget.id in counted)


def under(source: Source, volume: Record) -> frozenset[str]:
    """Return the budgets that the spend of a volume counts under."""
    budgets = source.tender.budgets
    return frozenset(budget.id for budget in budgets if _covers(source, budget, volume))


def _covers(source: Source, budget: Budget, volume: Record) -> bool:
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
