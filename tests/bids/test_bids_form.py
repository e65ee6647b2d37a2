"""Writing a bid and reading it gives the bid back, in both languages, whatever it says."""

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.basis.places import Path
from aanbesteding.bids.accept import accept
from aanbesteding.bids.form import bid_form, other_slots
from aanbesteding.bids.limits import price_limits_shown
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.read import read_form
from aanbesteding.workbook.slots import Slot, Value
from aanbesteding.workbook.write import form_bytes
from tests.small_round import price_slots, slot, tender

TENDER = tender()
SIGNS = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n")
WORDS = st.text(SIGNS, min_size=1, max_size=40).map(str.strip).filter(bool)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,39}", fullmatch=True)


def value_of(found: Slot) -> st.SearchStrategy[Value]:
    if found.path == ("bidder", "id"):
        return IDS
    if found.path == ("bidder", "kvk"):
        return st.from_regex(r"[0-9]{8}", fullmatch=True)
    match found.shows:
        case "integer":
            return st.integers(0, 10**9)
        case "euro":
            least, most = found.least or Decimal(0), min(found.most or Decimal(0), Decimal(10**12))
            return st.decimals(least, most, places=2, allow_nan=False)
        case "yes_no":
            return st.booleans()
        case "choice":
            return st.sampled_from(found.choices)
    return WORDS


def bids(lang: str) -> st.SearchStrategy[dict[Path, Value]]:
    return st.fixed_dictionaries({s.path: value_of(s) for s in bid_form(TENDER, lang).slots})


@pytest.mark.parametrize("lang", ["nl", "en"])
@settings(max_examples=12)
@given(data=st.data())
def test_what_is_written_is_read_back(lang: str, data: st.DataObject) -> None:
    form = bid_form(TENDER, lang)
    values = data.draw(bids(lang))
    reading = read_form(form_bytes(form, values), form, form.slots, "bids/K01.xlsx")
    assert reading.findings == ()
    assert dict(reading.values) == values


@settings(max_examples=12)
@given(values=bids("nl"))
def test_the_bid_says_what_the_form_said(values: dict[Path, Value]) -> None:
    form = bid_form(TENDER, "nl")
    reading = read_form(form_bytes(form, values), form, form.slots, "bids/K01.xlsx")
    bid, _ = accept(reading, TENDER, form)
    assert bid is not None
    assert (bid.id, bid.name, bid.kvk) == tuple(
        values[("bidder", key)] for key in ("id", "name", "kvk")
    )
    for lot in TENDER.open_lots:
        found = bid.lot(lot.id)
        assert (found is not None) == values[("lots", lot.id, "bids")]
        for need in TENDER.lot_needs(lot) if found else ():
            offer = found.offer(need.id) if found else None
            assert offer is not None
            assert offer.capacity == values[("lots", lot.id, "capacity", need.id)]
            assert offer.price == values[("lots", lot.id, "price", need.id)]


def test_a_lot_has_a_sheet_of_its_own_and_a_closed_lot_has_none() -> None:
    sheets = bid_form(TENDER, "nl").sheets
    assert sheets == ("Toelichting", "Inschrijver", "Perceel C", "Perceel C+", "Prijzen")


def test_the_english_form_has_the_same_slots_under_english_sheets() -> None:
    dutch, english = bid_form(TENDER, "nl"), bid_form(TENDER, "en")
    assert [s.path for s in dutch.slots] == [s.path for s in english.slots]
    assert english.sheets == ("Instructions", "Bidder", "Lot C", "Lot C+", "Prices")


def test_every_price_stands_on_the_sheet_of_the_prices_and_nothing_else_does() -> None:
    form = bid_form(TENDER, "nl")
    assert {s.sheet for s in price_slots(form)} == {"Prijzen"}
    assert "Prijzen" not in {s.sheet for s in other_slots(form)}
    assert {s.path for s in price_slots(form)} | {s.path for s in other_slots(form)} == {
        s.path for s in form.slots
    }


def test_a_tender_that_asks_no_price_has_no_sheet_of_prices() -> None:
    form = bid_form(tender(price={"asked": "none"}), "nl")
    assert form.sheets[-1] == "Perceel C+"
    assert price_slots(form) == ()


def test_a_price_keeps_within_the_floor_and_ceiling_of_the_buyer() -> None:
    price = slot(bid_form(TENDER, "nl"), "lots.C.price.licht")
    assert (price.least, price.most) == (Decimal("500.50"), Decimal(2000))


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ({}, "Geen grens gesteld"),
        ({"ceiling": "20"}, "Ten hoogste €\u00a020,00"),
        ({"floor": "10"}, "Ten minste €\u00a010,00"),
        ({"floor": "10", "ceiling": "20"}, "Van €\u00a010,00 tot en met €\u00a020,00"),
        ({"fixed": "15"}, "Vast tarief: €\u00a015,00"),
    ],
)
def test_the_limits_stand_beside_the_price(kinds: dict[str, str], said: str) -> None:
    tariffs = [
        {"lot": "C", "need": "licht", "kind": kind, "amount": amount}
        for kind, amount in kinds.items()
    ]
    asked: Tender = tender(tariffs=tariffs)
    assert price_limits_shown(asked, "C", "licht", "nl") == said
    assert said in {fixed.text for fixed in bid_form(asked, "nl").fixed}


def test_units_stand_beside_the_numbers() -> None:
    texts = {fixed.text for fixed in bid_form(TENDER, "nl").fixed}
    assert {"cliënt", "etmaal", "per cliënt", "per etmaal"} <= texts


def test_a_tender_without_expertise_or_criteria_asks_neither() -> None:
    form = bid_form(tender(expertise=[], criteria=[]), "nl")
    assert not {"expertise", "answer"} & {s.path[2] for s in form.slots if s.path[0] == "lots"}


def test_names_of_cells_stay_different_when_their_signs_may_not_stand_in_a_name() -> None:
    lots = [{"id": "C+", "title": "Een"}, {"id": "C-", "title": "Twee"}]
    form = bid_form(tender(lots=lots, tariffs=[], criteria=[]), "nl")
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(form)))
    assert len(book.defined_names) == len(form.slots)


def test_a_price_without_limits_is_asked_without_naming_one() -> None:
    price = slot(bid_form(TENDER, "nl"), "lots.C.price.spoed.1")
    assert price.hint == "Geen grens gesteld"
