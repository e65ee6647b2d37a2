"""Checks that no person stands where only numbers of people belong."""

import re
from collections.abc import Iterator

from aanbesteding.basis.places import Path
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

_NINE = re.compile(r"(?<!\d)\d{9}(?!\d)")
_DAY = re.compile(r"(?<!\d)(?:\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?!\d)")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def looks_like_bsn(text: str) -> bool:
    """Return whether nine digits in the text pass the eleven test of a citizen service number.

    >>> looks_like_bsn("111222333"), looks_like_bsn("111222334"), looks_like_bsn("000000000")
    (True, False, False)
    """
    return any(
        int(nine) and sum(int(d) * w for d, w in zip(nine, _WEIGHTS, strict=True)) % 11 == 0
        for nine in _NINE.findall(text)
    )


def persons_are_not_listed(tender: Tender) -> Iterator[Problem]:
    """Yield every name or count around the demand that looks like a person's number or birthday."""
    for path, text in _around_demand(tender):
        if looks_like_bsn(text):
            yield Problem("T470", path)
        elif _DAY.search(text):
            yield Problem("T471", path)


def _around_demand(tender: Tender) -> Iterator[tuple[Path, str]]:
    """What stands in the tables of demand: names of what is asked, and how much of it.

    A number or day that was found is not repeated in a finding, since findings are kept and shown.
    """
    fields = {
        "lots": ("id", "title"),
        "needs": ("id", "label"),
        "areas": ("id", "name"),
        "demand": ("volume", "in_care"),
        "incumbents": ("name", "clients"),
    }
    for table, names in fields.items():
        for number, row in enumerate(getattr(tender, table)):
            for name in names:
                yield (table, str(number), name), str(getattr(row, name))
