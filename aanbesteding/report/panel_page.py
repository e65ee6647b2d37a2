"""The page of the quality without prices: one self-contained HTML file for the panel."""

from decimal import Decimal
from fractions import Fraction

from aanbesteding.basis.exact import bare, rounded
from aanbesteding.report.html import rendered, tender_head
from aanbesteding.report.look import PLAIN, Look
from aanbesteding.report.panel_trail import panel_trail
from aanbesteding.report.shapes import Cell, Column, Fact, Row, Table, text_row
from aanbesteding.report.source import Record, Source
from aanbesteding.report.steps import step_facts
from aanbesteding.tender.criteria import Criterion


def panel_page(record: Record, lang: str, look: Look = PLAIN) -> str:
    """Return the whole page as text; it needs no other file, and can be read without script."""
    source = Source(record, lang)
    trail = panel_trail(source, reasons=False)
    return rendered(
        "panel.html",
        source,
        look,
        filters=False,
        head=tender_head(source, "panel"),
        state=_state(source),
        points=[points_table(source, lot) for lot in record["lots"]],
        panel_trail=trail,
        what_if=False,
        contents=("panel_state", "panel_points", *(["panel_trail"] if trail else [])),
    )


def _state(source: Source) -> list[Fact]:
    """Whether the quality is frozen, what is open, and of which tender and program this is."""
    t, record = source.t, source.record
    number = source.number(record["open"]) if record["open"] else t("report.panel_page.none_open")
    tone = "wait" if record["open"] else ""
    frozen = step_facts(source)
    not_yet = Fact(t("report.journal.quality_frozen"), t("report.panel_page.not_frozen"))
    done = [step["step"] for step in record["journal"]["steps"]]
    two = source.tender.award.envelopes == "two" and "quality_frozen" not in done
    return [
        Fact(t("report.panel_page.open"), number, tone=tone),
        *([not_yet] if two else []),
        *frozen,
        Fact(t("report.origin.tender"), record["tender_hash"], tone="hash"),
        Fact(t("report.origin.version"), f"aanbesteding {record['package']}"),
    ]


def points_table(source: Source, lot: Record) -> Table | None:
    """Return per bid the points per criterion with the mark that counts; None without bids."""
    if not lot["bids"]:
        return None
    criteria = source.tender.scored(lot["lot"])
    t = source.t
    labels = (
        t("report.panel_page.criterion", criterion=c.title, most=source.number(c.weight))
        for c in criteria
    )
    cols = (
        Column(t("report.word.bidder")),
        *([Column(t("report.panel_page.total"), number=True)] if lot["ranked"] else []),
        *(Column(label, number=True) for label in labels),
    )
    rows = tuple(_row(source, lot, bid, criteria) for bid in lot["bids"])
    caption = t("report.panel_page.points", lot=source.name("lot", lot["lot"]))
    return Table(caption, cols, rows, note=_note(source, lot))


def _note(source: Source, lot: Record) -> str:
    """That this is no ranking, and the least that a bid needs."""
    t = source.t
    if not lot["ranked"]:
        return t("report.panel_page.open_house")
    least = source.tender.least_points_of(lot["lot"])
    if least is None:
        return t("report.panel_page.note")
    key = "least" if source.tender.award.least_points_in else "least_above"
    said = t(f"report.panel_page.{key}", points=source.number(least))
    return f"{t('report.panel_page.note')} {said}"


def _row(source: Source, lot: Record, bid: Record, criteria: tuple[Criterion, ...]) -> Row:
    outside = "" if bid["status"] == "in" else source.t(f"report.status.{bid['status']}")
    total = [Cell(_total(source, bid), tone="strong")] if lot["ranked"] else []
    return text_row(
        Cell(source.bidder(bid["bidder"]), outside),
        *total,
        *(_points(source, bid, criterion) for criterion in criteria),
    )


def _total(source: Source, bid: Record) -> str:
    """The points together, with the decimals that the points have where the sum ends there."""
    quality = bid["quality"]
    given = [point for point in bid["points"].values() if point is not None]
    if quality is None or any("/" in one for one in (quality, *given)):
        return _number(source, quality)
    exact = sum((0 * Decimal(one) for one in given), Decimal(quality))
    return source.number(exact)


def _points(source: Source, bid: Record, criterion: Criterion) -> Cell:
    counts = bid["counts"][criterion.id]
    if counts is None:
        return Cell("–")
    key = "answer" if criterion.in_numbers else "mark"
    values = {"value": source.number(_as_given(counts)), "unit": criterion.unit}
    note = source.t(f"report.panel_page.{key}", **values).strip()
    return Cell(_number(source, bid["points"].get(criterion.id)), note)


def _as_given(value: str) -> str | Decimal:
    """A mark with the decimals it was given, where it has no more than two."""
    exact = Fraction(value)
    return bare(rounded(exact, 2)) if (exact * 100).denominator == 1 else value


def _number(source: Source, value: str | None) -> str:
    return "–" if value is None else source.number(value)
