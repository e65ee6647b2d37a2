"""The chart of the panel's spread: per criterion how far the assessors are apart."""

from fractions import Fraction

from aanbesteding.assessment.panel_deviation import width_of
from aanbesteding.report.charts import Piece, anchor, bar, chart_of
from aanbesteding.report.panel_words import said
from aanbesteding.report.shapes import Chart, Key
from aanbesteding.report.source import Record, Source


def spread_chart(source: Source, lot: Record) -> Chart | None:
    """Return mean and largest spread per criterion, each on its own scale; None without any."""
    shown = [one for one in lot["agreement"] if one["spread"]]
    if not shown:
        return None
    scales = {c.id: width_of(source.tender, c.scale) for c in source.tender.criteria}
    bars, told = [], []
    for at, one in enumerate(shown):
        name, width = source.name("criterion", one["criterion"]), scales[one["criterion"]]
        spread = one["spread"]
        figures = {
            "mean": source.number(spread["mean"], 2),
            "largest": source.number(spread["largest"]),
        }
        bars.append(bar(at, name, figures["mean"], _pieces(spread), width, [width / 2]))
        whole = source.number(width)
        told.append(said(source, "chart.each", criterion=name, width=whole, **figures))
    keys = [
        Key(look, said(source, f"chart.{key}"))
        for look, key in (("served", "mean"), ("left", "largest"), ("limit", "limit"))
    ]
    title = said(source, "chart.title", lot=source.name("lot", lot["lot"]))
    return chart_of(f"chart-panel-{anchor(lot['lot'])}", title, " ".join(told), bars, keys)


def _pieces(spread: Record) -> list[Piece]:
    mean, largest = Fraction(spread["mean"]), Fraction(spread["largest"])
    return [(mean, "served", ""), (largest - mean, "left", "")]
