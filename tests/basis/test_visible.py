"""Signs nobody can see are shown; all that can be seen stays as it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis.visible import as_csv_text, storable, visible

ANY = st.text(st.characters(codec=None))  # also lone surrogates


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", "a␀b"),
        ("\x1b[31m", "␛[31m"),
        ("a\rb", "a␍b"),
        ("a\r\nb\tc", "a\nb\tc"),
        ("x\u202egnp.exe", "x⟨U+202E⟩gnp.exe"),
        ("\u2066a\u2069", "⟨U+2066⟩a⟨U+2069⟩"),
        ("a\u2028b\x85c\x7f", "a⟨U+2028⟩b⟨U+0085⟩c⟨U+007F⟩"),
        ("\ud800\ufffe", "⟨U+D800⟩⟨U+FFFE⟩"),
        ("Één שלום 𝒳 👨‍👩‍👧", "Één שלום 𝒳 👨‍👩‍👧"),
    ],
)
def test_a_sign_nobody_sees_is_named_and_all_else_stays(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(ANY)
def test_what_is_visible_holds_no_control_and_can_be_written_in_any_file(text: str) -> None:
    shown = visible(text)
    kinds = {unicodedata.category(sign) for sign in shown if sign not in "\n\t"}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    assert not {unicodedata.bidirectional(sign) for sign in shown} & {"RLO", "LRO", "RLI", "PDF"}
    shown.encode()
    assert visible(shown) == shown


@given(ANY)
def test_what_a_workbook_can_hold_stays_as_it_is(text: str) -> None:
    """XML 1.0, production [2]: tab, line feed, carriage return and all from the space on, but
    not the surrogates nor the last two; a carriage return is read back as a line feed."""
    holds = all(
        sign in "\t\n" or 0x20 <= ord(sign) < 0xD800 or 0xE000 <= ord(sign) < 0xFFFE
        or ord(sign) > 0xFFFF for sign in text
    )  # fmt: skip
    assert (storable(text) == text) == holds


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_in_a_csv_what_looks_like_a_formula_has_an_apostrophe_before_it(sign: str) -> None:
    assert as_csv_text(f"{sign}1+1").startswith("'")
    assert as_csv_text(f"1{sign}1")[0] == "1"
