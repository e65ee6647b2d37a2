"""Numbers as they stand in a file: a strict form, and no more of them than a person sees."""

import math
import re
from decimal import Decimal

from aanbesteding.basis.exact import as_typed

LONGEST = 40
_FORM = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
SHOWN_DIGITS = 15


def number(text: str) -> Decimal | None:
    """Return the number a cell's text stands for, to 15 digits; None when it stands for none.

    >>> number("0.14000000000000001"), number("1_000"), number("1e400")
    (Decimal('0.14'), None, None)
    """
    if len(text) > LONGEST or not _FORM.fullmatch(text):
        return None
    value = float(text)
    return as_typed(value) if math.isfinite(value) else None


def is_number(text: str) -> bool:
    """Return whether a text is a number a reader cannot mistake.

    A whole number of more digits than a spreadsheet keeps is none: it was never typed.
    """
    if not _FORM.fullmatch(text):
        return False
    if len(text) <= SHOWN_DIGITS:
        return "e" not in text.lower() or math.isfinite(float(text))
    if len(text) > LONGEST or not math.isfinite(float(text)):
        return False
    whole = text.lstrip("-").lstrip("0")
    return not (whole.isdigit() and len(whole.rstrip("0")) > SHOWN_DIGITS)


def unseen_digits(text: str) -> bool:
    """Return whether the number has digits that a spreadsheet does not show.

    What a file stores for a typed 0.14 may be 0.14000000000000001: that is the same number.

    >>> unseen_digits("0.14000000000000001"), unseen_digits("0.30000000000000004")
    (False, True)
    """
    return len(Decimal(repr(float(text))).normalize().as_tuple().digits) > SHOWN_DIGITS
