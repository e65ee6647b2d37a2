"""Page, workbook and lines of a comparison: marked as advice, complete, the same every time."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from aanbesteding.basis.canonical import jsonable
from aanbesteding.report.scenario_lines import aligned, scan_lines, scenario_lines
from aanbesteding.report.scenario_page import scenario_page
from aanbesteding.report.scenario_workbook import scenario_workbook
from aanbesteding.scenarios.compare import compare
from aanbesteding.scenarios.scan import ScanRow
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.write import book_bytes
from tests import holland_rijnland as hr
from tests import tiny
from tests.report import recalculation
from tests.report.one_script import outside, without_script
from tests.report.outline import Outline, faults

LANGS = ("nl", "en")
NAMES = ("holland_rijnland", "no_money", "no_award", "open_house")


@cache
def record(name: str) -> Mapping[str, Any]:
    """The record of a comparison, as it would be read from its file."""
    if name == "holland_rijnland":
        return _record(hr.tender(), hr.bids(), hr.marks())
    cases: dict[str, dict[str, Any]] = {
        "no_money": {"budgets": []},
        "no_award": {"rules": [{"kind": "number_of_contracts", "id": "twee", "at_least": 2}]},
        "open_house": {"award": {"mode": "admit_all"}},
    }
    tender = tiny.tender(
        scenarios=[{"id": "s", "title": "<b>Straks</b>"}],
        changes=[{"scenario": "s", "what": "demand", "factor": "2"}],
        **cases[name],
    )
    return _record(tender, tiny.bids(tiny.bid("A")), tiny.marks({"A": 8}))


def _record(tender: Tender, bids: Any, marks: Any) -> Mapping[str, Any]:
    found: Mapping[str, Any] = jsonable(
        {
            "format": "aanbesteding-scenarios/1",
            "package": "0",
            "kind": "what_if",
            "inputs": [{"path": "tender.toml", "sha256": "e" * 64}],
            "tender": tender,
            "tender_hash": tender.hash,
            "bids": [{"id": bid.id, "name": bid.name} for bid in bids.bids],
            "scenarios": compare(tender, bids, marks).scenarios,
        }
    )
    return found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_closed_links_to_itself_and_skips_no_heading(name: str, lang: str) -> None:
    assert faults(scenario_page(record(name), lang)) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_is_marked_as_advice_above_every_section(lang: str) -> None:
    text = scenario_page(record("holland_rijnland"), lang)
    assert 'class="mark"' in text
    assert text.count('<span class="tag">') == text.count("<h2") == 6


def test_a_page_holds_no_address_outside_itself_and_no_script_but_ours() -> None:
    assert outside(without_script(scenario_page(record("holland_rijnland"), "nl"))) == []


def test_words_of_the_tender_cannot_become_markup() -> None:
    assert "<b>Straks</b>" not in scenario_page(record("no_money"), "nl")


def test_a_page_says_where_and_by_how_much_a_ceiling_breaks() -> None:
    words = Outline(scenario_page(record("holland_rijnland"), "nl")).text
    assert (
        "Het plafond regio wordt met €\u00a0872.712,48 overschreden".replace("\u00a0", " ") in words
    )
    assert "Er ontstaat geen tekort: alle vraag kan worden bediend." in words


def test_a_part_just_short_of_all_is_never_shown_as_all() -> None:
    """Of 2,000 clients 1,999 are served: 99.95 %."""
    demand = [{"lot": "1", "need": "zwaar", "area": "noord", "period": "2028", "volume": 2000}]
    tender = tiny.tender(
        demand=demand,
        budgets=[],
        scenarios=[{"id": "s", "title": "Straks"}],
        changes=[{"scenario": "s", "what": "demand", "factor": "1"}],
    )
    found = _record(tender, tiny.bids(tiny.bid("A", zwaar=1999)), tiny.marks({"A": 8}))
    lines = list(scenario_lines(found, "nl"))
    assert any(line.endswith("99,9%") for line in lines)
    assert not any("100,0%" in line for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_another_program_computes_every_formula_to_our_result(name: str, tmp_path: Path) -> None:
    path = tmp_path / "scenarios.xlsx"
    path.write_bytes(book_bytes(scenario_workbook(record(name), "nl", "f" * 64)))
    stored = recalculation.cached(path)
    assert stored
    assert recalculation.differences(stored, recalculation.by_ironcalc(path, stored)) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_workbook_is_marked_as_advice_on_every_sheet(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "scenarios.xlsx"
    path.write_bytes(book_bytes(scenario_workbook(record("holland_rijnland"), lang)))
    sheets = list(load_workbook(path))
    assert len(sheets) == 6
    assert all(str(sheet["A2"].value).startswith("WHAT-IF") for sheet in sheets)
    footers = [sheet.oddFooter.left.text for sheet in sheets if sheet.oddFooter]
    assert [str(text)[:7] for text in footers] == ["WHAT-IF"] * 6


@pytest.mark.parametrize("lang", LANGS)
def test_lines_begin_with_the_mark_of_advice(lang: str) -> None:
    assert next(scenario_lines(record("holland_rijnland"), lang)).startswith("WHAT-IF")


def test_lines_have_a_row_per_scenario_for_every_ceiling() -> None:
    lines = list(scenario_lines(record("holland_rijnland"), "en"))
    (growth,) = [line for line in lines if line.startswith("groei ") and "%" in line]
    assert growth.split() == [
        "groei",
        "€55,872,712.48",
        "€55,000,000.00",
        "-€872,712.48",
        "€54,999,999.16",
        "98.4%",
    ]


def test_scan_lines_name_surplus_shortage_balance_and_what_is_not_known() -> None:
    rows = [
        ScanRow(need, need, "", "2024", None, held, 1000, None if held is None else held - 1000)
        for need, held in (("a", 2200), ("b", 950), ("c", 1000), ("d", None))
    ]
    assert list(scan_lines(rows, "nl"))[6:] == [
        "a: 1.200 meer gecontracteerd dan gevraagd.",
        "b: 50 minder gecontracteerd dan gevraagd.",
        "c: precies genoeg gecontracteerd.",
        "d: niet bekend wat er gecontracteerd was.",
    ]


def test_columns_are_as_wide_as_their_longest_word() -> None:
    assert list(aligned([["a", "bb"], ["ccc", "d"]])) == ["a    bb", "ccc   d"]


def test_columns_of_words_stand_flush_left_where_it_is_told() -> None:
    assert list(aligned([["a", "bb"], ["ccc", "d"]], [True, False])) == ["  a  bb", "ccc  d"]


def test_many_scenarios_stand_in_tables_of_five_so_that_every_column_fits() -> None:
    """Four scenarios and the round itself fit one pair of tables; seven need two pairs."""
    outline = Outline(scenario_page(record("holland_rijnland"), "nl"))
    assert outline.text.count("Welk deel van de vraag wordt bediend") == 1
    more = [{"id": f"s{n}", "title": f"Straks {n}"} for n in range(6)]
    changes = [{"scenario": one["id"], "what": "demand", "factor": "1"} for one in more]
    ceilings = [{"area": "noord", "period": "2028", "amount": "1"}]
    tender = tiny.tender(scenarios=more, changes=changes, ceilings=ceilings)
    found = _record(tender, tiny.bids(tiny.bid("A")), tiny.marks({"A": 8}))
    assert Outline(scenario_page(found, "nl")).text.count("Welk deel van de vraag") == 2
