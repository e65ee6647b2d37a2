"""What only some awards have, worked by hand: discounts, moves, terms, ladders, combinations."""

from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from aanbesteding import flow
from aanbesteding.basis.canonical import read_json
from aanbesteding.basis.texts import LANGUAGES, catalogue
from aanbesteding.dossier.dossier import written
from aanbesteding.report.combined import combination_in_words, combined
from aanbesteding.report.counted import (
    ties_in_words,
)
from aanbesteding.report.further import LISTINGS, tables
from aanbesteding.report.page import page
from aanbesteding.report.source import Source
from aanbesteding.report.workbook import workbook
from aanbesteding.workbook.write import write_sheets
from tests import combinations
from tests.report import recalculation, sample, shelf_sample
from tests.report.shelf_sample import cells, source

FURTHER = ("discounts", "bridged", "moved", "conditions", "companies", "combination")


def listed(name: str, lang: str = "nl") -> list[list[str]]:
    (table,) = tables(source(lang), name)
    return cells(table)


# What was counted, worked by hand


def test_a_discount_is_told_with_the_tier_and_what_it_saves() -> None:
    """Six at 9,500 and fifteen at 3,200 make 105,000; five percent off from twenty on is 5,250."""
    (row,) = listed("discounts")
    assert [text.replace("\xa0", " ") for text in row] == [
        "B2 · Kleine Kade",
        "Ambulant",
        "vanaf 20: 5% op alles",
        "21",
        "€ 105.000,00",
        "€ 99.750,00",
        "€ 5.250,00",
    ]


def test_places_that_are_bridged_are_reported_apart() -> None:
    """De Brug offers eight light places and serves sixteen light clients."""
    assert listed("bridged") == [["B1 · Stichting De Brug", "Ambulant", "lichte hulp", "2028", "8"]]


def test_who_moves_is_told_by_provider_also_of_one_that_did_not_bid() -> None:
    moves = {row[0]: row[3:] for row in listed("moved")}
    assert moves == {
        "B1 · Stichting De Brug": ["6", "6", "0"],
        "B4 · Huis Vier": ["9", "0", "9"],
        "B2 · Kleine Kade": ["6", "6", "0"],
        "Zorg van Vroeger": ["2", "0", "2"],
    }


def test_the_ladder_is_told_step_by_step_with_its_bounds() -> None:
    """Ten asked: 70 % and 30 % of them, ten percent of the demand more or less."""
    assert listed("ladder") == [
        ["Verblijf", "B1 · Stichting De Brug", "1", "70%", "8", "6", "8"],
        ["Verblijf", "B2 · Kleine Kade", "2", "30%", "2", "2", "4"],
    ]


def test_terms_of_bidders_are_told_with_what_they_got() -> None:
    package, most = listed("conditions")
    assert package[1:] == ["Ambulant, Verblijf", "Alle 2 of geen.", "2", "30", "voldaan"]
    assert most[2] == "Hoogstens 2 percelen. Hoogstens 60 eenheden per periode."


def test_a_term_that_is_not_met_is_told_as_such() -> None:
    record = shelf_sample.record()
    (package, *others) = record["decision"]["conditions"]
    changed = {**record["decision"], "conditions": [{**package, "given": 1}, *others]}
    (table,) = tables(Source({**record, "decision": changed}, "nl"), "conditions")
    assert table.rows[0].cells[-1].text == "niet voldaan"
    assert table.rows[0].cells[-1].tone == "bad"


def test_companies_are_told_by_the_names_people_wrote() -> None:
    behind = dict(row for row in listed("companies"))
    assert behind["B3 · Combinatie Kust"] == "Kleine Kade, Combinatie Kust, Duin & Zee"
    assert behind["B4 · Huis Vier"] == "Huis Vier, Duin & Zee"


def test_fixed_costs_are_told_per_contract() -> None:
    text = unescape(page(shelf_sample.record(), "nl")).replace("\xa0", " ")
    award = text.split('aria-labelledby="award"', 1)[1].split("</section>", 1)[0]
    assert award.count("€ 1.500,00") == 2
    assert award.count("Waarvan vaste kosten") == 1


@pytest.mark.parametrize("name", sorted(set(sample.NAMES) - {"shelf"}))
def test_rounds_without_the_wider_shelf_have_none_of_its_parts(name: str) -> None:
    record = sample.record(name)
    assert not set(FURTHER) & set(record["decision"])
    assert [make(Source(record, "nl")) for make in LISTINGS.values()] == [None] * len(LISTINGS)
    assert combined(Source(record, "nl")) is None


# Combinations


def in_two_steps(package: tuple[str, str], lang: str = "nl") -> Source:
    offered = combinations.bids(package)
    dossier = flow.award(combinations.tender(), offered, combinations.marks(offered), (), {})
    return Source(read_json(written(dossier.record())[0]), lang)


def test_combinations_that_win_are_told_with_the_goal_that_decided() -> None:
    shown = in_two_steps(("60", "110"))
    said = combination_in_words(shown).replace("\xa0", " ")
    assert "€ 1.700,00, en per perceel € 1.800,00" in said
    assert said.endswith("Stichting Combi (Ambulant) en Stichting Combi (Verblijf).")
    found = combined(shown)
    assert found is not None
    assert [row[1:] for row in cells(found["table"])] == [
        ["0", "0", "gelijk"],
        ["€\xa01.800,00", "€\xa01.700,00", "anders"],
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_combinations_that_are_as_good_are_told_not_to_win(lang: str) -> None:
    shown = in_two_steps(("90", "90"), lang)
    assert combination_in_words(shown) == catalogue(lang)["report.combination.per_lot_stays"]
    assert ties_in_words(shown)[0] == catalogue(lang)["report.unique.apart_yes"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_combinations_without_which_nothing_fits_are_told_so(lang: str) -> None:
    shown = in_two_steps(("60", "110"), lang)
    decision = dict(shown.decision)
    decision["combination"] = {**decision["combination"], "per_lot": []}
    bare = Source({**shown.record, "decision": decision}, lang)
    assert "Stichting Combi (Ambulant)" in combination_in_words(bare)
    found = combined(bare)
    assert found is not None
    assert {row[1] for row in cells(found["table"])} == {"–"}


# The workbook


def sheet_of(path: Path, name: str) -> list[tuple[Any, ...]]:
    return list(load_workbook(path, data_only=True)[name].iter_rows(values_only=True))


@pytest.mark.parametrize(("lang", "name"), [("nl", "Bijzonderheden"), ("en", "Particulars")])
def test_the_workbook_holds_the_same_lists_in_numbers(lang: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "award.xlsx"
    write_sheets(workbook(shelf_sample.record(), lang, "f" * 64), path)
    stored = recalculation.cached(path)
    assert recalculation.differences(stored, recalculation.by_ironcalc(path, stored)) == []
    rows = sheet_of(path, name)
    captions = {row[0] for row in rows}
    assert {catalogue(lang)[f"report.further.{one}.caption"] for one in LISTINGS} <= captions
    assert catalogue(lang)["report.combination.caption"] in captions
    (saved,) = [row for row in rows if row[0] == "B2 · Kleine Kade" and row[6]]
    assert [Decimal(str(value)) for value in saved[3:7]] == [21, 105000, 99750, 5250]


def test_shares_and_euros_among_the_rules_are_numbers_in_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "award.xlsx"
    write_sheets(workbook(shelf_sample.record(), "nl", "f" * 64), path)
    rows = {str(row[0]): row for row in sheet_of(path, "Regels")}
    (share,) = [row for said, row in rows.items() if said.startswith("Ambulant: hoogstens 75%")]
    assert share[1:4] == (0, "<=", 0.75)
    (bound,) = [row for said, row in rows.items() if "de uitgaven zijn samen" in said]
    assert bound[1:4] == (464950, "<=", 900000)
    (soft,) = [
        r for said, r in rows.items() if said.startswith("Verblijf") and "hoogstens 1." in said
    ]
    assert str(soft[4]).startswith("niet gehaald: ")


def test_a_round_without_the_wider_shelf_has_no_sheet_for_it(tmp_path: Path) -> None:
    path = tmp_path / "award.xlsx"
    write_sheets(workbook(sample.record("awarded"), "nl", "f" * 64), path)
    assert "Bijzonderheden" not in load_workbook(path).sheetnames
