"""The form of an assessor: a mark of the scale and a reason per bid and criterion."""

import io
from decimal import Decimal

import openpyxl
import pytest

from aanbesteding.assessment.asked import asked_in, asked_of
from aanbesteding.assessment.form import assessor_form, assessor_form_for
from aanbesteding.bids.bid import Bid, Bids, Event, EventKind, LotBid
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.read import read_form
from aanbesteding.workbook.slots import Form, Value
from aanbesteding.workbook.write import form_bytes
from tests.small_round import tender

TENDER = tender()
BIDDERS = (("K02", "Twee"), ("K01", "Een"))


def bid(bidder: str, *lots: str) -> Bid:
    return Bid(id=bidder, name=bidder, lots=tuple(LotBid(lot=lot, offers=()) for lot in lots))


def form_of(
    assessor: str = "A1",
    bidders: tuple[tuple[str, str], ...] = BIDDERS,
    lang: str = "nl",
    asks: Tender = TENDER,
) -> Form:
    """The form for bidders who bid for every lot."""
    lots = {bidder: ("C", "C+") for bidder, _ in bidders}
    return assessor_form(asks, asked_of(asks, assessor, bidders, lots), lang)


def rows(form_paths: list[tuple[str, ...]]) -> set[tuple[str, ...]]:
    return {path[:3] for path in form_paths}


def test_every_bid_and_criterion_of_a_lot_has_a_mark_and_a_reason() -> None:
    form = form_of()
    asked = {
        (lot, bidder, criterion.id, part)
        for lot in ("C", "C+")
        for bidder in ("K01", "K02")
        for criterion in TENDER.judged(lot)
        for part in ("mark", "reason")
    }
    assert {slot.path for slot in form.slots} == asked


def test_the_order_of_the_bidders_changes_nothing() -> None:
    forms = [form_of(bidders=bidders) for bidders in (BIDDERS, BIDDERS[::-1])]
    assert form_bytes(forms[0]) == form_bytes(forms[1])


def test_what_is_filled_in_is_read_back() -> None:
    form = form_of()
    values: dict[tuple[str, ...], Value] = {
        ("C", "K01", "wachten", "mark"): Decimal("7.5"),
        ("C", "K01", "wachten", "reason"): "=Sterk plan",
        ("C+", "K02", "wachten", "mark"): Decimal(10),
    }
    reading = read_form(form_bytes(form, values), form, form.slots, "A1.xlsx")
    assert reading.findings == ()
    assert dict(reading.values) == values


def test_the_drop_down_offers_every_mark_as_a_number() -> None:
    form = form_of()
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(form)))
    mark = form.slots[0]
    rules = [r for r in book[mark.sheet].data_validations.dataValidation if mark.cell in r.sqref]
    sheet, area = rules[0].formula1.replace("$", "").replace("'", "").split("!")
    assert [row[0].value for row in book[sheet][area]] == [n / 2 for n in range(21)]


def test_the_scale_stands_in_the_instructions_with_its_meanings() -> None:
    form = form_of()
    texts = {fixed.text for fixed in form.fixed if fixed.sheet == "Toelichting"}
    assert {"stap 0", "stap 20", "0,5", "Adviseur"} <= texts


def test_the_form_of_the_consensus_says_so() -> None:
    texts = {fixed.text for fixed in form_of("consensus", lang="en").fixed}
    assert "The panel together (consensus)" in texts


def test_only_the_lots_a_bidder_bids_for_and_is_not_out_of_are_judged() -> None:
    out = Event(bidder="K03", event=EventKind.LATE, reason="te laat")
    bids = Bids((bid("K01", "C"), bid("K02", "C", "C+"), bid("K03", "C")), events=(out,))
    form = assessor_form_for(TENDER, bids, "A1", "nl")
    assert rows([slot.path for slot in form.slots]) == {
        ("C", "K01", "wachten"),
        ("C", "K01", "team"),
        ("C", "K02", "wachten"),
        ("C", "K02", "team"),
        ("C+", "K02", "wachten"),
    }


def test_by_question_all_bids_stand_under_one_criterion() -> None:
    asked = form_of(asks=tender(panel={"order": "by_question"}))
    marks = [slot for slot in asked.slots if slot.path[0] == "C" and slot.path[3] == "mark"]
    assert [slot.path[1:3] for slot in marks] == [
        ("K01", "wachten"),
        ("K02", "wachten"),
        ("K01", "team"),
        ("K02", "team"),
    ]
    heads = {fixed.cell: fixed.text for fixed in asked.fixed if fixed.sheet == marks[0].sheet}
    assert (heads["A5"], heads["A8"]) == ("Wachttijd", "Team")
    assert "Per criterium" in " ".join(fixed.text for fixed in asked.fixed)


def test_a_form_is_read_in_the_order_it_was_sent() -> None:
    sent = form_of(asks=tender(panel={"order": "by_question"}))
    other = form_of(asks=tender(panel={"order": "by_bid"}))
    at = {slot.path: slot.cell for slot in sent.slots}
    assert at != {slot.path: slot.cell for slot in other.slots}
    assert asked_in(sent.about, "A1").order == "by_question"


@pytest.mark.parametrize(
    ("method", "told"), [("mean", "gemiddelde"), ("median", "mediaan"), ("consensus", "")]
)
def test_a_form_says_that_its_marks_are_worked_into_the_one_that_counts(
    method: str, told: str
) -> None:
    texts = " ".join(fixed.text for fixed in form_of(asks=tender(panel={"method": method})).fixed)
    assert ("Uw cijfer telt" in texts) is bool(told)
    assert told in texts


def test_a_form_has_sheets_of_the_lots_an_assessor_judges_alone() -> None:
    people = [{"id": "A1", "name": "Adviseur", "lots": ["C+"]}]
    assert form_of(asks=tender(assessors=people)).sheets == ("Toelichting", "Perceel C+")
