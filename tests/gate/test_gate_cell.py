"""The cells: each holds one value in one form, or is refused with its place."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis.texts import finding_text
from aanbesteding.bids.form import bid_form
from aanbesteding.gate.gate import gate
from aanbesteding.gate.number import is_number, number, unseen_digits
from aanbesteding.workbook.read import read_form
from tests.gate.changed import (
    LABEL,
    PRICES,
    STRINGS,
    codes,
    edited,
    found,
    places,
    price,
    typed_price,
)
from tests.small_round import tender

HERE = "Prijzen!B7"


@pytest.mark.parametrize(
    "text",
    ["1_000", "١٢٣", "１２", "12,5", "abc", "INF", "NaN", "-inf", "1e400", "1E999", "+5", " 5",
     "5 ", ".5", "5.", "0x10", "1e", "--5", "1.2.3", "1" * 5000, "1234567890123456",
     "12345678901234567"],
)  # fmt: skip
def test_text_that_is_no_plain_number_is_refused_with_its_place(text: str) -> None:
    assert places(typed_price(text)) == [("W162", HERE)]
    assert not is_number(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1250.25", "1250.25"),
        ("42536.512888953701", "42536.5128889537"),
        ("0.14000000000000001", "0.14"),
        ("1E-4", "0.0001"),
        ("1.5E+3", "1500"),
        ("-0", "0"),
        ("100000000000000000000", "100000000000000000000"),
    ],
)
def test_a_number_is_what_was_typed_to_fifteen_digits(text: str, value: str) -> None:
    assert is_number(text)
    assert number(text) == Decimal(value)


@given(st.integers(0, 10**15 - 1), st.integers(0, 15))
def test_a_typed_number_of_fifteen_digits_comes_back_however_excel_stores_it(
    digits: int, decimals: int
) -> None:
    typed = Decimal(digits).scaleb(-decimals)
    stored = f"{float(typed):.17g}"
    assert is_number(stored)
    assert number(stored) == typed
    assert not unseen_digits(stored)


@given(st.text(max_size=8))
def test_what_is_taken_for_a_number_is_one_for_every_reader(text: str) -> None:
    if is_number(text):
        assert text.isascii()
        assert text.strip("-.0123456789eE+") == ""
        assert math.isfinite(float(text))


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("2", "b", "W162"),
        ("true", "b", "W162"),
        ("gisteren", "d", "W162"),
        ("5", "x", "W163"),
        ("-1", "s", "W164"),
        ("99999", "s", "W164"),
        ("1.0", "s", "W164"),
        ("٣", "s", "W164"),
    ],
)
def test_a_value_that_does_not_fit_its_kind_is_refused(text: str, kind: str, code: str) -> None:
    assert places(typed_price(text, kind)) == [(code, HERE)]


@pytest.mark.parametrize("style", ["9999", "-1", "x", ""])
def test_a_look_that_is_not_there_is_refused(style: str) -> None:
    assert places(price(f'<c r="B7" s="{style}"><v>5</v></c>')) == [("W165", HERE)]


@pytest.mark.parametrize(
    "inside",
    [
        "<v>5000</v><v>50</v>",
        "<is><t>a</t></is><v>5</v>",
        "<f>1</f><f>2</f>",
        "<v>5</v><f>1</f>",
        "<is><t>a</t></is>",
    ],
)
def test_two_values_in_one_cell_are_refused(inside: str) -> None:
    assert places(price(f'<c r="B7">{inside}</c>')) == [("W160", HERE)]


@pytest.mark.parametrize(
    "value",
    ["50<!-- -->00", "<![CDATA[5000]]>", "50<?x y?>00", "<x>50</x>", "50<v>00</v>"],
)
def test_something_inside_a_value_is_refused(value: str) -> None:
    assert codes(typed_price(value)) == ["W161"]


@pytest.mark.parametrize(
    "text",
    ["<t>a</t><t>b</t>", "<t>a<!-- --></t>", "<t>a</t><r><t>b</t></r>", "<t><t>a</t></t>"],
)
def test_a_text_in_its_cell_that_can_be_read_in_two_ways_is_refused(text: str) -> None:
    assert codes(price(f'<c r="B7" t="inlineStr"><is>{text}</is></c>')) == ["W161"]


@pytest.mark.parametrize(
    "text",
    ["<t>a</t><t>b</t>", "<t>a<!-- --></t>", "<t><![CDATA[a]]></t>", "<t>a</t><r><t>b</t></r>",
     "<r><t>a</t><t>b</t></r>", "<t><t>a</t></t>", "<x><t>a</t></x>"],
)  # fmt: skip
def test_a_shared_text_that_can_be_read_in_two_ways_is_refused(text: str) -> None:
    content = edited(STRINGS, ("</sst>", f"<si>{text}</si></sst>"))
    assert codes(content) == ["W169"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<t>a</t>", "a"),
        ("<r><rPr><b/></rPr><t>Jan</t></r><r><t xml:space='preserve'> de </t></r>", "Jan de "),
        ("<t>東京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh><phoneticPr fontId='1'/>", "東京"),
        ("<t>a_x000D_b</t>", "a_x000D_b"),
        ("<t>a&amp;b&#10;c</t>", "a&b\nc"),
    ],
)
def test_a_text_of_one_reading_is_read_with_its_runs_and_without_its_sound(
    inside: str, text: str
) -> None:
    gated, findings = gate(price(f'<c r="B7" t="inlineStr"><is>{inside}</is></c>'), LABEL)
    assert findings == ()
    assert gated.sheets["Prijzen"].cells[7, 2].text == text


def test_a_text_far_too_long_is_refused() -> None:
    cell = f'<c r="B7" t="str"><v>{"x" * 200_001}</v></c>'
    assert places(price(cell)) == [("W168", HERE)]


def test_a_cell_with_a_look_and_no_value_holds_nothing() -> None:
    gated, findings = gate(price('<c r="B7" s="15"><v></v></c>'), LABEL)
    assert findings == ()
    assert (7, 2) not in gated.sheets["Prijzen"].cells


def test_what_was_found_is_shown_without_signs_that_nobody_sees() -> None:
    (finding,) = found(typed_price("1\u202e2\u200b3 x"))
    assert finding.values["found"] == "123 x"


@pytest.mark.parametrize("text", ["1E300", "-1E300", "1000000000000.01"])
def test_a_number_beyond_all_sense_is_a_finding_that_can_be_said(text: str) -> None:
    form = bid_form(tender(), "nl")
    cell = '<c r="B8" s="15"/>'
    content = edited(PRICES, (cell, f'<c r="B8" s="15"><v>{text}</v></c>'))
    (finding,) = read_form(content, form, form.slots, LABEL).findings
    assert finding.code in ("W204", "W206")
    assert finding_text(finding, "nl").startswith(finding.code)
