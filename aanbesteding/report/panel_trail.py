"""How the panel came to its marks: agreement, every assessor beside the others, the trail."""

from collections.abc import Sequence
from typing import Any

from aanbesteding.assessment.panel_agreement import LEAST_BIDS
from aanbesteding.assessment.panel_findings import LOW_ALPHA
from aanbesteding.report.panel_chart import spread_chart
from aanbesteding.report.panel_words import (
    FIGURES,
    as_mark,
    assessor_name,
    assessors_of,
    caption,
    is_low,
    judged,
    panel_lots,
    place,
    said,
    several_scales,
    signed,
    stands_out,
    widest,
)
from aanbesteding.report.shapes import Cell, Column, Row, Table, columns, text_row
from aanbesteding.report.source import Record, Source


def panel_trail(source: Source, reasons: bool = True) -> list[dict[str, Any]]:
    """Return per lot the chart and the tables; nothing where the record has no such figures.

    `reasons` says whether the reasons of the panel stand on the same page.
    """
    lots = panel_lots(source)
    return [
        {
            "title": source.name("lot", lot["lot"]) if len(lots) > 1 else "",
            "chart": spread_chart(source, lot),
            "agreement": agreement_table(source, lot),
            "deviation": deviation_table(source, lot),
            "trail": trail_table(source, lot, reasons),
        }
        for lot in lots
    ]


def agreement_table(source: Source, lot: Record) -> Table:
    """Return spread, W, alpha and ICC per criterion of a lot."""
    labels = [
        said(source, name) for name in ("criterion", "mean_spread", "largest_spread", *FIGURES)
    ]
    return Table(
        caption(source, "agreement", lot),
        columns(*labels, numbers="-nnnnnnn"),
        tuple(_agreement(source, one) for one in lot["agreement"]),
        note=said(source, "agreement.note", limit=LOW_ALPHA),
    )


def _agreement(source: Source, one: Record) -> Row:
    spread = one["spread"]
    spreads = [Cell("–"), Cell("–")]
    if spread:
        largest = Cell(source.number(spread["largest"]), widest(source, spread))
        spreads = [Cell(source.number(spread["mean"], 2)), largest]
    criterion = Cell(source.name("criterion", one["criterion"]), judged(source, one))
    return text_row(criterion, *spreads, *(_figure(source, one, name) for name in FIGURES))


def _figure(source: Source, one: Record, name: str) -> Cell:
    if one[name] is None:
        return Cell("–")
    shown = source.number(one[name])
    return Cell(shown, said(source, "low"), "wait") if is_low(one, name) else Cell(shown)


def deviation_table(source: Source, lot: Record) -> Table | None:
    """Return every assessor beside the others; None when no two judged the same."""
    if not lot["deviations"]:
        return None
    scales = several_scales(source)
    names = ("assessor", *(["scale"] if scales else []), "bids", "marks", "mean", "from_median")
    labels = [said(source, f"deviation.{name}") for name in (*names, "stands_out")]
    return Table(
        caption(source, "deviation", lot),
        columns(*labels, numbers="--nnnn" if scales else "-nnnn"),
        tuple(_deviation(source, one, scales) for one in lot["deviations"]),
        note=said(source, "deviation.note", least=LEAST_BIDS),
    )


def _deviation(source: Source, one: Record, scales: bool) -> Row:
    name = assessor_name(source, one["assessor"])
    return text_row(
        Cell(name, one["assessor"] if name != one["assessor"] else ""),
        *([one["scale"]] if scales else []),
        source.number(one["bids"]),
        source.number(one["marks"]),
        signed(source, one["mean"]),
        signed(source, one["from_median"]),
        Cell(stands_out(source, one), tone="wait" if one["deviates"] else ""),
    )


def trail_table(source: Source, lot: Record, reasons: bool = True) -> Table:
    """Return per bid and criterion the individual marks, their mean and the mark that counts."""
    assessors = assessors_of([lot])
    cols = (
        Column(said(source, "criterion")),
        *(Column(assessor, number=True) for assessor in assessors),
        *(Column(said(source, f"trail.{n}"), number=True) for n in ("mean", "counts")),
        Column(said(source, "trail.difference"), number=True),
        Column(said(source, "trail.place")),
    )
    rows: list[Row] = []
    before = ""
    for move in lot["trail"]:
        if move["bidder"] != before:
            before = move["bidder"]
            rows.append(text_row(source.bidder(before), tone="group"))
        rows.append(_move(source, move, assessors))
    note = said(source, "trail.note") if reasons else ""
    return Table(caption(source, "trail", lot), cols, tuple(rows), note=note)


def _move(source: Source, move: Record, assessors: Sequence[str]) -> Row:
    given, counts = move["individual"], move["counts"]
    where = Cell(place(source, move))
    if move["outside"]:
        where = Cell(where.text, move["reason"], "wait")
    return text_row(
        source.name("criterion", move["criterion"]),
        *(as_mark(source, given[a]) if a in given else "–" for a in assessors),
        source.number(move["mean"], 2),
        "–" if counts is None else as_mark(source, counts),
        "–" if counts is None else signed(source, move["difference"]),
        where,
    )
