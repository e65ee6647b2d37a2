"""The chart of lots where clients choose: places offered against the demand per need level."""

from collections.abc import Sequence
from fractions import Fraction

from aanbesteding.report.charts import bar, chart_of
from aanbesteding.report.shapes import Chart, Key
from aanbesteding.report.source import Record, Source


def offered_chart(source: Source, levels: Sequence[Record]) -> Chart | None:
    """Return the places offered per need against the demand; None without demand or offer."""
    whole = max((Fraction(max(n["demand"], n["offered"])) for n in levels), default=Fraction(0))
    if not whole:
        return None
    t, bars = source.t, []
    for at, n in enumerate(levels):
        name, offered = source.level(n["lot"], n["need"]), Fraction(n["offered"])
        own = whole if source.summable else max(Fraction(n["demand"]), offered)
        values = {"offered": n["offered"], "demand": n["demand"]}
        value = t("report.chart.offered.value", **values)
        piece = (offered, "served", source.number(offered))
        bars.append(bar(at, name, value, [piece], own, [Fraction(n["demand"])]))
    keys = [Key(look, t(f"report.chart.offered.{look}")) for look in ("served", "limit")]
    told = " ".join(f"{one.label}: {one.value}." for one in bars)
    title = t("report.chart.offered.title")
    return chart_of("chart-offered", title, told, bars, keys)
