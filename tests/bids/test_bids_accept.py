"""A bid from any source goes through the same checks; nothing is repaired."""

from decimal import Decimal
from typing import Any

import pytest

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Cell, Line
from aanbesteding.basis.texts import finding_text
from aanbesteding.bids.accept import accept, reading_from_values
from aanbesteding.bids.bid import Bid, Member
from aanbesteding.bids.form import bid_form, other_slots
from aanbesteding.workbook.opened import open_form
from aanbesteding.workbook.read import read_opened
from tests.small_round import filled, slot, tender, values

TENDER = tender()
FORM = bid_form(TENDER, "nl")


def accepted(**changes: Any) -> tuple[Bid | None, tuple[Finding, ...]]:
    named = {"__".join(path): value for path, value in values().items()}
    given = {
        tuple(name.split("__")): value for name, value in {**named, **changes}.items()
    }  # ids in the small tender hold no double underscore
    return accept(reading_from_values(given, FORM, "bids.csv", Line("bids.csv", 2)), TENDER, FORM)


def test_a_good_bid_has_no_findings_and_skips_the_lot_not_bid_for() -> None:
    bid, findings = accepted()
    assert bid is not None
    assert findings == ()
    assert [lot.lot for lot in bid.lots] == ["C"]
    assert (bid.lots[0].areas, bid.lots[0].expertise) == (("noord",), ("ggz",))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"bidder__id": "K 01"}, "B101"),
        ({"bidder__kvk": "1234567"}, "B102"),
        ({"bidder__name": None}, "W201"),
        ({"lots__C__bids": None}, "W201"),
        ({"lots__C__capacity__licht": None}, "W201"),
        ({"lots__C__area__zuid": None}, "W201"),
        ({"lots__C__price__licht": None}, "W201"),
        ({"lots__C__price__licht": "1250,00"}, "W203"),
        ({"lots__C__price__licht": "2000.01"}, "W206"),
        ({"lots__D__capacity__licht": "3"}, "B103"),
        ({"lots__X__bids": "ja"}, "B104"),
        ({"lots__C__capacity__zwaar": "3"}, "B105"),
        ({"lots__C+__price__licht": "3"}, "B105"),
        ({"lots__C__area__regio": "ja"}, "B106"),
        ({"lots__C+__area__zuid": "ja"}, "B106"),
        ({"lots__C__expertise__lvb": "ja"}, "B107"),
        ({"lots__C+__answer__team": "goed"}, "B108"),
        ({"bidder__rating": "A"}, "B109"),
        ({"lots__C__bids__x": "A"}, "B109"),
        ({"lots__C__capacity": "3"}, "B109"),
        ({"lots__C+__capacity__spoed.1": "3"}, "B110"),
        ({"lots__C__capacity__licht": "0"}, "B112"),
    ],
)
def test_each_thing_wrong_is_one_finding_at_its_place(changes: dict[str, Any], code: str) -> None:
    if code == "B112":
        changes = {**changes, "lots__C__price__licht": None}
    _, findings = accepted(**changes)
    assert [finding.code for finding in findings] == [code]
    assert findings[0].place == Line("bids.csv", 2)
    assert finding_text(findings[0], "nl").startswith(code)


def test_a_bid_for_no_lot_is_told() -> None:
    given = {("bidder", "id"): "K01", ("bidder", "name"): "K", ("lots", "C", "bids"): "nee",
             ("lots", "C+", "bids"): "nee"}  # fmt: skip
    bid, findings = accept(reading_from_values(given, FORM, "x.json"), TENDER, FORM)
    assert bid is not None
    assert [finding.code for finding in findings] == ["B111"]


def test_a_lot_that_does_not_exist_but_is_not_bid_for_is_no_finding() -> None:
    assert accepted(lots__D__bids="nee")[1] == ()


def test_what_is_filled_in_for_a_lot_not_bid_for_is_a_notice() -> None:
    (finding,) = accepted(**{"lots__C+__capacity__spoed.1": "3"})[1]
    assert finding.weight is Weight.NOTICE


def test_a_price_is_not_missing_where_nothing_is_offered() -> None:
    bid, findings = accepted()
    offer = bid.lots[0].offer("spoed.1") if bid else None
    assert offer is not None
    assert (offer.capacity, offer.price, findings) == (0, None, ())


def test_prices_that_were_not_read_are_none_and_not_missing() -> None:
    reading = reading_from_values(values(), FORM, "x", prices=False)
    bid, findings = accept(reading, TENDER, FORM)
    assert bid is not None
    assert findings == ()
    assert {offer.price for lot in bid.lots for offer in lot.offers} == {None}


def test_a_sealed_workbook_gives_the_same_bid_without_prices() -> None:
    reading = read_opened(open_form(filled(), "bids/K01.xlsx"), FORM, other_slots(FORM))
    bid, findings = accept(reading, TENDER, FORM)
    assert findings == ()
    assert bid == accept(reading_from_values(values(), FORM, "x", prices=False), TENDER, FORM)[0]


def test_no_bid_comes_of_a_file_without_bidder() -> None:
    bid, findings = accepted(bidder__id=None)
    assert bid is None
    assert [finding.code for finding in findings] == ["W201"]


def test_a_wrong_value_is_told_once_and_not_as_missing_as_well() -> None:
    _, findings = accepted(lots__C__capacity__licht="veel")
    assert [finding.code for finding in findings] == ["W202"]


def test_a_bad_chamber_number_points_at_its_cell() -> None:
    reading = read_opened(open_form(filled(bidder__kvk="123"), "bids/K01.xlsx"), FORM, FORM.slots)
    bid, (finding,) = accept(reading, TENDER, FORM)
    kvk = slot(FORM, "bidder.kvk")
    assert finding.place == Cell("bids/K01.xlsx", kvk.sheet, kvk.cell)
    assert bid is not None
    assert bid.kvk == ""


def test_python_values_are_taken_as_they_are() -> None:
    bid, findings = accept(reading_from_values(values(), FORM, "python"), TENDER, FORM)
    assert findings == ()
    assert bid is not None
    offer = bid.lots[0].offer("licht")
    assert offer is not None
    assert offer.price == Decimal("1250.25")


def test_names_in_one_cell_are_told_apart_by_semicolons() -> None:
    bid, _ = accepted(bidder__members=" Een ; Twee, zorg;; ")
    assert bid is not None
    assert bid.members == (Member(name="Een"), Member(name="Twee, zorg"))
