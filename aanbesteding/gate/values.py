"""What stands in a cell, from its pieces; a value that fits no single reading is refused."""

import re
from typing import Protocol

from aanbesteding.gate.cells import Content, SheetRead
from aanbesteding.gate.number import is_number
from aanbesteding.gate.strings import Pieces
from aanbesteding.gate.xml import Attributes

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z?)?")
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
# A pipe in a formula talks to another program; these functions fetch from elsewhere.
_FETCHES = re.compile(r"\||\b(?:DDE|WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?)\s*\(", re.IGNORECASE)
LONGEST_FORMULA = 8_192


class Open(Protocol):
    """The cell that stands open, as its sheet hears it."""

    cell: Attributes
    sheet: SheetRead
    strings: tuple[str, ...] | None

    def wrong(self, code: str, found: str = "", most: int = 0) -> Content | None:
        """Refuse the cell."""


def fetches(formula: str) -> bool:
    """Return whether a formula talks to another program or fetches from elsewhere.

    >>> fetches("cmd|'/c calc'!A0"), fetches('LEN("a|b")')
    (True, False)
    """
    return bool(_FETCHES.search(_QUOTED.sub("''", formula)))


def content_in(
    here: Open, value: list[str] | None, formula: list[str] | None, inline: Pieces | None
) -> Content | None:
    """Return what the open cell holds; None when it is empty or refused."""
    kind = here.cell.get("t", "n")
    said = here.cell.get("s", "0")
    style = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else -1
    if here.sheet.formats and not 0 <= style < len(here.sheet.formats):
        return here.wrong("W165", said)
    if (inline is not None) != (kind == "inlineStr") and (inline or value):
        return here.wrong("W160")
    if inline is not None and (inline.wrong or value is not None):
        return here.wrong("W160" if value is not None else "W161")
    text = "".join(value or ())
    if formula is not None:
        return _formula(here, "".join(formula), style)
    if inline is not None:
        whole = inline.whole()
        return Content("text", whole, style) if whole else None
    return _typed(here, kind, text, style) if text else None


def _typed(here: Open, kind: str, text: str, style: int) -> Content | None:
    if kind == "n":
        return Content("number", text, style) if is_number(text) else here.wrong("W162", text)
    if kind == "s":
        return _shared(here, text, style)
    if kind == "str":
        return Content("text", text, style)
    if kind == "b":
        return Content("yes_no", text, style) if text in ("0", "1") else here.wrong("W162", text)
    if kind == "e":
        return Content("error", text, style)
    if kind == "d":
        good = _DAY.fullmatch(text)
        return Content("day", text, style) if good else here.wrong("W162", text)
    return here.wrong("W163", kind)


def _shared(here: Open, text: str, style: int) -> Content | None:
    if here.strings is None:
        return None
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else -1
    if not 0 <= number < len(here.strings):
        return here.wrong("W164", text)
    shared = here.strings[number]
    return Content("text", shared, style) if shared else None


def _formula(here: Open, formula: str, style: int) -> Content | None:
    if len(formula) > LONGEST_FORMULA:
        return here.wrong("W168", most=LONGEST_FORMULA)
    if fetches(formula):
        return here.wrong("W151", formula)
    return Content("formula", formula, style)
