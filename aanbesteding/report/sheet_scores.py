"""The sheets with marks and scores: every point and total is a live formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.report.grid import (
    FIRST,
    at,
    column_range,
    exact_style,
    fixed,
    heads,
    live,
    round_formula,
    sheet,
    text,
    whole,
)
from aanbesteding.report.ranking import consensus, lot_scores, point_columns
from aanbesteding.report.source import Record, Source
from aanbesteding.tender.lots import Lot
from aanbesteding.workbook.book import CellOut, Row, Sheet

MARK = 5
INSIDE, NAMES = 3, 2
_FIRST_POINTS = 4
MarkCells = Mapping[tuple[str, str, str], str]


def marks_sheet(source: Source) -> tuple[Sheet, MarkCells]:
    """Return the sheet of consensus marks with their reasons, and where each mark stands."""
    t = source.t
    rows: list[Row] = [
        heads(
            t("report.word.lot"),
            t("report.sheet.id"),
            t("report.word.bidder"),
            t("report.panel.criterion"),
            t("report.panel.mark"),
            t("report.panel.reason"),
            numbers="----n-",
        )
    ]
    cells: dict[tuple[str, str, str], str] = {}
    name = t("report.sheet.marks")
    for row, (key, mark) in enumerate(consensus(source).items(), start=FIRST):
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


@dataclass(frozen=True)
class Block:
    """Where the scores of one lot stand; `start` is its first row, weights and tops follow it."""

    lot: Lot
    criteria: tuple[str, ...]
    scores: tuple[Record, ...]
    start: int

    @property
    def first(self) -> int:
        """The first row with a bid."""
        return self.start + 4

    @property
    def last(self) -> int:
        """The last row with a bid."""
        return self.first + len(self.scores) - 1

    @property
    def height(self) -> int:
        """How many rows the block takes, the empty one under it included."""
        return len(self.scores) + 5 if self.criteria else 3

    @property
    def quality(self) -> tuple[str, ...]:
        """The criteria the panel judged."""
        return tuple(c for c in self.criteria if c != "price")

    @property
    def priced(self) -> bool:
        """Whether price counts in the ranking."""
        return "price" in self.criteria

    def column(self, criterion: str) -> int:
        """The column of a criterion's points; the compared price stands before its points."""
        if criterion == "price":
            return _FIRST_POINTS + len(self.quality) + 1
        return _FIRST_POINTS + self.quality.index(criterion)

    @property
    def price(self) -> int:
        """The column of the price that is compared."""
        return _FIRST_POINTS + len(self.quality)

    @property
    def total(self) -> int:
        """The column of the total."""
        return _FIRST_POINTS + len(self.quality) + (2 if self.priced else 0)


def blocks(source: Source) -> list[Block]:
    """Return where the scores of each lot stand, one block under the other."""
    found: list[Block] = []
    row = FIRST - 1
    for lot in source.tender.open_lots:
        scores = tuple(lot_scores(source, lot.id))
        block = Block(lot, tuple(point_columns(scores)), scores, row)
        found.append(block)
        row += block.height
    return found


def scores_sheet(source: Source, marks: MarkCells) -> Sheet:
    """Return the sheet of scores, a block per lot, all in live formulas."""
    rows: list[Row] = []
    for block in blocks(source):
        if block.criteria:
            rows += _block_rows(source, block, marks)
        else:
            rows += [(text(block.lot.title, "section"),), (_no_points(source, block.lot),), ()]
    width = max((block.total - 1 for block in blocks(source) if block.criteria), default=3)
    return sheet(source, "scores", rows, (12, 42, 12, *([18] * width)), (0, 0))


def _no_points(source: Source, lot: Lot) -> CellOut:
    key = "open_house" if source.open_house(lot.id) else "none"
    return text(source.t(f"report.scores.{key}"), "text")


def _block_rows(source: Source, block: Block, marks: MarkCells) -> list[Row]:
    t, names = source.t, [source.name("criterion", c) for c in block.quality]
    if block.priced:
        names += [t("report.sheet.price"), t("report.sheet.price_points")]
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
        heads(*labels, numbers="--" + "n" * (len(labels) - 2)),
        *(_score_row(source, block, s, marks, r) for r, s in enumerate(block.scores, block.first)),
        (),
    ]


def _weights(source: Source, block: Block) -> Row:
    """The most points per criterion; the top mark stands one row below."""
    found: list[CellOut | None] = [None, text(source.t("report.criteria.weight"), "note"), None]
    weights = {c.id: c.weight for c in source.tender.criteria}
    found += [CellOut(weights[c], "row_number") for c in block.quality]
    if block.priced:
        found += [None, CellOut(source.tender.price.weight, "row_number")]
    return tuple(found)


def _tops(source: Source, block: Block) -> Row:
    found: list[CellOut | None] = [None, text(source.t("report.sheet.top"), "note"), None]
    scales = {c.id: c.scale for c in source.tender.criteria}
    for criterion in block.quality:
        top = max(step.mark for step in source.tender.steps(scales[criterion]))
        found.append(CellOut(top, "row_number"))
    return tuple(found)


def _score_row(source: Source, block: Block, score: Record, marks: MarkCells, row: int) -> Row:
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
        mark = marks.get((score["bidder"], score["lot"], criterion))
        point = points.get(criterion)
        found.append(_quality(source, block, criterion, mark, point) if mark and point else None)
    if block.priced:
        found += _price(source, block, points.get("price"), row)
    if score["points"]:
        found.append(_total(source, block, score, row))
        found.append(_rank(source, block, score, row) if inside else text("–", "row_integer"))
    return tuple(found)


def _quality(source: Source, block: Block, criterion: str, mark: str, point: Record) -> CellOut:
    column = block.column(criterion)
    weight, top = fixed(column, block.start + 1), fixed(column, block.start + 2)
    return _counted(source, f"{mark}/{top}*{weight}", point)


def _counted(source: Source, formula: str, point: Record) -> CellOut:
    """Points as published: rounded here only when each criterion is rounded."""
    rounding = source.tender.award.rounding
    if rounding.at == "each":
        value = Fraction(point["rounded"])
        return live(round_formula(formula, rounding), value, exact_style(value))
    value = Fraction(point["exact"])
    return live(formula, value, exact_style(value))


def _price(
    source: Source, block: Block, point: Record | None, row: int
) -> Sequence[CellOut | None]:
    if point is None:
        return [None, None]
    price = CellOut(Fraction(point["inputs"]["price"]), "row_euro")
    formula = _price_formula(source, block, point["formula"], row)
    return [price, _counted(source, formula, point)]


def _price_formula(source: Source, block: Block, name: str, row: int) -> str:
    own = at(block.price, row)
    every = column_range(block.price, block.first, block.last)
    weight = fixed(block.column("price"), block.start + 1)
    asked = source.tender.price
    match name:
        case "price.absolute_linear":
            high, low = asked.ceiling_price, asked.floor_price
            return f"{weight}*MIN(MAX(({high}-{own})/({high}-{low}),0),1)"
        case "price.lowest_share":
            return f"{weight}*MIN({every})/{own}"
        case "price.min_max":
            high_low = f"(MAX({every})-MIN({every}))"
            return (
                f"IF(MAX({every})=MIN({every}),{weight},{weight}*(MAX({every})-{own})/{high_low})"
            )
        case "value.award_on_value":
            return f"{own}-{_quality_sum(block, row)}"
        case "price.fixed_tariff":
            return "0"
    raise ValueError(name)


def _quality_sum(block: Block, row: int) -> str:
    return f"SUM({at(_FIRST_POINTS, row)}:{at(block.price - 1, row)})"


def _total(source: Source, block: Block, score: Record, row: int) -> CellOut:
    rounding = source.tender.award.rounding
    value = Fraction(score["total"])
    added = _quality_sum(block, row)
    points = {p["criterion"]: p for p in score["points"]}
    if "price" in points:
        of_price = at(block.column("price"), row)
        on_value = points["price"]["formula"].startswith("value.")
        added = of_price if on_value else f"{added}+{of_price}"
    formula = added if rounding.at == "never" else round_formula(added, rounding)
    return live(formula, value, "row_strong2")


def _rank(source: Source, block: Block, score: Record, row: int) -> CellOut:
    """One more than the number of bids taking part that are truly better."""
    from aanbesteding.formulas import BY_ID

    totals = column_range(block.total, block.first, block.last)
    inside = column_range(INSIDE, block.first, block.last)
    own = at(block.total, row)
    lowest = BY_ID[source.tender.price.formula].best == "lowest"
    better = f"{own}-{totals}" if lowest else f"{totals}-{own}"
    formula = f"SUMPRODUCT(({inside}=1)*(({better})>0.000000001))+1"
    return live(formula, score["rank"], "row_integer")
