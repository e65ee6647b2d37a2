"""What is shown is what is read: formats, hidden rows, columns and sheets of input cells."""

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.bids.form import bid_form
from aanbesteding.workbook.read import read_form
from aanbesteding.workbook.shown_as import shown_decimals, shows_text
from aanbesteding.workbook.slots import Reading
from tests.gate.changed import LABEL, PRICES, edited, typed_price
from tests.small_round import filled, saved, slot, tender

FORM = bid_form(tender(), "nl")
PRICE = slot(FORM, "lots.C.price.licht")
NAME = slot(FORM, "bidder.name")
ACCOUNT = '_ "€"\\ * #,##0.00_ ;_ "€"\\ * \\-#,##0.00_ ;_ "€"\\ * "-"??_ ;_ @_ '


def read(content: bytes) -> Reading:
    return read_form(content, FORM, FORM.slots, LABEL)


def formatted(code: str, sheet: str = "Prijzen", cell: str = "B7") -> Reading:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    book[sheet][cell].number_format = code
    return read(saved(book))


@pytest.mark.parametrize(
    ("code", "decimals"),
    [
        ("0", 0),
        ("#,##0", 0),
        ("0.00", 2),
        ("#,##0.00;-#,##0.00", 2),
        ("€ #,##0.00", 2),
        ('"€ "#,##0.00', 2),
        ("[$€-413] #,##0.00", 2),
        ("[$€-413]\\ #,##0.00;[RED][$€-413]\\ #,##0.00\\-", 2),
        ("#,##0;(#,##0)", 0),
        ("0.0##", 3),
        (ACCOUNT, 2),
    ],
)
def test_a_format_that_shows_the_number_itself_passes(code: str, decimals: int) -> None:
    assert shown_decimals(code) == decimals
    assert shows_text(code)


@pytest.mark.parametrize(
    "code",
    ['"50,00"', "0,", ";;;", "0\\.00", "0%", "0.00E+00", "# ?/?", "0;0", '[>9]0;"x"', '0"0"',
     '"1"0', "#,##0.00,", "", "*5", "dd-mm", "#14", "0;;", "[$1-413]0", "-0", "?0", '"€1"0',
     " " * 200 + "x", '"' * 200, "[$€-413]" * 30 + "x"],
)  # fmt: skip
def test_a_format_that_may_show_another_number_is_refused(code: str) -> None:
    assert shown_decimals(code) is None


@pytest.mark.parametrize(
    ("code", "good"),
    [("@", True), ("General", True), ("0.00", True), ('"x"@', False), (";;;", False),
     ('0;0;0;"ja"', False), ("0;0;0;@", True)],
)  # fmt: skip
def test_a_format_shows_text_as_it_is_or_is_refused(code: str, good: bool) -> None:
    assert shows_text(code) is good


@pytest.mark.parametrize("code", ['"50,00"', ";;;", "0,", "0\\.00"])
def test_a_price_that_is_shown_as_another_is_a_finding_and_is_not_read(code: str) -> None:
    reading = formatted(code)
    assert [(f.code, str(f.place)) for f in reading.findings] == [("W181", f"{LABEL}, Prijzen!B7")]
    assert PRICE.path not in reading.values


def test_a_name_that_is_shown_as_another_is_a_finding() -> None:
    reading = formatted('0;0;0;"Stichting Anders"', NAME.sheet, NAME.cell)
    assert [f.code for f in reading.findings] == ["W181"]


def test_a_date_is_told_once_and_not_as_a_format() -> None:
    assert [f.code for f in formatted("dd-mm-yyyy").findings] == ["W210"]


def test_a_price_shown_in_whole_euros_is_read_and_noticed() -> None:
    reading = formatted("#,##0")
    assert [(f.code, f.blocks) for f in reading.findings] == [("W182", False)]
    assert reading.values[PRICE.path] == Decimal("1250.25")


def test_a_number_with_more_digits_than_are_shown_is_read_to_fifteen_and_noticed() -> None:
    reading = read(typed_price("1250.2500000000002"))
    assert [(f.code, f.blocks) for f in reading.findings] == [("W183", False)]
    assert reading.values[PRICE.path] == Decimal("1250.25")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<row r="7"', '<row hidden="1" r="7"'),
        ('<row r="7" spans="1:4" ht="17.25"', '<row r="7" spans="1:4" ht="0"'),
        ('<col min="2" max="2"', '<col hidden="1" min="2" max="2"'),
        ('width="20.7109375"', 'width="0"'),
    ],
)
def test_an_answer_in_a_hidden_row_or_column_is_a_finding(old: str, new: str) -> None:
    reading = read(edited(PRICES, (old, new)))
    assert [(f.code, str(f.place)) for f in reading.findings] == [("W180", f"{LABEL}, Prijzen!B7")]
    assert PRICE.path not in reading.values


def test_a_hidden_row_without_an_answer_is_nothing() -> None:
    assert read(edited(PRICES, ('<row r="8"', '<row hidden="1" r="8"'))).findings == ()


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_of_the_form_is_a_finding(state: str) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(filled()))
    book["Prijzen"].sheet_state = state
    reading = read(saved(book))
    assert [(f.code, f.values["sheet"]) for f in reading.findings] == [("W184", "Prijzen")]


def test_every_finding_says_itself_in_both_languages() -> None:
    readings = (formatted("#,##0"), formatted(";;;"), read(typed_price("1250.2500000000002")))
    for reading in readings:
        for finding in reading.findings:
            for lang in LANGUAGES:
                assert finding_text(finding, lang).startswith(finding.code)
