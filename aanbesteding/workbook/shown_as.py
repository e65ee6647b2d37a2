"""Whether a cell shows what stands in it: its number format, its row and column."""

import re
from collections.abc import Iterator

from aanbesteding.basis.exact import as_typed
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Place
from aanbesteding.gate.cells import Content, SheetRead
from aanbesteding.gate.number import unseen_digits
from aanbesteding.gate.refused import shown
from aanbesteding.workbook.check import wrong
from aanbesteding.workbook.form_book import row_and_column
from aanbesteding.workbook.slots import Slot

LONGEST_FORMAT = 255
_COLOUR = r"(?i:\[(?:Black|Blue|Cyan|Green|Magenta|Red|Yellow|Color ?\d{1,2})\])?"
# Space of a width, space that fills, a currency or a sign: nothing that changes the digits.
# No pattern here may try a sign twice: the formats come out of files of others.
_BESIDE = (
    r'(?:_.|\*[ ]|\\[ ]|[ ]|"[ ]*(?:€|EUR)?[ ]*"|€|\[\$(?:€|EUR)?[ ]?(?:-[0-9A-Fa-f]{1,4})?\])*+'
)
_MINUS = r'(?:-|\\-|"-")'
_DIGITS = r"(?:#,##0|#{0,3}0|#\\?[.,]##0)(?:\.(?P<decimals>0{0,10})(?P<more>#{0,15}))?"
_LANGUAGE = r"(?:\[\$-[0-9A-Fa-f]{1,4}\])?"
_NUMBER = re.compile(
    f"{_COLOUR}{_LANGUAGE}{_BESIDE}(?P<minus>{_MINUS})?{_BESIDE}(?P<open>\\\\?\\()?{_BESIDE}"
    f"{_DIGITS}{_BESIDE}(?P<close>\\\\?\\))?(?P<behind>{_MINUS})?{_BESIDE}"
)
_NOTHING = re.compile(f'{_COLOUR}{_BESIDE}(?:-|\\\\-|"-")(?:\\?\\?|{_BESIDE}){{0,2}}{_BESIDE}')
_TEXT = re.compile(rf"{_COLOUR}{_BESIDE}(?:@|General){_BESIDE}")
_SECTION = re.compile(r'((?:"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[^;"\\_*\[])*+)(;|$)')
_SHOWN_DIGITS = 11
# A sign some readers undo and others show; ends of lines and tabs are common and harmless.
_ESCAPED = re.compile(r"_x(?!000[9aAdD]_)[0-9A-Fa-f]{4}_")
_PLAIN = ("General", "@", "Standard", "Standaard")


def as_shown(sheet: SheetRead, slot: Slot, place: Place) -> Iterator[Finding]:
    """Yield why a filled-in cell does not show what it holds; notices leave the value good."""
    at = row_and_column(slot.cell)
    content = sheet.cells.get(at)
    if content is None:
        return
    if sheet.hides(at):
        yield wrong(slot, "W180", place)
    if sheet.is_shown_otherwise(at):
        yield wrong(slot, "W186", place)
    if sheet.is_pale(at):
        values = {"slot": slot.name, "field": slot.label or slot.name}
        yield Finding("W185", Weight.NOTICE, place, values)
    code = sheet.format_at(at)
    if content.kind == "text" and _ESCAPED.search(content.text):
        yield wrong(slot, "W216", place)
    if content.kind == "text" and not shows_text(code):
        yield wrong(slot, "W181", place, format=shown(code))
    elif content.kind == "number" and slot.shows in ("integer", "euro", "number"):
        yield from _number(content, slot, place, code)


def _number(content: Content, slot: Slot, place: Place, code: str) -> Iterator[Finding]:
    decimals = shown_decimals(code)
    if decimals is None:
        yield wrong(slot, "W181", place, format=shown(code))
        return
    value = as_typed(float(content.text))
    values = {"field": slot.label or slot.name, "found": value}
    if round(value, decimals) != value:
        yield Finding("W182", Weight.NOTICE, place, {**values, "decimals": decimals})
    if unseen_digits(content.text):
        yield Finding("W183", Weight.NOTICE, place, {**values, "stored": shown(content.text)})


def shown_decimals(code: str) -> int | None:
    """Return how many decimals a number format shows; None when it shows another number.

    >>> shown_decimals("€ #,##0.00"), shown_decimals('"50,00"'), shown_decimals("0,")
    (2, None, None)
    """
    if code in _PLAIN:
        return _SHOWN_DIGITS
    sections = sections_of(code)
    if not sections or len(sections) > 4:
        return None
    found = [_NUMBER.fullmatch(section) for section in sections[:2]]
    if any(one is None for one in found):
        return None
    first, *below = (one for one in found if one is not None)
    if first["minus"] or first["open"] or first["behind"]:
        return None
    if any(not (n["minus"] or n["behind"] or (n["open"] and n["close"])) for n in below):
        return None
    zero = sections[2:3]
    if any(not (_NUMBER.fullmatch(one) or _NOTHING.fullmatch(one)) for one in zero):
        return None
    return min(len(one["decimals"] or "") + len(one["more"] or "") for one in (first, *below))


def shows_text(code: str) -> bool:
    """Return whether a number format shows text as it is.

    >>> shows_text("@"), shows_text("0.00"), shows_text(';;;"ja"')
    (True, True, False)
    """
    if code in _PLAIN:
        return True
    sections = sections_of(code)
    own = sections[3:4] if len(sections) > 3 else [one for one in sections if "@" in one]
    return bool(sections) and len(sections) < 5 and all(_TEXT.fullmatch(one) for one in own)


def sections_of(code: str) -> list[str]:
    """Return the sections of a number format; none when it cannot be told where they end."""
    found: list[str] = []
    at = 0
    while len(code) <= LONGEST_FORMAT:
        match = _SECTION.match(code, at)
        if match is None:
            return []
        found.append(match[1])
        if not match[2]:
            return found
        at = match.end()
    return []
