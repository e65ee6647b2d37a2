"""Points and totals as live formulas, the expression taken from the card of each formula."""

from collections.abc import Sequence
from fractions import Fraction

from aanbesteding.formulas import BY_ID
from aanbesteding.formulas.statistics import STATISTICS
from aanbesteding.report.formula_text import filled
from aanbesteding.report.grid import (
    at,
    column_range,
    exact_style,
    fixed,
    literal,
    live,
    round_formula,
)
from aanbesteding.report.sheet_bids import Offered
from aanbesteding.report.sheet_block import FIRST_POINTS, Block
from aanbesteding.report.source import Record, Source
from aanbesteding.scoring.price import price_in_ranking
from aanbesteding.tender.decision import Clip
from aanbesteding.workbook.book import CellOut


def quality_cell(source: Source, block: Block, mark: str, point: Record) -> CellOut:
    """Return the points of a criterion; `mark` is the cell of the mark, empty for an answer."""
    column = block.column(point["criterion"])
    cells = {
        **_literals(point),
        "most_points": fixed(column, block.start + 1),
        "top_mark": fixed(column, block.start + 2),
    }
    if mark:
        cells["mark"] = mark
    formula = filled(BY_ID[point["formula"]].sheet, cells)
    return _counted(source, formula, point, "criterion")


def _literals(point: Record) -> dict[str, str]:
    """The inputs of a formula as a spreadsheet writes numbers."""
    return {name: literal(Fraction(value)) for name, value in point["inputs"].items()}


def _counted(source: Source, formula: str, point: Record, at_step: str) -> CellOut:
    """Points as published: rounded here only when this step is rounded."""
    step = source.tender.rounding_of(at_step)
    if step is not None:
        value = Fraction(point["rounded"])
        return live(round_formula(formula, step), value, exact_style(value))
    value = Fraction(point["exact"])
    return live(formula, value, exact_style(value))


def price_cells(
    source: Source, block: Block, score: Record, point: Record | None, bids: Offered, row: int
) -> Sequence[CellOut | None]:
    """Return the quality and the price that are compared, and the points of the price."""
    if point is None:
        return [None, None, None]
    quality = quality_of(source, score)
    summed = _rounded(source, "quality", _quality_sum(block, row))
    price = Fraction(price_of(source, score))
    offered = bids.amount(score["bidder"], score["lot"])
    most = fixed(block.column("price"), block.start + 1)
    formula = clipped(source.tender.price.clip, _price_formula(source, block, point, row), most)
    return [
        live(summed, quality, exact_style(quality)),
        live(offered, price, "row_euro") if offered else CellOut(price, "row_euro"),
        _counted(source, formula, point, "price"),
    ]


def quality_of(source: Source, score: Record) -> Fraction:
    """Return the quality points of a bid as they enter its total."""
    tender = source.tender
    name = "exact" if tender.rounding_of("criterion") is None else "rounded"
    points = (Fraction(p[name]) for p in score["points"] if p["criterion"] != "price")
    step, summed = tender.rounding_of("quality"), sum(points, start=Fraction(0))
    return summed if step is None else Fraction(step.of(summed))


def price_of(source: Source, score: Record) -> Fraction:
    """Return the price of a bid that is compared, in euros."""
    lot = source.lots[score["lot"]]
    offered = next(bid for bid in source.bids if bid.id == score["bidder"]).lot(lot.id)
    return Fraction(0) if offered is None else price_in_ranking(source.tender, lot, offered)


def _price_formula(source: Source, block: Block, point: Record, row: int) -> str:
    cells = {
        **_literals(point),
        "price": at(block.price, row),
        "quality_points": at(block.summed, row),
        "most_points": fixed(block.column("price"), block.start + 1),
    }
    for name in BY_ID[point["formula"]].statistics:
        if (over := _over_the_block(source, block, name, point)) is not None:
            cells[name] = over
    return filled(BY_ID[point["formula"]].sheet, cells)


def _over_the_block(source: Source, block: Block, name: str, point: Record) -> str | None:
    """A statistic over the rows shown; None when a bid that is not shown counts in it as well."""
    shown = [s for s in block.scores if any(p["criterion"] == "price" for p in s["points"])]
    statistic = STATISTICS[name]
    if statistic.of == "price":
        values, column = [price_of(source, s) for s in shown], block.price
    else:
        values, column = [quality_of(source, s) for s in shown], block.summed
    if statistic.compute(values) != Fraction(point["inputs"][name]):
        return None
    return statistic.sheet.format(range=column_range(column, block.first, block.last))


def clipped(clip: Clip, formula: str, most: str) -> str:
    """Return the formula for price points, kept as published; `most` is the cell of all points."""
    match clip:
        case Clip.NONE:
            return formula
        case Clip.AT_ZERO:
            return f"MAX({formula},0)"
        case Clip.BOTH:
            return f"MIN(MAX({formula},0),{most})"


def _quality_sum(block: Block, row: int) -> str:
    if not block.quality:
        return "0"
    return f"SUM({at(FIRST_POINTS, row)}:{at(block.summed - 1, row)})"


def _rounded(source: Source, at_step: str, formula: str) -> str:
    step = source.tender.rounding_of(at_step)
    return formula if step is None else round_formula(formula, step)


def total_cell(source: Source, block: Block, score: Record, row: int) -> CellOut:
    """Return the total, rounded where that is published."""
    value = Fraction(score["total"])
    points = {p["criterion"]: p for p in score["points"]}
    if "price" not in points:
        added = _rounded(source, "quality", _quality_sum(block, row))
        if score["rank"] is None and source.tender.rounding_of("quality"):
            return live(added, value, "row_strong2")
        return live(_rounded(source, "total", added), value, "row_strong2")
    of_price = at(block.column("price"), row)
    on_value = points["price"]["formula"].startswith("value.")
    added = of_price if on_value else f"{at(block.summed, row)}+{of_price}"
    return live(_rounded(source, "total", added), value, "row_strong2")
