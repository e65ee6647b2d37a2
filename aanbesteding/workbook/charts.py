"""Draws a chart of a Book on its sheet, with its text for who cannot see it."""

from typing import Any

from aanbesteding.basis.visible import storable
from aanbesteding.workbook.book import Chart
from aanbesteding.workbook.text import chart_text

_KINDS = {
    "bar": {"type": "bar"},
    "column": {"type": "column"},
    "stacked_bar": {"type": "bar", "subtype": "stacked"},
    "stacked_column": {"type": "column", "subtype": "stacked"},
    "line": {"type": "line"},
}


def draw(workbook: Any, worksheet: Any, chart: Chart) -> None:
    """Put the chart on the sheet."""
    drawn = workbook.add_chart(dict(_KINDS[chart.kind]))
    for series in chart.series:
        look: dict[str, Any] = {
            "name": chart_text(series.name),
            "categories": chart.categories,
            "values": series.values,
        }
        if series.color:
            look["line" if chart.kind == "line" else "fill"] = {"color": series.color}
        drawn.add_series(look)
    drawn.set_title({"name": chart_text(chart.title), "name_font": {"size": 12, "bold": True}})
    values = {"name": chart_text(chart.value_axis), "num_format": chart.number_format}
    along = {"num_format": chart.category_format} if chart.category_format else {}
    if chart.kind in ("bar", "stacked_bar"):
        drawn.set_x_axis(values)
        drawn.set_y_axis({"reverse": True, **along})
    else:
        drawn.set_x_axis(along)
        drawn.set_y_axis(values)
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom"})
    drawn.set_size({"width": chart.size[0], "height": chart.size[1]})
    worksheet.insert_chart(chart.at, drawn, {"description": storable(chart.description)})
