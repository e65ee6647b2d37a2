"""Text as it may be shown: signs nobody can see become signs everybody can see.

Line breaks and tabs stay. Any other control character becomes its picture (NUL is ␀, ESC is ␛),
and what is no character at all is named by its number: ⟨U+D800⟩. A workbook can hold neither.

On a page and in a CSV the signs that change how the text around them is read are named as well:
those that turn its direction around, that break lines unseen, and the controls behind ASCII. In a
cell they stay, since a form or tender in a workbook must come back as it was.
"""

import re

_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"}
_NO_CHARACTER = re.compile("[\ufffe\uffff\ud800-\udfff]")
_MISLEADING = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
)
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
# As text is shown, a carriage return is its picture. Apostrophes count, so that one more can go.
_FORMULA = re.compile("'*[=+@\t␍-]")


def visible(text: str) -> str:
    """Return the text with every sign nobody can see made visible; line ends become one kind.

    >>> visible("a\\x00b\\u202ec")
    'a␀b⟨U+202E⟩c'
    """
    return _MISLEADING.sub(_named, storable(text))


def storable(text: str) -> str:
    """Return the text with every sign a workbook cannot hold made visible; all others stay.

    >>> storable("a\\x00b\\r\\nc")
    'a␀b\\nc'
    """
    plain = text.replace("\r\n", "\n").translate(_PICTURES)
    return _NO_CHARACTER.sub(_named, plain)


def _named(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"


def as_csv_text(text: str) -> str:
    """Return text for a CSV that people open in a spreadsheet; an apostrophe keeps it text.

    A spreadsheet would take what begins with ``= + - @``, a tab or a line end for a formula. Text
    in which such a sign stands behind apostrophes gets one more too, so that `from_csv_text` gives
    every text back.

    >>> as_csv_text("=1+1"), as_csv_text("'=1"), as_csv_text("'s-Hertogenbosch")
    ("'=1+1", "''=1", "'s-Hertogenbosch")
    """
    shown = visible(text)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def from_csv_text(cell: str) -> str:
    """Return the text, as it is shown, that a cell made by `as_csv_text` stands for.

    >>> from_csv_text("'=1+1"), from_csv_text("''=1"), from_csv_text("'s-Hertogenbosch")
    ('=1+1', "'=1", "'s-Hertogenbosch")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
