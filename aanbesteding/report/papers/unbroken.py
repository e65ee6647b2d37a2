"""Text whose dates and amounts no line may break."""

import re

_EURO = re.compile(r"€ (?=\d)")
_DATE = re.compile(r"(?<!\w)(\d{1,2}) ([^\W\d_]{3,9}) (\d{4})(?!\w)")


def unbroken(text: str) -> str:
    """Return the text with spaces in dates and amounts that no line can end at.

    >>> unbroken("Op 2 maart 2027 voor € 5").split(" ")
    ['Op', '2\\xa0maart\\xa02027', 'voor', '€\\xa05']
    """
    return _DATE.sub("\\1\u00a0\\2\u00a0\\3", whole_amounts(text))


def whole_amounts(text: str) -> str:
    """Return the text with a space behind a typed euro sign that no line can end at.

    >>> whole_amounts("samen € 4.900.000,00")
    'samen €\\xa04.900.000,00'
    """
    return _EURO.sub("€\u00a0", text)
