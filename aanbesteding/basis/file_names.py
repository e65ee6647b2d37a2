"""File names for people and parties: the number makes them unique, the name only helps to find."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 69
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ł": "l", "Ł": "L",
     "đ": "d", "Đ": "D", "ð": "d", "þ": "th"}
)  # fmt: skip


def file_names(names: Iterable[str], ending: str) -> tuple[str, ...]:
    """Return a file name for each of these names, such as ``001_Zorg-Een.docx``, in their order.

    Only ASCII letters, digits, hyphens, one underscore and the ending; at most 69 characters; all
    different, also where capitals do not count; never a name that Windows keeps for a device.

    >>> file_names(["Zorg & Één", "CON"], ".docx")
    ('001_Zorg-Een.docx', '002_CON.docx')
    """
    wanted = list(names)
    digits = max(3, len(str(len(wanted))))
    found = (_named(f"{number:0{digits}}", name, ending) for number, name in enumerate(wanted, 1))
    return tuple(found)


def _named(number: str, name: str, ending: str) -> str:
    room = LONGEST - len(number) - len(ending) - 1
    slug = _slug(name)[: max(room, 0)].strip("-")
    return f"{number}_{slug}{ending}" if slug else f"{number}{ending}"


def _slug(name: str) -> str:
    """The letters and digits of a name without their accents, with a hyphen for all else."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^A-Za-z0-9]+", "-", bare).strip("-")
