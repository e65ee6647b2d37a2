"""The map of areas by need levels: every figure as the decision has it, and never rounded up."""

from typing import Any

import pytest

from aanbesteding.report.heat import coverage_of, coverage_table, heat_map
from aanbesteding.report.page import page
from aanbesteding.report.source import Source
from tests.report import sample
from tests.report.outline import Outline


def row(area: str, need: str, demand: int, served: int, **more: Any) -> dict[str, Any]:
    return {"lot": "L", "need": need, "area": area, "demand": demand, "served": served, **more}


def test_a_cell_is_full_only_where_nobody_goes_without() -> None:
    rows = [row("a", "n", 1000, 999), row("b", "n", 1000, 1000), row("b", "m", 3, 0)]
    found = coverage_of(rows, "served")
    assert found is not None
    assert [found.part(area, ("L", "n")) for area in ("a", "b")] == [99, 100]
    assert found.part("b", ("L", "m")) == 0
    assert found.part("a", ("L", "m")) is None


def test_periods_are_added_before_a_part_is_taken_and_more_places_than_demand_are_no_help() -> None:
    rows = [
        {**row("a", "n", 10, 0), "offered": 50, "period": "1"},
        {**row("a", "n", 30, 0), "offered": 10, "period": "2"},
        {**row("b", "n", 1, 0), "offered": 9, "period": "1"},
    ]
    found = coverage_of(rows, "offered")
    assert found is not None
    assert found.part("a", ("L", "n")) == 50
    assert found.part("b", ("L", "n")) == 100


def test_one_area_needs_no_map() -> None:
    assert coverage_of([row("a", "n", 5, 5), row("a", "m", 5, 5)], "served") is None
    source = Source(sample.record("awarded"), "nl")
    assert heat_map(source, None) is None
    assert coverage_table(source, None) is None


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_map_says_the_same_figures_as_the_table_beside_it(lang: str) -> None:
    record = sample.record("lots")
    source = Source(record, lang)
    found = coverage_of(record["decision"]["needs"], "served")
    shown, table = heat_map(source, found), coverage_table(source, found)
    assert shown is not None
    assert table is not None
    for band, line in zip(shown.bands, table.rows, strict=True):
        assert band.label == line.cells[0].text
        for patch, cell in zip(band.patches, line.cells[1:], strict=True):
            had, asked = (int(word) for word in cell.text.split() if word.isdigit())
            assert patch.text == str(had * 100 // asked)


def test_each_look_of_the_map_stands_in_its_legend_and_every_cell_has_its_figure() -> None:
    record = sample.record("lots")
    shown = heat_map(Source(record, "nl"), coverage_of(record["decision"]["needs"], "served"))
    assert shown is not None
    patches = [patch for band in shown.bands for patch in band.patches]
    assert {patch.look for patch in patches} == {key.look for key in shown.keys}
    assert all(patch.text for patch in patches)
    assert len(shown.levels) == len(shown.heads) == len(shown.bands[0].patches)


def test_a_page_shows_the_map_with_its_table() -> None:
    text = page(sample.record("lots"), "nl")
    assert text.count('id="chart-heat-served-t"') == 1
    assert "Hoeveel cliënten hulp krijgen, per gebied en zorgzwaarte" in Outline(text).text
