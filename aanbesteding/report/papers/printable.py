"""Text as the fonts inside the PDF maker can show it; any other sign is named by its number.

It refuses to declare PDF/UA for a text with a sign that no font has, and some scripts make it fail
altogether. So this is a list of what it can: Latin, Greek, Cyrillic, and the signs around them.
"""

import re
import unicodedata

_SHOWN = (
    "\n -~\u00a0-\u00ac\u00ae-\u024f\u02b0-\u02ff"
    "\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u04ff\u1e00-\u1eff"
    "\u2010-\u2027\u202f-\u2040\u2070\u2071\u2074-\u208e\u20a0-\u20c0\u2116\u2122\u2126"
    "\u2153-\u215e\u2190-\u22ff\u25a0-\u25ff\u2713\u2714\u2717\u2718\u27e8\u27e9"
)
_OTHER = re.compile(f"[^{_SHOWN}]")


def printable(text: str) -> str:
    """Return the text with every sign that no font has, and every unseen one, named.

    A letter and its accent become one sign where there is one; a tab becomes a space.

    >>> printable("Zoe\\u0308 漢\\x00")
    'Zoë ⟨U+6F22⟩⟨U+0000⟩'
    """
    lines = text.replace("\r\n", "\n").replace("\t", " ")
    joined = unicodedata.normalize("NFC", lines)
    return _OTHER.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", joined)
