"""The sheets with marks and scores: every point and total is a live formula."""

from collections.abc import Mapping
from fractions import Fraction

from aanbesteding.formulas import BY_ID
from aanbesteding.report.counted_marks import reasons_head
from aanbesteding.report.grid import (
    DASH,
    FIRST,
    at,
    column_range,
    fixed,
    heads,
    live,
    noted,
    sheet,
    text,
    whole,
)
from aanbesteding.report.ranking import no_points, point_columns
from aanbesteding.report.sheet_bids import Offered
from aanbesteding.report.sheet_block import Block
from aanbesteding.report.sheet_points import price_cells, quality_cell, total_cell
from aanbesteding.report.source import Record, Source
from aanbesteding.workbook.book import CellOut, Row, Sheet

MARK = 5
INSIDE = 3
MarkCells = Mapping[tuple[str, str, str], str]


def marks_sheet(source: Source) -> tuple[Sheet, MarkCells]:
    """Return the sheet of marks that count with their reasons, and where each mark stands."""
    t = source.t
    rows: list[Row] = [
        heads(
            t("report.word.lot"),
            t("report.sheet.id"),
            t("report.word.bidder"),
            t("report.panel.criterion"),
            t("report.panel.mark"),
            t(f"report.panel.{reasons_head(source.tender)}"),
            numbers="----n-",
        )
    ]
    cells: dict[tuple[str, str, str], str] = {}
    name = t("report.sheet.marks")
    for row, (key, mark) in enumerate(source.consensus.items(), start=FIRST):
        bidder, lot, criterion = key
        cells[key] = f"{name}!{fixed(MARK, row)}"
        rows.append(
            (
                text(lot),
                text(bidder),
                text(source.name("bidder", bidder)),
                text(source.name("criterion", criterion)),
                CellOut(Fraction(mark["mark"]), "row_number"),
                text(mark["reason"]),
            )
        )
    return sheet(source, "marks", rows, (10, 12, 42, 42, 10, 70)), cells


def blocks(source: Source) -> list[Block]:
    """Return where the scores of each lot stand, one block under the other."""
    found: list[Block] = []
    row = FIRST - 1
    for lot in source.tender.open_lots:
        scores = tuple(source.scores.get(lot.id, []))
        block = Block(lot, tuple(point_columns(scores)), scores, row)
        found.append(block)
        row += block.height
    return found


def scores_sheet(source: Source, marks: MarkCells, bids: Offered) -> Sheet:
    """Return the sheet of scores, a block per lot, all in live formulas."""
    rows: list[Row] = []
    for block in blocks(source):
        if block.criteria:
            rows += _block_rows(source, block, marks, bids)
        else:
            none = text(no_points(source, block.lot), "text")
            rows += [(text(block.lot.title, "section"),), (none,), ()]
    width = max((block.total - 1 for block in blocks(source) if block.criteria), default=3)
    return sheet(source, "scores", rows, (12, 42, 12, *([18] * width)), (0, 0))


def _block_rows(source: Source, block: Block, marks: MarkCells, bids: Offered) -> list[Row]:
    t, names = source.t, [source.name("criterion", c) for c in block.quality]
    if block.priced:
        names += [t(f"report.sheet.{key}") for key in ("quality", "price", "price_points")]
    labels = (
        t("report.sheet.id"),
        t("report.word.bidder"),
        t("report.sheet.inside"),
        *names,
        t("report.word.total"),
        t("report.word.rank"),
    )
    return [
        (CellOut(block.lot.title, "section", span=len(labels)),),
        _weights(source, block),
        _tops(source, block),
        noted(heads(*labels, numbers="--" + "n" * (len(labels) - 2)), _notes(source, block)),
        *(
            _score_row(source, block, score, marks, bids, row)
            for row, score in enumerate(block.scores, block.first)
        ),
        (),
    ]


def _notes(source: Source, block: Block) -> dict[int, str]:
    """What each column is made of, by its number."""
    columns = {INSIDE: "inside", block.total: "total", block.total + 1: "rank"}
    columns |= {block.column(criterion): "points" for criterion in block.quality}
    if block.priced:
        columns |= {block.summed: "quality", block.price: "price", block.price + 1: "price_points"}
    return {at: source.t(f"report.guide.note.{name}") for at, name in columns.items()}


def _weights(source: Source, block: Block) -> Row:
    """The most points per criterion; the top mark stands one row below."""
    found: list[CellOut | None] = [None, text(source.t("report.criteria.weight"), "note"), None]
    weights = {c.id: c.weight for c in source.tender.criteria}
    found += [CellOut(weights[c], "row_number") for c in block.quality]
    if block.priced:
        found += [None, None, CellOut(source.tender.price.weight, "row_number")]
    return tuple(found)


def _tops(source: Source, block: Block) -> Row:
    found: list[CellOut | None] = [None, text(source.t("report.sheet.top"), "note"), None]
    scales = {c.id: c.scale for c in source.tender.criteria}
    for criterion in block.quality:
        marks = [step.mark for step in source.tender.steps(scales[criterion])]
        found.append(CellOut(max(marks), "row_number") if marks else None)
    return tuple(found)


def _score_row(
    source: Source, block: Block, score: Record, marks: MarkCells, bids: Offered, row: int
) -> Row:
    inside = score["rank"] is not None
    found: list[CellOut | None] = [
        text(score["bidder"]),
        CellOut(
            source.name("bidder", score["bidder"]),
            "row",
            comment="" if inside else source.t(f"report.status.{score['status']}"),
        ),
        whole(1 if inside else 0),
    ]
    points = {p["criterion"]: p for p in score["points"]}
    for criterion in block.quality:
        mark = marks.get((score["bidder"], score["lot"], criterion), "")
        point = points.get(criterion)
        found.append(quality_cell(source, block, mark, point) if point else None)
    if block.priced:
        found += price_cells(source, block, score, points.get("price"), bids, row)
    if score["points"]:
        found.append(total_cell(source, block, score, row))
        found.append(_rank(source, block, score, row) if inside else DASH)
    return tuple(found)


def _rank(source: Source, block: Block, score: Record, row: int) -> CellOut:
    """One more than the number of bids taking part that are truly better."""
    totals = column_range(block.total, block.first, block.last)
    inside = column_range(INSIDE, block.first, block.last)
    own = at(block.total, row)
    lowest = BY_ID[source.tender.price.formula].best == "lowest"
    better = f"{own}-{totals}" if lowest else f"{totals}-{own}"
    formula = f"SUMPRODUCT(({inside}=1)*(({better})>0.000000001))+1"
    return live(formula, score["rank"], "row_integer")
