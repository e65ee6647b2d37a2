"""How firm the outcome is, on the page and in the workbook: only where the record tells it."""

from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from aanbesteding import flow
from aanbesteding.awarding.decision import Draw
from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.dossier.dossier import Dossier
from aanbesteding.explanation.sensitivity import sensitivity
from aanbesteding.report.page import page, view
from aanbesteding.report.sensitivity import closest_table
from aanbesteding.report.sensitivity import sensitivity as section
from aanbesteding.report.sensitivity_words import sensitive_lots, spanned
from aanbesteding.report.shapes import Chart
from aanbesteding.report.sheet_sensitivity import sensitivity_sheet
from aanbesteding.report.source import Source
from tests.report import sample
from tests.report.tables import cells

LANGS = ("nl", "en")
EUROS = {
    "criteria": [{**c, "weight": "9000"} for c in sample.SMALL["criteria"]],
    "price": {"formula": "value.award_on_value", "weight": "0"},
}
ONE = {"criteria": [{**sample.SMALL["criteria"][0], "weight": "100"}]}
MARKS = {"a": (9, 7), "b": (7, 8), "c": (6, 9)}


def recorded(dossier: Dossier) -> dict[str, Any]:
    found = sensitivity(dossier.tender, dossier.scoresheet, dossier.decision)
    advice = {"sensitivity": read_json(canonical(list(found)))}
    return {**sample.read(dossier), "advice": advice}


@cache
def record(kind: str = "points") -> dict[str, Any]:
    """The record of the example, or of a small round with amounts, or with one criterion."""
    if kind == "points":
        bids, marks = sample.amsterdam_bids(), sample.amsterdam_marks()
        return recorded(flow.award(sample.amsterdam(), bids, marks))
    changes = EUROS if kind == "euros" else ONE
    return recorded(flow.award(sample.small(**changes), *sample.small_bids(MARKS)))


def lot(kind: str = "points", lang: str = "nl") -> dict[str, Any]:
    (found,) = section(Source(record(kind), lang))
    return found


def test_without_figures_in_the_record_there_is_no_section_and_no_sheet() -> None:
    bare = {name: value for name, value in record().items() if name != "advice"}
    for found in (bare, {**bare, "advice": {"sensitivity": None}}):
        source = Source(found, "nl")
        assert "sensitivity" not in view(source)["contents"]
        assert sensitivity_sheet(source) is None


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["points", "euros", "one criterion"])
def test_page_and_sheet_say_first_that_it_is_advice(kind: str, lang: str) -> None:
    source = Source(record(kind), lang)
    lead = source.t("report.sensitivity.lead")
    shown = page(record(kind), lang).split('<section aria-labelledby="sensitivity">')[1]
    assert f'<p class="outcome">{lead}</p>' in shown.split("<h3>")[0].split("<figure")[0]
    sheet = sensitivity_sheet(source)
    assert sheet is not None
    said = [cell.value for row in sheet.rows for cell in row if cell is not None]
    assert lead in said[:4]


def test_every_chart_stands_beside_a_table_with_the_same_figures() -> None:
    found = lot()
    winner, awarded = found["charts"]
    rows = cells(found["intervals"])
    assert [bar.value for bar in winner.bars] == [row[2] for row in rows]
    assert [bar.value for bar in awarded.bars] == [row[3] for row in rows]
    for bar, row in zip(found["ranks"].bars, cells(found["drawn"]), strict=False):
        assert (bar.label, bar.value) == (row[0], f"{row[1]} met contract")


def test_a_bar_runs_over_the_weights_that_change_nothing_and_marks_the_published_one() -> None:
    chart: Chart = lot()["charts"][1]
    interval = record()["advice"]["sensitivity"][0]["intervals"][0]
    bar = chart.bars[0]
    low, high = (Fraction(interval["awarded"][end]) * 100 for end in ("low", "high"))
    assert abs(Fraction(bar.segments[0].x.rstrip("%")) - low) < Fraction(1, 1000)
    assert abs(Fraction(bar.segments[0].width.rstrip("%")) - (high - low)) < Fraction(1, 500)
    assert bar.limits == ("30%",)


def test_ranks_and_the_rest_fill_the_bar() -> None:
    for bar in lot()["ranks"].bars:
        widths = [Fraction(segment.width.rstrip("%")) for segment in bar.segments]
        assert abs(sum(widths, Fraction(0)) - 100) < Fraction(1, 100)


def test_amounts_are_shown_as_amounts_and_have_no_random_weights() -> None:
    found = lot("euros")
    assert found["drawn"] is None
    assert all("€" in row[1] for row in cells(found["intervals"]))
    assert "Verschil in euro's" in [column.label for column in found["decisive"].columns]
    # The dearest weight stands inside the chart.
    assert "100%" not in {at for chart in found["charts"] for b in chart.bars for at in b.limits}


def test_one_criterion_is_told_in_a_sentence() -> None:
    found = lot("one criterion")
    assert Source(record(), "nl").t("report.sensitivity.weighing.alone") in found["said"]
    assert (found["intervals"], found["closest"], found["drawn"]) == (None, None, None)


def test_contracts_that_do_not_follow_the_ranks_are_told() -> None:
    (known,) = record()["advice"]["sensitivity"]
    aside = {**known, "by_rank": False}
    none = {**aside, "contracts": 0, "places": 1}
    said = []
    for one in (known, aside, none):
        found = {**record(), "advice": {"sensitivity": [one]}}
        said.append(section(Source(found, "nl"))[0]["said"][0])
    assert "kreeg een contract" in said[0]
    assert "niet precies" in said[1]
    assert "nog geen contract" in said[2]


@pytest.mark.parametrize(
    ("weighing", "span", "words"),
    [
        ("shares", {"low": "0", "high": "1"}, "elke weging"),
        ("shares", {"low": "1/8", "high": "1"}, "12,5% – 100,0%"),
        ("shares", None, "geen enkele weging"),
        ("euros", {"low": "0", "high": None}, "elke weging"),
        ("euros", {"low": "0", "high": "1"}, "€\xa00,00 – €\xa01,00"),
        ("euros", {"low": "5", "high": None}, "€\xa05,00 en meer"),
    ],
)
def test_an_interval_in_words(weighing: str, span: dict[str, Any] | None, words: str) -> None:
    assert spanned(Source(record(), "nl"), {"weighing": weighing}, span) == words


@pytest.mark.parametrize("untried", [0, 7])
def test_the_sheet_says_of_the_marks_that_decided_what_the_page_says(untried: int) -> None:
    (known,) = record()["advice"]["sensitivity"]
    decisive = {**known["decisive"], "untried": untried}
    shown = {**record(), "advice": {"sensitivity": [{**known, "decisive": decisive}]}}
    (found,) = section(Source(shown, "nl"))
    assert ("niet geprobeerd: dat vraagt" in found["decisive"].note) is bool(untried)
    sheet = sensitivity_sheet(Source(shown, "nl"))
    assert sheet is not None
    assert found["decisive"].note in {cell.value for row in sheet.rows for cell in row if cell}


def test_a_tie_for_the_last_place_is_told_with_the_mark_that_makes_it() -> None:
    first = cells(lot()["decisive"])[0]
    assert first[1:5] == ["Samenwerking met onderwijs en lokaal team", "8", "7,5", "-1,00"]
    assert first[5] == "Erbij: K08. Er is dan een gelijke stand om de laatste plaats."


def test_who_lost_a_draw_is_said_to_have_been_level_and_not_to_have_a_contract() -> None:
    bids, marks = sample.small_bids({"a": (9, 9), "b": (7, 7), "c": (7, 7)})
    asked = flow.award(sample.small(), bids, marks).decision.draws[0]
    held = Draw(asked.lot, asked.bidders, asked.about, ("c", "b"), "people")
    source = Source(recorded(flow.award(sample.small(), bids, marks, (held,))), "nl")
    (found,) = section(source)
    notes = {row.cells[0].text[0]: row.cells[1].note for row in found["drawn"].rows}
    assert notes == {"a": "", "b": "stond gelijk; het lot besliste", "c": ""}
    values = {bar.label[0]: bar.value for bar in found["ranks"].bars}
    assert values["b"] == "100,0% gelijk, geen contract"
    assert values["c"] == "100,0% met contract"
    sheet = sensitivity_sheet(source)
    assert sheet is not None
    said = [row[0].value for row in sheet.rows if row and row[0]]
    assert "b · Zorg b & <Zonen> – stond gelijk; het lot besliste" in said


def test_a_bid_that_no_weight_brings_level_has_no_second_weight_that_is_the_same() -> None:
    source, found = Source(record(), "nl"), sensitive_lots(Source(record(), "nl"))[0]
    never = {**found["closest"][0], "absolute": None, "relative": None}
    table = closest_table(source, {**found, "closest": [never]})
    assert table is not None
    assert cells(table)[0][1:] == ["Met geen enkele weging", "–"]
