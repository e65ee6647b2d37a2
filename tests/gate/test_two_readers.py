"""What openpyxl reads of an accepted file is what the gate reads; a difference is refused."""

import io
import random
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from aanbesteding.bids.form import bid_form, other_slots
from aanbesteding.gate.cells import Content
from aanbesteding.gate.gate import gate
from aanbesteding.gate.number import number
from aanbesteding.workbook.agree import disagreements
from aanbesteding.workbook.opened import open_form
from aanbesteding.workbook.read import read_form
from tests.gate.changed import LABEL, PRICES, price, typed_price, with_part
from tests.hostile.forge import STYLES, swapped
from tests.small_round import filled, saved, tender

FORM = bid_form(tender(), "nl")
# A spreadsheet knows no time zone.
FIRST, LAST = datetime(1901, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001
MOMENT = datetime(2027, 1, 11, 9, 30)  # noqa: DTZ001
WRITTEN = st.one_of(
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12),
    st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(microsecond=0)),
)


def changed_content(text: str) -> Any:
    gated, findings = gate(filled(), LABEL)
    assert findings == ()
    cells = gated.sheets["Prijzen"].cells
    cells[7, 2] = Content("number", text, cells[7, 2].style)
    return gated


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WRITTEN, min_size=1, max_size=12))
def test_whatever_a_writer_puts_in_cells_the_two_readers_read_the_same(values: list[Any]) -> None:
    book: Any = openpyxl.Workbook()
    for row, value in enumerate(values, 1):
        book.active.cell(row, 1 + row % 3).value = value
    opened = open_form(saved(book), LABEL)
    assert {finding.code for finding in opened.findings} <= {"W151", "W162", "W108"}
    if not opened.findings:
        kept = [value for value in values if value != ""]
        assert len(opened.gated.sheets["Sheet"].cells) == len(kept)


def test_every_number_of_an_accepted_file_is_the_same_decimal_in_both() -> None:
    dice = random.Random(7)
    for _ in range(20):
        text = f"{dice.uniform(501, 1999):.{dice.randrange(20)}f}"
        opened = open_form(typed_price(text), LABEL)
        assert opened.findings == ()
        other = opened.book["Prijzen"]["B7"].value
        assert number(text) == Decimal(f"{float(other):.15g}")


@pytest.mark.parametrize(
    ("value", "kind"),
    [(date(2027, 1, 11), "day"), (time(9, 30), "time"), (MOMENT, "moment")],
)
def test_days_and_times_are_the_same_in_both(value: Any, kind: str) -> None:
    book: Any = openpyxl.Workbook()
    book.active["A1"] = value
    assert open_form(saved(book), kind).findings == ()
    book.epoch = CALENDAR_MAC_1904
    assert open_form(saved(book), kind).findings == ()


def test_a_number_that_the_second_reader_reads_differently_is_refused_with_both() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    (finding,) = disagreements(changed_content("1250.26"), book, LABEL)
    assert (finding.code, str(finding.place)) == ("W190", f"{LABEL}, Prijzen!B7")
    assert (finding.values["found"], finding.values["other"]) == ("1250.26", "1250.25")


@pytest.mark.parametrize("value", [None, "1250.25", True, 1250, date(2027, 1, 1), "#N/A"])
def test_a_cell_that_the_second_reader_reads_as_something_else_is_refused(value: Any) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    book["Prijzen"]["B7"].value = value
    gated, _ = gate(filled(), LABEL)
    assert [f.code for f in disagreements(gated, book, LABEL)] == ["W190"]


def test_a_cell_or_sheet_that_only_one_reader_sees_is_refused() -> None:
    gated, _ = gate(filled(), LABEL)
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    book["Prijzen"]["F9"] = 5
    assert [str(f.place) for f in disagreements(gated, book, LABEL)] == [f"{LABEL}, Prijzen!F9"]
    del book["Prijzen"]
    assert [f.code for f in disagreements(gated, book, LABEL)] == ["W190"]


def test_a_text_with_an_escaped_underscore_is_read_the_same_by_both() -> None:
    cell = '<c r="B7" t="inlineStr"><is><t>a_x005F_x000D_b</t></is></c>'
    assert open_form(price(cell), LABEL).findings == ()


def test_a_price_in_a_refused_file_is_not_shown_while_prices_are_closed() -> None:
    content = typed_price("1250_25")
    closed = read_form(content, FORM, other_slots(FORM), LABEL).findings
    opened = read_form(content, FORM, FORM.slots, LABEL).findings
    assert [f.code for f in closed] == [f.code for f in opened] == ["W162"]
    assert opened[0].values["found"] == "1250_25"
    assert "1250" not in str(closed)


def test_an_empty_sheet_in_place_of_the_prices_is_no_form_of_ours() -> None:
    content = with_part(PRICES, "<worksheet/>")
    assert {f.code for f in read_form(content, FORM, FORM.slots, LABEL).findings} == {"W138"}


def test_a_number_of_no_day_is_an_error_where_it_stands_and_no_reason_to_refuse_the_file() -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(filled()))
    book["Prijzen"]["B7"].value = 20251231
    book["Prijzen"]["B7"].number_format = "yyyy-mm-dd"
    findings = read_form(saved(book), FORM, FORM.slots, LABEL).findings
    assert [(f.code, str(f.place)) for f in findings] == [("W208", f"{LABEL}, Prijzen!B7")]


def test_a_style_that_is_not_there_is_one_finding_and_no_line_of_a_library(
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = swapped(STYLES, ('name="Normal" xfId="0"', 'name="Normal" xfId="99"'))
    assert [finding.code for finding in open_form(content, LABEL).findings] == ["W108"]
    assert capsys.readouterr().out == ""
