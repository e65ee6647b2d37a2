"""What a finding shows of a text holds no sign that nobody sees, and every sign that is seen."""

import sys
import unicodedata

import pytest

from aanbesteding.gate.colours import Palette
from aanbesteding.gate.refused import shown

# By their names in the Unicode charts, first and last of each range.
UNSEEN = {
    "zero width space": "\u200b",
    "right-to-left mark": "\u200f",
    "left-to-right embedding": "\u202a",
    "right-to-left override": "\u202e",
    "word joiner": "\u2060",
    "nominal digit shapes": "\u206f",
    "zero width no-break space": "\ufeff",
    "no character": "\ufffe",
    "no character either": "\uffff",
}
SEEN = {
    "tilde": "~",
    "inverted exclamation mark": "\u00a1",
    "hyphen": "\u2010",
    "hyphenation point": "\u2027",
    "per mille": "\u2030",
    "vertical four dots": "\u205e",
    "superscript zero": "\u2070",
    "ideograph before the halves": "\ud7a3",
    "private use": "\ue000",
    "ligature": "\ufb01",
    "arabic ligature": "\ufefc",
    "replacement character": "\ufffd",
    "first beyond": "\U00010000",
}


def left(sign: str) -> str:
    return shown(f"a{sign}b")


@pytest.mark.parametrize("sign", UNSEEN.values(), ids=UNSEEN.keys())
def test_a_sign_that_nobody_sees_is_left_out(sign: str) -> None:
    assert left(sign) == "ab"


@pytest.mark.parametrize("sign", SEEN.values(), ids=SEEN.keys())
def test_a_sign_that_is_seen_stays(sign: str) -> None:
    assert left(sign) == f"a{sign}b"


def test_every_control_and_every_half_of_a_pair_is_left_out() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    wrong = [one for one in every if unicodedata.category(one) in ("Cc", "Cs") and one in left(one)]
    assert wrong == []


def test_a_space_of_any_width_is_a_space() -> None:
    assert left("\u00a0") == left("\u2029") == left("\u202f") == "a b"


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (0, "lt1"), (1, "dk1"), (2, "lt2"), (3, "dk2"), (4, "accent1"), (9, "accent6"),
        (10, "hlink"), (11, "folHlink"),
    ],
)  # fmt: skip
def test_a_theme_colour_by_its_number_is_the_one_of_that_name(number: int, name: str) -> None:
    """In the order of Office: light before dark, though the theme lists dark first."""
    palette = Palette(theme={name: "010203"})
    assert palette.colour({"theme": str(number)}, (255, 255, 255)) == (1, 2, 3)
