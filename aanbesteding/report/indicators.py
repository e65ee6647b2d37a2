"""What is measured while the contracts run."""

from itertools import groupby

from aanbesteding.report.shapes import Cell, Column, Row, Table, text_row
from aanbesteding.report.source import Source
from aanbesteding.tender.market import Kpi


def indicators(source: Source) -> Table | None:
    """Return the indicators by group with value before, value aimed at and moments; or None."""
    kpis = source.tender.kpis
    if not kpis:
        return None
    rows: list[Row] = []
    for group, found in groupby(kpis, key=lambda kpi: kpi.group):
        if group:
            rows.append(text_row(group, tone="group"))
        rows += [_row(source, kpi) for kpi in found]
    heads = ("title", "unit", "baseline", "target", "moments", "basis")
    labels = [source.t(f"report.kpis.{head}") for head in heads]
    numbers = {"baseline", "target"}
    cols = tuple(
        Column(label, number=head in numbers, wide=head == "title")
        for head, label in zip(heads, labels, strict=True)
    )
    return Table(source.t("report.kpis.caption"), cols, tuple(rows))


def _row(source: Source, kpi: Kpi) -> Row:
    return text_row(
        Cell(kpi.title, kpi.id),
        kpi.unit or "–",
        source.number(kpi.baseline),
        source.number(kpi.target),
        kpi.moments or "–",
        source.t(f"report.basis.{kpi.basis.value}"),
    )
