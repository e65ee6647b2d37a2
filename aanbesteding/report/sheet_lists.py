"""The sheets with lists only some rounds have, and all such sheets together."""

from collections.abc import Sequence

from aanbesteding.report.framework import filled_ranks
from aanbesteding.report.grid import FIRST, as_rows, at, heads, live, sheet, text, whole
from aanbesteding.report.sheet_around import (
    bridging_sheet,
    choice_sheet,
    market_sheet,
    municipalities_sheet,
)
from aanbesteding.report.sheet_certificate import certificate_sheet
from aanbesteding.report.sheet_flags import low_prices_sheet, patterns_sheet
from aanbesteding.report.sheet_further import further_sheet
from aanbesteding.report.sheet_panel import panel_sheet
from aanbesteding.report.sheet_sensitivity import sensitivity_sheet
from aanbesteding.report.signing import signatures
from aanbesteding.report.source import Source
from aanbesteding.report.suitable import suitable
from aanbesteding.workbook.book import CellOut, Row, Sheet


def kpis_sheet(source: Source) -> Sheet | None:
    """Return the indicators with value before and value aimed at; None without indicators."""
    if not source.tender.kpis:
        return None
    t = source.t
    heading = ("group", "title", "unit", "baseline", "target", "moments", "basis")
    lines: list[Row] = [heads(*(t(f"report.kpis.{h}") for h in heading), numbers="---nn--")]
    lines += [
        (
            text(kpi.group),
            text(kpi.title),
            text(kpi.unit),
            CellOut(kpi.baseline, "row_number"),
            CellOut(kpi.target, "row_number"),
            text(kpi.moments),
            text(t(f"report.basis.{kpi.basis.value}")),
        )
        for kpi in source.tender.kpis
    ]
    return sheet(source, "kpis", lines, (26, 60, 20, 14, 14, 40, 14))


def signing_sheet(source: Source) -> Sheet | None:
    """Return who signs with which municipality; None when nothing was awarded."""
    found, t = signatures(source), source.t
    if not found:
        return None
    heading = ("id", "bidder", "lot", "municipality", "signed")
    lines: list[Row] = [heads(*(t(f"report.signing.{h}") for h in heading))]
    lines += [
        (
            text(one.bidder),
            text(source.name("bidder", one.bidder)),
            text(source.name("lot", one.lot)),
            text(source.name("area", one.area)),
            text(""),
        )
        for one in found
    ]
    return sheet(source, "signing", lines, (14, 52, 66, 32, 26))


def filled_sheet(source: Source) -> Sheet | None:
    """Return how rankings were filled: volume per rank and what is left; None elsewhere."""
    t = source.t
    heading = ("lot", "rank", "id", "bidder", "result", "total", "capacity", "volume", "left")
    labels = [t(f"report.filled.{h}") for h in heading]
    lines: list[Row] = [heads(*labels, numbers="-n---nnnn")]
    for found in source.decision["lots"]:
        before = ""
        for rank in filled_ranks(source, source.lots[found["lot"]], found):
            row = len(lines) + FIRST - 1
            left = f"{before or rank.left + rank.volume}-{at(8, row)}"
            before = at(9, row)
            lines.append(
                (
                    text(found["lot"]),
                    whole(rank.rank),
                    text(rank.bidder),
                    text(source.name("bidder", rank.bidder)),
                    text(rank.result),
                    CellOut(rank.total, "row_number2"),
                    whole(rank.capacity),
                    whole(rank.volume),
                    live(left, rank.left, "row_integer"),
                )
            )
    widths = (12, 10, 14, 46, 26, 12, 16, 16, 18)
    return sheet(source, "filled", lines, widths) if len(lines) > 1 else None


def suitable_sheet(source: Source) -> Sheet | None:
    """Return requirements, contract holders and who bids together; None without any."""
    tables = [table for table in suitable(source).values() if table]
    rows = [row for table in tables for row in as_rows(table)]
    return sheet(source, "suitable", rows, (60, 50, 60, 50), (0, 0)) if rows else None


def sheets_around(source: Source) -> Sequence[Sheet]:
    """Return the sheets that have something to show."""
    made = (
        filled_sheet(source),
        further_sheet(source),
        choice_sheet(source),
        municipalities_sheet(source),
        market_sheet(source),
        bridging_sheet(source),
        suitable_sheet(source),
        low_prices_sheet(source),
        patterns_sheet(source),
        panel_sheet(source),
        certificate_sheet(source),
        sensitivity_sheet(source),
        kpis_sheet(source),
        signing_sheet(source),
    )
    return [one for one in made if one is not None]
