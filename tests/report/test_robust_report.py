"""Robustness on the page, in the workbook and in lines: complete, in words, the same every time."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from aanbesteding.basis.canonical import jsonable
from aanbesteding.report.robust_lines import robust_lines
from aanbesteding.report.robust_tables import robust_chart, robust_tables
from aanbesteding.report.robust_words import robust_said
from aanbesteding.report.scenario_page import scenario_page
from aanbesteding.report.scenario_workbook import scenario_workbook
from aanbesteding.report.source import Source
from aanbesteding.scenarios.compare import compare
from aanbesteding.scenarios.robust import Asked, robustness
from aanbesteding.scenarios.run import run
from aanbesteding.scenarios.stand import stand_of
from aanbesteding.tender.scenarios import Spread
from aanbesteding.workbook.write import book_bytes
from tests import tiny
from tests.report import recalculation
from tests.report.outline import Outline, faults

LANGS = ("nl", "en")
DOUBLE = Spread.model_validate({"what": "demand", "low": "2", "high": "2", "needs": ["zwaar"]})
SPREADS = {"certain": (DOUBLE,), "wide": (DOUBLE.model_copy(update={"low": 0, "high": 3}),)}


@cache
def record(name: str) -> Mapping[str, Any]:
    """One contract, to A with 10 places for heavy and 20 for light care; B stands in reserve."""
    tender = tiny.tender(
        rules=[
            {"kind": "number_of_contracts", "id": "een", "at_most": 1},
            {"kind": "waiting", "id": "wachten", "needs": ["zwaar"], "at_most": 5},
        ],
        scenarios=[{"id": "s", "title": "<b>Straks</b>"}],
        changes=[
            {"scenario": "s", "what": "drop_out", "bidders": ["A"]},
            {"scenario": "s", "what": "rule", "rule": "wachten"},
            {"scenario": "s", "what": "rule", "rule": "een", "field": "at_most", "step": "1"},
        ],
        budgets=[{"id": "jaar", "amount": "25000"}],
    )
    bids = tiny.bids(tiny.bid("A", licht=30), tiny.bid("B", zwaar=25))
    marks = tiny.marks({"A": 8, "B": 6})
    stand = stand_of(tender, bids, marks)
    found = robustness(
        stand.problem,
        stand.decision.chosen.contracts,
        Asked(12, 2015, SPREADS[name]),
        lambda problem, futures: run(problem, futures, workers=1),
        stand.named,
        stand.reserve,
    )
    held: Mapping[str, Any] = jsonable(
        {
            "format": "aanbesteding-robust/1",
            "package": "0",
            "kind": "what_if",
            "inputs": [],
            "tender": tender,
            "tender_hash": tender.hash,
            "bids": [{"id": bid.id, "name": bid.name} for bid in bids.bids],
            "scenarios": compare(tender, bids, marks).scenarios,
            "robust": found,
        }
    )
    return held


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SPREADS)
def test_a_page_is_closed_links_to_itself_and_skips_no_heading(name: str, lang: str) -> None:
    text = scenario_page(record(name), lang)
    assert faults(text) == []
    assert text.count('<span class="tag">') == text.count("<h2") == 8
    assert "<b>Straks</b>" not in text


def test_what_is_certain_is_said_in_figures() -> None:
    """Twenty heavy cases for ten places: ten wait in every future, more than the five allowed."""
    said = robust_said(Source(record("certain"), "nl"))
    assert said[0] == (
        "In 0 van de 12 toekomsten (0,0%) zijn met deze gunning alle regels te halen;"
        " de kans ligt met 95% zekerheid tussen 0,0% en 24,3%."
    )
    assert "Niet altijd te halen is de regel wachten: in 12 van de 12 toekomsten niet." in said
    assert any("gemiddeld 10,0 en hoogstens 10." in line for line in said)


def test_money_for_fewer_than_can_be_served_is_said_in_euros() -> None:
    """A can serve ten heavy and twenty light cases, 30,000 euros, of which 25,000 are there."""
    said = robust_said(Source(record("certain"), "en"))
    (over,) = [line for line in said if "costs more than" in line]
    assert "in 12 of the 12 futures (100.0%)" in over.lower()
    assert "€5,000.00 more" in over


@pytest.mark.parametrize("lang", LANGS)
def test_every_set_of_contracts_is_in_the_chart_and_in_every_table(lang: str) -> None:
    source = Source(record("wide"), lang)
    names = [bar.label for bar in robust_chart(source).bars]
    assert len(names) == len(record("wide")["robust"]["tested"]) > 1
    assert len(set(names)) == len(names)
    words = Outline(scenario_page(record("wide"), lang)).text
    assert all(words.count(name) >= 4 for name in names)


def test_a_chance_stands_above_its_bounds() -> None:
    source = Source(record("certain"), "nl")
    (tested,) = [t for t in robust_tables(source) if "standhoudt" in t.caption]
    cell = tested.rows[0].cells[2]
    assert (cell.text, cell.note) == ("0,0%", "0,0% – 24,3%")


def test_a_share_just_short_of_all_is_never_shown_as_all() -> None:
    held = {**record("certain")}
    first, *rest = held["robust"]["tested"]
    nearly = {"times": 9999, "of": 10000, "share": "9999/10000", "low": "0.9994", "high": "1"}
    held["robust"] = {**held["robust"], "tested": [{**first, "fits": nearly}, *rest]}
    (tested,) = [t for t in robust_tables(Source(held, "nl")) if "standhoudt" in t.caption]
    assert tested.rows[0].cells[2].text == "99,9%"


def test_changes_of_a_rule_and_of_a_bidder_are_told_in_words() -> None:
    words = Outline(scenario_page(record("certain"), "nl")).text
    assert "regel wachten vervalt" in words
    assert "regel een: at_most +1" in words
    assert "uitval" in words


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SPREADS)
def test_another_program_computes_every_chance_to_ours(
    name: str, lang: str, tmp_path: Path
) -> None:
    path = tmp_path / "robust.xlsx"
    path.write_bytes(book_bytes(scenario_workbook(record(name), lang, "f" * 64)))
    sheets = list(load_workbook(path))
    assert len(sheets) == 8
    assert all(str(sheet["A2"].value).startswith("WHAT-IF") for sheet in sheets)
    stored = recalculation.cached(path)
    assert stored
    assert recalculation.differences(stored, recalculation.by_ironcalc(path, stored)) == []


def test_the_drop_out_of_the_only_winner_is_told_with_who_comes_in() -> None:
    """Without A nobody is helped; with B in its place all are whom the money reaches."""
    words = Outline(scenario_page(record("certain"), "nl")).text
    assert "A · Zorg A" in words
    (lost,) = record("certain")["robust"]["drop_outs"]
    assert lost["replaced"]["added"] == [["1", "B"]]
    lines = list(robust_lines(record("certain"), "nl"))
    assert lines[0].startswith("WHAT-IF")
    assert any("uitval" in line.lower() for line in lines)


def test_futures_that_failed_are_told_and_their_reason_in_plain_words() -> None:
    held = {**record("certain")}
    first, *rest = held["robust"]["tested"]
    failed = [{"future": "000003", "error": "TooFineError: goal"}]
    held["robust"] = {**held["robust"], "tested": [{**first, "failed": failed}, *rest]}
    (line,) = [line for line in robust_said(Source(held, "en")) if "failed" in line]
    assert "too close together" in line
