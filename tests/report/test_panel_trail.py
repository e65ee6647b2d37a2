"""The panel's figures in the page and the workbook: only where the record holds them."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.assessment.panel_statistics import panel_statistics
from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.report.page import page, view
from aanbesteding.report.panel_trail import panel_trail
from aanbesteding.report.shapes import Table
from aanbesteding.report.sheet_panel import panel_sheet
from aanbesteding.report.source import Source
from aanbesteding.report.workbook import workbook
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.book import Row
from aanbesteding.workbook.write import book_bytes
from tests.report import recalculation, sample
from tests.report.tables import cells

LANGS = ("nl", "en")


def spoilt(mark: Mark) -> Mark:
    """A2 is strict on two criteria, and the panel goes beyond its members once."""
    if mark.assessor == "A2" and mark.criterion in ("personeel", "samenwerking"):
        return replace(mark, mark=max(Decimal(0), mark.mark - 4))
    beyond = (mark.assessor, mark.bidder, mark.criterion) == (CONSENSUS, "K02", "beschikbaarheid")
    return replace(mark, mark=Decimal(10), reason="Meer & <beter>.") if beyond else mark


@cache
def record() -> dict[str, Any]:
    """The record of the example, in which the panel differs more and A3 skipped a bid."""
    found = sample.record("awarded")
    tender = Tender.model_validate(found["tender"])
    marks = (Mark(**{**mark, "mark": Decimal(mark["mark"])}) for mark in found["marks"])
    kept = (spoilt(mark) for mark in marks if (mark.assessor, mark.bidder) != ("A3", "K05"))
    statistics = panel_statistics(tender, Marks(tuple(kept)))
    return {**found, "advice": {"panel": read_json(canonical(statistics))}}


def tables(lang: str = "nl") -> dict[str, Table]:
    (lot,) = panel_trail(Source(record(), lang))
    return {name: lot[name] for name in ("agreement", "deviation", "trail")}


def values(row: Row) -> list[Any]:
    return [cell.value if cell else None for cell in row]


def test_without_figures_in_the_record_there_is_no_section_and_no_sheet() -> None:
    source = Source({**sample.record("awarded"), "advice": {}}, "nl")
    assert "panel_trail" not in view(source)["contents"]
    assert panel_sheet(source) is None
    assert panel_sheet(Source({**source.record, "advice": {"panel": None}}, "nl")) is None


@pytest.mark.parametrize("lang", LANGS)
def test_the_section_stands_after_the_judgement_of_the_panel(lang: str) -> None:
    contents = view(Source(record(), lang))["contents"]
    assert contents[contents.index("panel") + 1] == "panel_trail"
    assert 'aria-labelledby="panel_trail"' in page(record(), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_the_chart_has_a_bar_per_criterion_and_tells_what_the_table_shows(lang: str) -> None:
    (lot,) = panel_trail(Source(record(), lang))
    assert len(lot["chart"].bars) == len(lot["agreement"].rows) == 5
    for row in lot["agreement"].rows:
        name, mean, largest, *_ = row.cells
        assert all(
            word in lot["chart"].description for word in (name.text, mean.text, largest.text)
        )


def test_a_low_alpha_is_told_in_a_word_too() -> None:
    figures = {row.cells[0].text: row.cells[5] for row in tables()["agreement"].rows}
    assert (figures["Personeel"].note, figures["Personeel"].tone) == ("laag", "wait")
    assert (figures["Effectiviteit en afschalen"].note, figures["Personeel"].text[0]) == ("", "-")


def test_the_assessor_who_deviates_is_told_by_name() -> None:
    found = {row[0]: row[-1] for row in cells(tables()["deviation"])}
    names = {a.id: a.name for a in Source(record(), "nl").tender.assessors}
    assert found == {names["A1"]: "nee", names["A2"]: "wijkt af", names["A3"]: "nee"}


def test_a_mark_outside_the_individual_marks_shows_its_reason() -> None:
    outside = [row for row in tables()["trail"].rows if row.cells[-1].text == "buiten"]
    cells = [[cell.text for cell in row.cells] for row in outside]
    assert cells[0] == ["Beschikbaarheid en wachttijd", "7,5", "9", "8,5", "8,33", "10", "+1,67",
                        "buiten"]  # fmt: skip
    assert outside[0].cells[-1].note == "Meer & <beter>."
    assert "Meer &amp; &lt;beter&gt;." in page(record(), "nl")


def test_every_bid_has_its_name_once_and_a_row_per_criterion() -> None:
    rows = tables()["trail"].rows
    names = [row.cells[0].text for row in rows if row.tone == "group"]
    assert len(names) == len(set(names)) == 15
    assert len(rows) == 15 + 15 * 5


def test_a_missing_mark_is_a_dash() -> None:
    rows = cells(tables()["trail"])
    start = next(at for at, row in enumerate(rows) if row[0].startswith("K05"))
    assert {row[3] for row in rows[start + 1 : start + 6]} == {"–"}


def test_the_reason_of_the_panel_stands_in_a_wide_column() -> None:
    found = panel_sheet(Source(record(), "nl"))
    assert found is not None
    head = next(row for row in found.rows if "Reden van het panel" in values(row))
    widths = dict(zip(values(head), found.columns, strict=False))
    assert widths["Reden van het panel"] >= 50
    assert max(map(len, found.rows)) <= len(found.columns)


@pytest.mark.parametrize("lang", LANGS)
def test_another_program_computes_the_trail_to_our_own_results(lang: str, tmp_path: Path) -> None:
    """75 marks with a mean, a difference and a place each."""
    path = tmp_path / "panel.xlsx"
    path.write_bytes(book_bytes(workbook(record(), lang)))
    stored = {
        cell: value for cell, value in recalculation.cached(path).items() if cell[0] == "Panel"
    }
    assert len(stored) == 75 * 3
    assert recalculation.differences(stored, recalculation.by_ironcalc(path, stored)) == []
