"""Low prices and likeness on the page and in the workbook: shown, marked, and never a verdict."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from aanbesteding.basis.texts import LANGUAGES, say
from aanbesteding.report.alike import patterns
from aanbesteding.report.flags import low_prices
from aanbesteding.report.page import page, view
from aanbesteding.report.source import Source
from aanbesteding.report.workbook import workbook
from aanbesteding.workbook.write import book_bytes
from tests.report import flagged, recalculation, sample
from tests.report.outline import Outline


def section(lang: str = "nl", **changes: Any) -> dict[str, Any]:
    found = low_prices(Source({**flagged.record(), **changes}, lang))
    assert found is not None
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_record_with_flags_gives_two_sections_in_which_every_tag_is_closed(lang: str) -> None:
    outline = Outline(page(flagged.record(), lang))
    assert (outline.unbalanced, outline.open) == ([], [])
    ids = {attrs.get("id") for _, attrs in outline.tags}
    assert {"low_prices", "patterns"} <= ids


@pytest.mark.parametrize("name", ["awarded", "late"])
def test_a_record_without_flags_has_neither_section(name: str) -> None:
    contents = view(Source(sample.record(name), "nl"))["contents"]
    assert not {"low_prices", "patterns"} & set(contents)


def test_what_is_for_internal_use_is_marked_so_on_page_and_sheet(tmp_path: Path) -> None:
    mark = say("report.patterns.internal", "nl")
    assert mark in Outline(page(flagged.record(), "nl")).text
    words = {cell.value for row in _book(tmp_path)["Aandachtspunten"] for cell in row}
    assert mark in words


def test_every_bidder_stands_beside_every_method() -> None:
    (table,) = section()["prices"]
    assert [column.label for column in table.columns[2:]] == [m["id"] for m in flagged.METHODS]
    assert [row.cells[0].text[0] for row in table.rows] == list("abcde")


def test_a_price_that_stands_out_is_told_with_its_limit_and_where_that_comes_from() -> None:
    """The mean of 600, 450, 1000, 1000 and 1050 for ninety clients is 73,800."""
    (table,) = section()["prices"]
    cell = table.rows[1].cells[2]
    assert cell.text == "valt op"
    assert cell.note == "grens €\xa059.040,00: 20% onder het gemiddelde van €\xa073.800,00"


def test_each_price_that_stands_out_or_was_asked_about_has_a_line_with_its_talk() -> None:
    rows = section()["talks"].rows
    told = [[cell.text for cell in row.cells[1:]] for row in rows]
    assert told[0] == ["nog niet gevraagd", "–", "nog niet besloten"]
    assert told[1][0] == "20 februari 2024: Hoe komt u aan deze prijs?"
    assert told[1][2] == "prijs aanvaard"
    assert "De inkoper" in rows[1].cells[3].note
    assert len(rows) == 2


def test_an_exclusion_on_the_price_is_told_as_the_decision() -> None:
    events = [dict(event) for event in flagged.record()["events"]]
    events[2] = {**events[2], "event": "excluded", "field": "price"}
    assert section(events=events)["talks"].rows[1].cells[3].text == "uitgesloten om de prijs"


def test_no_price_that_stands_out_is_said_too() -> None:
    advice = flagged.record()["advice"]
    fine = [{**look, "stands_out": False} for look in advice["low_prices"]]
    found = section(advice={**advice, "low_prices": fine}, events=[])
    assert found["statement"] == say("report.low_prices.none", "nl")
    assert found["talks"] is None


def test_every_kind_of_likeness_can_be_said() -> None:
    kinds: list[tuple[str, dict[str, Any]]] = [
        ("same_prices", {"needs": ["n"]}),
        ("same_total", {"total": "3601/2"}),
        ("same_ratio", {"ratios": ["1", "11/10"]}),
        ("same_answers", {"criteria": ["k1", "k2"]}),
        ("same_contact", {"contact": "jan@zorg.example"}),
        ("same_kvk", {"kvk": "12345678"}),
        ("same_subcontractor", {"names": ["Taxi"]}),
        ("bidder_as_subcontractor", {}),
    ]
    flags = [
        {"kind": kind, "lot": "L1", "bidders": ["a", "b"], "values": values}
        for kind, values in kinds
    ]
    record = {**flagged.record(), "advice": {"low_prices": [], "patterns": flags}}
    table = patterns(Source(record, "nl"))
    assert table is not None
    assert [row.cells[2].text for row in table.rows] == [
        "gewoon",
        "€\xa01.800,50",
        "als deel van de eerste: a 100,0%, b 110,0%",
        "Aanpak en Mensen",
        "jan@zorg.example",
        "12345678",
        "Taxi",
        "a · Zorg a & <Zonen> noemt b · Zorg b & <Zonen> als onderaannemer",
    ]


def _book(folder: Path) -> Any:
    path = folder / "award.xlsx"
    path.write_bytes(book_bytes(workbook(flagged.record(), "nl", "f" * 64)))
    return load_workbook(path)


def test_another_program_computes_every_limit_and_outcome_to_ours(tmp_path: Path) -> None:
    _book(tmp_path)
    stored = recalculation.cached(tmp_path / "award.xlsx")
    own = [place for place in stored if place[0] == "Lage prijzen"]
    assert len(own) == 5 * 4 * 3 - 5  # per look an amount, a limit and a verdict; tariffs are given
    computed = recalculation.by_ironcalc(tmp_path / "award.xlsx", stored)
    assert recalculation.differences(stored, computed) == []


def test_the_register_tells_who_decided_and_until_when_was_asked() -> None:
    text = Outline(page(flagged.record(), "nl")).text
    assert "Antwoord tot en met 27 februari 2024." in text
    assert "Beslist door: De inkoper" in text
