"""Text whose dates no line may break; amounts already hold together."""

import re

_DATE = re.compile(r"(?<!\w)(\d{1,2}) ([^\W\d_]{3,9}) (\d{4})(?!\w)")


def unbroken(text: str) -> str:
    """Return the text with spaces in dates that no line can end at.

    >>> unbroken("Op 2 maart 2027 om tien uur").split(" ")
    ['Op', '2\\xa0maart\\xa02027', 'om', 'tien', 'uur']
    """
    return _DATE.sub("\\1\u00a0\\2\u00a0\\3", text)
