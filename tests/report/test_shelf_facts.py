"""What only some awards have, worked by hand: discounts, moves, terms, ladders, combinations."""

import re
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from aanbesteding import flow
from aanbesteding.basis.texts import LANGUAGES, catalogue
from aanbesteding.report.combined import combination_in_words, combined
from aanbesteding.report.counted import (
    counts_table,
    heavier,
    ties_in_words,
)
from aanbesteding.report.further import LISTINGS, tables
from aanbesteding.report.page import page
from aanbesteding.report.source import Source
from aanbesteding.report.workbook import workbook
from aanbesteding.workbook.write import book_bytes
from tests import combinations
from tests.report import recalculation, sample, shelf_sample
from tests.report.shelf_sample import source
from tests.report.tables import cells

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
    behind = dict(listed("companies"))
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
    return Source(sample.read(dossier), lang)


def test_combinations_that_win_are_told_with_the_goal_that_decided() -> None:
    shown = in_two_steps(("60", "110"))
    said = combination_in_words(shown).replace("\xa0", " ")
    assert "€ 1.700,00, en per perceel € 1.800,00" in said
    assert said.endswith("Samen gegund: Ambulant en Verblijf aan Stichting Combi.")
    found = combined(shown)
    assert found is not None
    assert [row[1:] for row in cells(found["table"])] == [
        ["0", "0", "gelijk"],
        ["€\xa01.800,00", "€\xa01.700,00", "-€\xa0100,00: dit beslist"],
    ]


def test_only_the_first_goal_on_which_combinations_differ_decides() -> None:
    shown = in_two_steps(("60", "110"))
    decision = dict(shown.decision)
    waits, *rest = decision["combination"]["per_lot"]
    fewer = [{**waits, "value": 3}, *rest]
    decision["combination"] = {**decision["combination"], "per_lot": fewer}
    found = combined(Source({**shown.record, "decision": decision}, "nl"))
    assert found is not None
    assert [row[3] for row in cells(found["table"])] == ["-3: dit beslist", "-€\xa0100,00"]


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
    assert "Stichting Combi" in combination_in_words(bare)
    found = combined(bare)
    assert found is not None
    assert {row[1] for row in cells(found["table"])} == {"–"}


# The workbook


def sheet_of(path: Path, name: str) -> list[tuple[Any, ...]]:
    return list(load_workbook(path, data_only=True)[name].iter_rows(values_only=True))


@pytest.mark.parametrize(("lang", "name"), [("nl", "Bijzonderheden"), ("en", "Particulars")])
def test_the_workbook_holds_the_same_lists_in_numbers(lang: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "award.xlsx"
    path.write_bytes(book_bytes(workbook(shelf_sample.record(), lang, "f" * 64)))
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
    path.write_bytes(book_bytes(workbook(shelf_sample.record(), "nl", "f" * 64)))
    rows = {str(row[0]): row for row in sheet_of(path, "Regels")}
    (share,) = [row for said, row in rows.items() if said.startswith("Ambulant: hoogstens 75%")]
    assert share[1:4] == (0, "hoogstens", 0.75)
    (bound,) = [row for said, row in rows.items() if "de uitgaven zijn samen" in said]
    assert bound[1:4] == (464950, "hoogstens", 900000)
    (soft,) = [
        r for said, r in rows.items() if said.startswith("Verblijf") and "hoogstens 1." in said
    ]
    assert str(soft[4]).startswith("niet gehaald: ")


def test_a_round_without_the_wider_shelf_has_no_sheet_for_it(tmp_path: Path) -> None:
    path = tmp_path / "award.xlsx"
    path.write_bytes(book_bytes(workbook(sample.record("awarded"), "nl", "f" * 64)))
    assert "Bijzonderheden" not in load_workbook(path).sheetnames


# Rules counted


def test_capacity_that_takes_places_for_heavier_help_says_what_was_offered_itself() -> None:
    """Light help in lot A may take places for heavy help: more room than its own offer."""
    shown = Source(shelf_sample.record(), "nl")
    counts = [c for c in shown.decision["counts"] if c["kind"] == "capacity"]
    table = counts_table(shown, counts, "capacity")
    assert table is not None
    noted = [row for row in table.rows if len(row.cells) > 1 and row.cells[2].note]
    offers = {
        (bid.name, offer.need): offer.capacity
        for bid in shown.bids
        for lot in bid.lots
        if lot.lot == "A"
        for offer in lot.offers
    }
    assert noted
    for row in noted:
        own = re.search(r"zelf aangeboden: (\d+)$", row.cells[2].note)
        most = re.search(r"^hoogstens (\d+)$", row.cells[2].text)
        assert own is not None
        assert most is not None
        assert int(most[1]) > int(own[1])
        name = row.cells[0].text.split(",")[0]
        assert int(own[1]) in {value for (bidder, _), value in offers.items() if bidder == name}


def test_capacity_of_who_has_and_gives_none_is_left_out_of_the_table_alone() -> None:
    shown = Source(sample.record("awarded"), "nl")
    counts = [c for c in shown.decision["counts"] if c["kind"] == "capacity"]
    none = [c for c in counts if c["counted"] == c["required"] == 0]
    table = counts_table(shown, counts, "capacity")
    assert table is not None
    assert none
    assert len(table.rows) == 1 + len(counts) - len(none)
    assert f"{len(none)} keer 0 van hoogstens 0" in table.note


def test_the_goals_stand_under_the_rules_with_their_number_in_the_wide_column() -> None:
    record = shelf_sample.record()
    (rules,) = [one for one in workbook(record, "nl").sheets if one.name == "Regels"]
    goals = record["decision"]["goals"]
    firsts = [str(row[0].value) for row in rules.rows[-len(goals) :] if row[0]]
    assert [one.split(". ")[0] for one in firsts] == [str(at + 1) for at in range(len(goals))]
    assert firsts[0].startswith("1. Zo ")


def test_the_workbook_says_too_where_places_for_heavier_help_count() -> None:
    shown = Source(shelf_sample.record(), "nl")
    (rules,) = [one for one in workbook(shown.record, "nl").sheets if one.name == "Regels"]
    said = [
        row for row in rules.rows if row and row[0] and "zelf aangeboden: " in str(row[0].value)
    ]
    assert len(said) == len([c for c in shown.decision["counts"] if heavier(shown, c)]) > 0
