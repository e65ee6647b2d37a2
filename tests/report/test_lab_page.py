"""The page of the laboratory: complete, self-contained, plain; the lines on the screen."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from aanbesteding.basis.canonical import jsonable
from aanbesteding.contest.contest import Contest, Entry
from aanbesteding.laboratory.lab import laboratory
from aanbesteding.report.lab_lines import lab_lines
from aanbesteding.report.lab_page import lab_page
from aanbesteding.scoring.contests import contest_on
from aanbesteding.tender.tender import Tender
from tests import priced, tiny
from tests.report.one_script import outside, without_script
from tests.report.outline import Outline, faults

LANGS = ("nl", "en")
LOTS = [{"id": "1", "title": "<b>Een</b>"}, {"id": "2", "title": "Twee"}]
DEMAND = [
    {"lot": lot, "need": "zwaar", "area": "noord", "period": "2028", "volume": 10}
    for lot in ("1", "2")
]
BIDS = (("K01", "9", 90_000), ("K02", "8", 80_000), ("K03", "6", 125_000))


def past(tender: Tender) -> Contest:
    """Three bids of earlier."""
    entries = tuple(
        Entry(bidder, (Fraction(mark), Fraction(mark)), Fraction(price))
        for bidder, mark, price in BIDS
    )
    return replace(contest_on(tender, "1"), entries=entries)


def recorded(tender: Tender, **earlier: Contest) -> Mapping[str, Any]:
    found = laboratory(tender, {"1": earlier["past"]} if earlier else None, 10)
    return dict(
        jsonable(
            {
                "format": "aanbesteding-lab/1",
                "package": "0",
                "kind": "lab",
                "tender": tender,
                "tender_hash": tender.hash,
                "bids_from": [{"path": "bids/K01.xlsx", "sha256": "e" * 64}] if earlier else [],
                "lab": found,
            }
        )
    )


@cache
def record(name: str) -> Mapping[str, Any]:
    """The record of a laboratory, as it would be read from its file."""
    if name == "quality_only":
        return recorded(tiny.tender())
    if name == "lots":
        return recorded(priced.tender("price.linear_span", lots=LOTS, demand=DEMAND))
    tender = priced.tender(name)
    return recorded(tender, past=past(tender))


NAMES = (*priced.PRICED, "quality_only", "lots")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_closed_links_to_itself_and_skips_no_heading(name: str, lang: str) -> None:
    assert faults(lab_page(record(name), lang)) == []


def test_a_page_holds_no_address_outside_itself_and_no_script_but_ours() -> None:
    assert outside(without_script(lab_page(record("price.min_max"), "nl"))) == []


def test_words_of_the_tender_cannot_become_markup() -> None:
    assert "<b>Een</b>" not in lab_page(record("lots"), "nl")


def test_an_absolute_formula_never_turns_the_order_and_the_page_says_why() -> None:
    text = Outline(lab_page(record("price.absolute_linear"), "nl")).text
    assert "Nooit, door de bouw van de formule. De punten van een inschrijving hangen" in text
    assert "Wie er wegvalt of bij komt maakt voor de volgorde niets uit" in text


def test_a_formula_that_keeps_order_says_another_reason() -> None:
    tender = priced.tender("price.logarithm", rounding=[])
    text = Outline(lab_page(recorded(tender), "en")).text
    assert "Never, by construction of the formula. Other bids change everybody's points" in text


def test_a_page_says_how_it_can_be_made_again() -> None:
    text = Outline(lab_page(record("price.min_max"), "nl")).text
    assert "Voor 3, 5 en 8 inschrijvingen zijn steeds 10 aanbestedingen verzonnen" in text
    assert "met startgetal 20121" in text
    assert "van een kwart onder tot een kwart boven uw raming" in text


def test_a_hidden_weight_stands_with_its_published_value_half_and_twice() -> None:
    text = Outline(lab_page(record("price.linear_span"), "nl")).text
    assert "Afstand tot nul punten gepubliceerd: 0,5 0,25" in text


def test_earlier_bids_stand_in_the_order_of_this_formula() -> None:
    """F05 over 80,000 to 125,000: K02 40 + 48, K01 31.11 + 54, K03 0 + 36."""
    text = Outline(lab_page(record("price.min_max"), "nl")).text
    assert "K02 1 88,00 K01 2 85,11 K03 3 36,00" in text
    assert "bids/K01.xlsx" in text


def test_a_tender_without_price_in_the_ranking_says_there_is_nothing_to_try() -> None:
    text = Outline(lab_page(record("quality_only"), "nl")).text
    assert "De prijs telt in geen perceel mee in de rangorde" in text
    assert list(lab_lines(record("quality_only"), "nl")) == [
        "De prijs telt in geen perceel mee in de rangorde. Er is dus geen prijsformule om te"
        " beproeven."
    ]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", priced.PRICED)
def test_the_screen_says_a_line_per_lot_and_every_advice(name: str, lang: str) -> None:
    found = record(name)
    lines = list(lab_lines(found, lang))
    assert len(lines) == 1 + len(found["lab"]["advice"])
    assert not any("{" in line for line in lines)


def test_advice_is_never_called_a_duty() -> None:
    for lang, words in (
        ("nl", r"\b(moet|verplicht|wettelijk)\b"),
        ("en", r"\b(must|duty|legally)\b"),
    ):
        for name in priced.PRICED:
            said = " ".join(lab_lines(record(name), lang))
            assert not re.search(words, said)


@pytest.mark.parametrize("name", priced.PRICED)
def test_every_price_of_the_table_lies_on_the_line_of_the_chart(name: str) -> None:
    outline = Outline(lab_page(record(name), "nl"))
    drawn = [p for a in outline.having("polyline") for p in (a["points"] or "").split()]
    spots = record(name)["lab"]["lots"][0]["curve"]["spots"]
    assert len(drawn) == sum(spot["points"] is not None for spot in spots)
    assert all(0 <= float(n) <= 1000 for p in drawn for n in p.split(","))
