"""The sheet of the calculator for one lot: inputs, and everything that follows from them, live."""

from collections.abc import Sequence

from aanbesteding.laboratory.market import market_of
from aanbesteding.report.calculator_desk import WIDTHS, Desk
from aanbesteding.report.calculator_inputs import prices, quality, unknown
from aanbesteding.report.calculator_result import assumptions, price_table, result
from aanbesteding.report.grid import top
from aanbesteding.report.source import Source
from aanbesteding.scoring.contests import contest_on
from aanbesteding.tender.lots import Lot
from aanbesteding.workbook.book import CellOut, Sheet
from aanbesteding.workbook.slots import Slot
from aanbesteding.workbook.text import footer


def lot_sheet(source: Source, lot: Lot, name: str) -> tuple[Sheet, Sequence[Slot]]:
    """Return the sheet of a lot under that name, and its cells to fill in."""
    tender = source.tender
    desk = Desk(source, lot, contest_on(tender, lot.id), market_of(tender, lot))
    desk.rows += top(source, f"{desk.say('title')} · {lot.title}", len(WIDTHS))
    desk.rows.append((CellOut(desk.say("aid"), "warning", span=len(WIDTHS)),))
    if desk.contest.pricing:
        prices(desk)
    unknown(desk, "answer", "price", "quality")
    quality(desk)
    price = result(desk)
    if price is not None:
        price_table(desk, price, name)
        assumptions(desk, price)
    sheet = Sheet(
        name=name,
        rows=tuple(desk.rows),
        columns=WIDTHS,
        freeze=(4, 1),
        charts=tuple(desk.charts),
        protected=True,
        footer=footer(tender.id),
    )
    return sheet, desk.slots
