"""The sheet about sensitivity: intervals, random weights and decisive marks, as numbers."""

from fractions import Fraction

from aanbesteding.report.decisive_marks import decisive_note, effects
from aanbesteding.report.grid import DASH, heads, sheet, text
from aanbesteding.report.sensitivity import about
from aanbesteding.report.sensitivity_words import (
    gained,
    in_euros,
    lost_level,
    said,
    sensitive_lots,
)
from aanbesteding.report.source import Record, Source
from aanbesteding.workbook.book import CellOut, Row, Sheet

_WIDTHS = (46, 36, 18, 18, 18, 54, 14)


def sensitivity_sheet(source: Source) -> Sheet | None:
    """Return the sheet that says it is advice; None where the record has no such figures."""
    lots = sensitive_lots(source)
    if not lots:
        return None
    rows: list[Row] = [(CellOut(said(source, "lead"), "warning", span=6),), ()]
    for lot in lots:
        rows += [(text(source.name("lot", lot["lot"]), "strong"),)]
        rows += [(CellOut(sentence, "note", span=6),) for sentence in about(source, lot)]
        rows.append(())
        rows += _intervals(source, lot) + _drawn(source, lot) + _decisive(source, lot)
    return sheet(source, "sensitivity", rows, _WIDTHS, (0, 0))


def _intervals(source: Source, lot: Record) -> list[Row]:
    if not lot["intervals"]:
        return []
    labels = [said(source, head) for head in ("criterion", "weight")]
    for which in ("winner", "awarded"):
        labels += [f"{said(source, which)}: {said(source, end)}" for end in ("from", "to")]
    rows: list[Row] = [(text(said(source, "intervals.caption"), "strong"),)]
    rows.append(heads(*labels, numbers="-nnnnn"))
    for one in lot["intervals"]:
        ends = [
            one[which][end] if one[which] else None
            for which in ("winner", "awarded")
            for end in ("low", "high")
        ]
        figures = [_weight(lot, value) for value in (one["weight"], *ends)]
        rows.append((text(source.name("criterion", one["criterion"])), *figures))
    note = said(source, f"intervals.note_{lot['weighing']}")
    return [*rows, (CellOut(note, "note", span=6),), ()]


def _weight(lot: Record, value: str | None) -> CellOut:
    if value is None:
        return DASH
    return CellOut(Fraction(value), "row_euro" if in_euros(lot) else "row_percent")


def _drawn(source: Source, lot: Record) -> list[Row]:
    found = lot["random_weights"]
    if not found:
        return []
    ranks = max(len(bid["ranks"]) for bid in found["drawn"])
    labels = [said(source, head) for head in ("bidder", "drawn.awarded")]
    labels += [said(source, "drawn.rank", rank=rank) for rank in range(1, ranks + 1)]
    rows: list[Row] = [(text(said(source, "drawn.caption"), "strong"),)]
    rows.append(heads(*labels, numbers="-n" + "n" * ranks))
    for bid in found["drawn"]:
        times = (bid["awarded"], *bid["ranks"])
        shares = [CellOut(Fraction(one, found["samples"]), "row_percent") for one in times]
        lost = lost_level(source, lot, bid["bidder"])
        rows.append((text(" – ".join(filter(None, (source.bidder(bid["bidder"]), lost)))), *shares))
    note = said(source, "drawn.note", samples=found["samples"], seed=found["seed"])
    return [*rows, (CellOut(note, "note", span=6),), ()]


def _decisive(source: Source, lot: Record) -> list[Row]:
    found = lot["decisive"]
    if not found["marks"]:
        return []
    heading = ("bidder", "criterion", "decisive.mark", "decisive.other", gained(lot))
    labels = [said(source, head) for head in (*heading, "decisive.then")]
    rows: list[Row] = [(text(said(source, "decisive.caption"), "strong"),)]
    rows.append(heads(*labels, numbers="--nnn-"))
    for mark in found["marks"]:
        figures = [Fraction(mark[name]) for name in ("mark", "other", "points")]
        rows.append(
            (
                text(source.bidder(mark["bidder"])),
                text(source.name("criterion", mark["criterion"])),
                *(CellOut(value, "row_number2") for value in figures),
                text(" ".join(effects(source, lot, mark))),
            )
        )
    return [*rows, (CellOut(decisive_note(source, found), "note", span=6),), ()]
