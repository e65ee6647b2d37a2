"""The sheet of the panel: agreement, every assessor beside the others, and the live trail."""

from collections.abc import Sequence
from fractions import Fraction

from aanbesteding.report.grid import DASH, FIRST, at, heads, live, sheet, text, whole
from aanbesteding.report.panel_words import (
    FIGURES,
    assessor_name,
    assessors_of,
    caption,
    is_low,
    judged,
    panel_lots,
    place,
    said,
    stands_out,
    widest,
)
from aanbesteding.report.source import Record, Source
from aanbesteding.workbook.book import CellOut, Row, Sheet

_MARKS = 3
_TINY = "0.000000001"


def panel_sheet(source: Source) -> Sheet | None:
    """Return the panel's figures; mean, difference and place of every mark are live formulas.

    None where the record has no such figures.
    """
    lots = panel_lots(source)
    if not lots:
        return None
    assessors = assessors_of(lots)
    reasons = any(move["reason"] for lot in lots for move in lot["trail"])
    trail = (30, 30, *[12] * (len(assessors) + 3), 14, 52 if reasons else 14)
    widths = (*trail, *[12] * (len(FIGURES) + 4 - len(trail)))
    rows: list[Row] = [(CellOut(said(source, "lead"), "note", span=len(widths)),), ()]
    for lot in lots:
        rows += [*_agreement(source, lot), *_deviations(source, lot)]
        rows += _trail(source, lot, assessors, len(rows) + FIRST - 1)
    return sheet(source, "panel_trail", rows, widths, (0, 0))


def _agreement(source: Source, lot: Record) -> list[Row]:
    names = ("criterion", "rests_on", "mean_spread", "largest_spread", *FIGURES)
    rows: list[Row] = [
        (text(caption(source, "agreement", lot), "strong"),),
        heads(*(said(source, name) for name in names), numbers="--nnnnnnn"),
    ]
    rows += [
        (
            text(source.name("criterion", one["criterion"])),
            text(judged(source, one)),
            *_spread(source, one["spread"]),
            *(_figure(source, one, name) for name in FIGURES),
        )
        for one in lot["agreement"]
    ]
    return [*rows, ()]


def _spread(source: Source, spread: Record | None) -> tuple[CellOut, CellOut]:
    if not spread:
        return DASH, DASH
    whose = widest(source, spread)
    return (
        CellOut(Fraction(spread["mean"]), "row_number2"),
        CellOut(Fraction(spread["largest"]), "row_number", comment=whose),
    )


def _figure(source: Source, one: Record, name: str) -> CellOut:
    if one[name] is None:
        return DASH
    if is_low(one, name):
        return CellOut(Fraction(one[name]), "row_bad", comment=said(source, "low"))
    return CellOut(Fraction(one[name]), "row_number")


def _deviations(source: Source, lot: Record) -> list[Row]:
    if not lot["deviations"]:
        return []
    names = ("assessor", "scale", "bids", "marks", "mean", "from_median", "stands_out")
    rows: list[Row] = [
        (text(caption(source, "deviation", lot), "strong"),),
        heads(*(said(source, f"deviation.{name}") for name in names), numbers="--nnnn-"),
    ]
    rows += [
        (
            text(assessor_name(source, one["assessor"])),
            text(one["scale"]),
            whole(one["bids"]),
            whole(one["marks"]),
            CellOut(Fraction(one["mean"]), "row_number2"),
            CellOut(Fraction(one["from_median"]), "row_number2"),
            text(stands_out(source, one), "row_bad" if one["deviates"] else "row"),
        )
        for one in lot["deviations"]
    ]
    return [*rows, ()]


def _trail(source: Source, lot: Record, assessors: Sequence[str], start: int) -> list[Row]:
    """The trail of a lot; its caption stands in row `start`, its first mark two rows below."""
    names = ("mean", "counts", "difference", "place", "reason")
    labels = [source.t("report.word.bidder"), said(source, "criterion"), *assessors]
    rows: list[Row] = [
        (text(caption(source, "trail", lot), "strong"),),
        heads(
            *labels,
            *(said(source, f"trail.{name}") for name in names),
            numbers="--" + "n" * (len(assessors) + 3),
        ),
    ]
    rows += [
        _move(source, move, assessors, row) for row, move in enumerate(lot["trail"], start + 2)
    ]
    return [*rows, ()]


def _move(source: Source, move: Record, assessors: Sequence[str], row: int) -> Row:
    given = move["individual"]
    marks = [CellOut(Fraction(given[a]), "row_number") if a in given else None for a in assessors]
    after = _MARKS + len(assessors)
    cells = f"{at(_MARKS, row)}:{at(after - 1, row)}"
    mean, counts = at(after, row), at(after + 1, row)
    return (
        text(source.bidder(move["bidder"])),
        text(source.name("criterion", move["criterion"])),
        *marks,
        live(f"AVERAGE({cells})", Fraction(move["mean"]), "row_number2"),
        *_counted(source, move, cells, f"{counts}-{mean}", counts),
        text(move["reason"]),
    )


def _counted(
    source: Source, move: Record, cells: str, difference: str, counts: str
) -> tuple[CellOut, CellOut, CellOut]:
    """The mark that counts, how far it is from the mean, and whether it lies within the marks."""
    if move["counts"] is None:
        return DASH, DASH, text("–")
    style = "row_bad" if move["outside"] else "row"
    beyond = f"OR({counts}>MAX({cells})+{_TINY},{counts}<MIN({cells})-{_TINY})"
    inside, outside = (said(source, f"trail.{key}") for key in ("inside", "outside"))
    where = f'IF(COUNT({cells})<2,"–",IF({beyond},"{outside}","{inside}"))'
    return (
        CellOut(Fraction(move["counts"]), "row_number"),
        live(difference, Fraction(move["difference"]), "row_number2"),
        live(where, place(source, move), style),
    )
