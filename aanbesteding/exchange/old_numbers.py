"""Numbers that are text, as people and platforms write them: read in one way or not at all."""

import re
from decimal import Decimal

LONGEST = 40
_SIGNS = re.compile(r"[\s\u00a0\u202f€]")
_BOTH = {
    ",": re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?"),
    ".": re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?"),
}


def number_in(text: str, decimal: str) -> Decimal | None:
    """Return the number that a text stands for; None where it stands for none or for two.

    With an empty `decimal` a text that both ways of writing allow is read only when they agree.

    >>> number_in("€ 5.600,00", ""), number_in("7,5", ""), number_in("1.234", "")
    (Decimal('5600.00'), Decimal('7.5'), None)
    >>> number_in("1.234", ","), number_in("1.234", ".")
    (Decimal('1234'), Decimal('1.234'))
    """
    bare = _SIGNS.sub("", text)
    if len(bare) > LONGEST or not bare.isascii():
        return None
    ways = (decimal,) if decimal else (",", ".")
    found = {value for way in ways if (value := _read(bare, way)) is not None}
    return found.pop() if len(found) == 1 else None


def is_double(text: str) -> bool:
    """Return whether a text is a number in both ways of writing, and not the same one.

    >>> is_double("1.234"), is_double("1.234,50")
    (True, False)
    """
    bare = _SIGNS.sub("", text)
    return len(bare) <= LONGEST and len({_read(bare, way) for way in _BOTH} - {None}) > 1


def _read(bare: str, decimal: str) -> Decimal | None:
    if not _BOTH[decimal].fullmatch(bare):
        return None
    other = "." if decimal == "," else ","
    return Decimal(bare.replace(other, "").replace(decimal, "."))
