"""Rank reversal on the page and in the workbook: only where the record tells it."""

from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from aanbesteding import flow
from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.bids.bid import Bid, Bids, LotBid, Offer
from aanbesteding.report.certificate import certificate as section
from aanbesteding.report.page import page, view
from aanbesteding.report.sheet_certificate import certificate_sheet
from aanbesteding.report.source import Source
from tests.report import sample
from tests.report.tables import cells

LANGS = ("nl", "en")
OFFERS = (("A", "40", "1"), ("B", "80", "6"), ("C", "100", "7.2"), ("D", "90", "3"))


@cache
def record(formula: str = "price.lowest_share", places: int = 1) -> dict[str, Any]:
    """A small round with case V24 of the catalogue in it: without A bid B wins in place of C."""
    marks = [*range(11), "7.2"]
    tender = sample.small(
        award={"mode": "rank_order", "tie_ladder": ["draw"], "on_dropout": "keep"},
        price={"formula": formula, "weight": 50, "floor_price": 40, "ceiling_price": 100},
        criteria=[{"id": "k1", "title": "Aanpak", "weight": 50, "scale": "s"}],
        scales=[{"scale": "s", "mark": str(mark), "label": f"cijfer {mark}"} for mark in marks],
        demand=[{**sample.SMALL["demand"][0], "volume": 1}],
        rules=[{"kind": "number_of_contracts", "id": "hoogstens", "at_most": places}],
    )
    bids = Bids(tuple(_bid(bidder, price) for bidder, price, _ in OFFERS))
    given = (Mark(CONSENSUS, who, "L1", "k1", Decimal(mark), "omdat") for who, _, mark in OFFERS)
    return sample.read(flow.award(tender, bids, Marks(tuple(given))))


def _bid(bidder: str, price: str) -> Bid:
    offer = Offer(need="n", capacity=5, price=Decimal(price))
    return Bid(
        id=bidder, name=f"Zorg {bidder}", lots=(LotBid(lot="L1", offers=(offer,), areas=("g",)),)
    )


def shown(formula: str = "price.lowest_share", lang: str = "nl", places: int = 1) -> dict[str, Any]:
    found = section(Source(record(formula, places), lang))
    assert found is not None
    return found


def test_without_a_certificate_in_the_record_there_is_no_section_and_no_sheet() -> None:
    bare = {name: value for name, value in record().items() if name != "advice"}
    for found in (bare, {**bare, "advice": {"certificates": []}}):
        source = Source(found, "nl")
        assert "certificate" not in view(source)["contents"]
        assert certificate_sheet(source) is None


def test_the_verdict_names_the_smallest_set_that_changes_who_wins() -> None:
    ((lot, verdict),) = cells(shown()["verdicts"])
    assert lot == "Ambulant"
    assert verdict == "Ja. Valt A · Zorg A weg, dan staat een andere inschrijving op plaats 1."


def test_the_order_before_and_after_stands_in_one_table() -> None:
    (lot,) = shown()["lots"]
    (table,) = lot["tables"]
    assert cells(table) == [
        ["C · Zorg C", "1", "56", "2", "76"],
        ["A · Zorg A", "2", "55", "valt weg", "–"],
        ["B · Zorg B", "2", "55", "1", "80"],
        ["D · Zorg D", "4", "37,22", "3", "59,44"],
    ]


def test_each_question_has_its_own_answer() -> None:
    (lot,) = shown()["lots"]
    assert [row[1] for row in cells(lot["answers"])] == ["Ja", "Ja", "Nee"]


def test_with_more_places_the_awarded_are_asked_after_too() -> None:
    (lot,) = shown("price.min_max", places=2)["lots"]
    assert len(cells(lot["answers"])) == 4
    assert "plaats 1 tot en met 2" in lot["places"]


def test_an_exclusion_that_turns_the_rest_is_shown_with_the_published_rule() -> None:
    (lot,) = shown("price.min_max", places=2)["lots"]
    assert [row[:2] for row in cells(lot["exclusions"])] == [
        ["A · Zorg A", "Andere volgorde"],
        ["B · Zorg B", "Zelfde volgorde"],
    ]
    assert lot["dropout"] == "Gepubliceerd is dat de volgorde dan blijft zoals zij was."
    assert len(lot["excluded"]) == 1


def test_a_newcomer_is_told_with_a_boundary_and_an_example_that_was_counted() -> None:
    (lot,) = shown("price.min_max", places=2)["lots"]
    assert any("€\xa0120,00" in told and "€\xa0120,01" in told for told in lot["newcomers"])


def test_under_an_absolute_formula_the_verdict_is_all_there_is_to_say() -> None:
    found = shown("price.absolute_linear")
    assert found["lots"] == []
    ((_, verdict),) = cells(found["verdicts"])
    assert verdict.startswith("Nee. De punten van een inschrijving hangen alleen")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "formula", ["price.lowest_share", "price.min_max", "price.absolute_linear"]
)
def test_page_and_sheet_say_the_same_verdict(formula: str, lang: str) -> None:
    source = Source(record(formula), lang)
    ((_, verdict),) = cells(shown(formula, lang)["verdicts"])
    html = page(record(formula), lang).split('<section aria-labelledby="certificate">')[1]
    assert verdict in html
    sheet = certificate_sheet(source)
    assert sheet is not None
    said = [str(cell.value) for row in sheet.rows for cell in row if cell is not None]
    assert any(value.startswith(verdict) for value in said)
