"""What the forms call a bidder in an anonymous round: given once, kept in ``anonymous.csv``."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line, Place
from aanbesteding.basis.texts import say
from aanbesteding.bids.bid import Bids
from aanbesteding.gate.file import Reads, content_of, is_there
from aanbesteding.workbook.check import shown
from aanbesteding.workbook.rows import csv_rows, csv_text

FILE = "anonymous.csv"
COLUMNS = ("bidder", "pseudonym")


@dataclass(frozen=True)
class Pseudonyms:
    """The pseudonym of each bidder, in the order they were given, and what is wrong with them."""

    called: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @cached_property
    def bidders(self) -> Mapping[str, str]:
        """The bidder behind each pseudonym."""
        return {pseudonym: bidder for bidder, pseudonym in self.called.items()}


def read_pseudonyms(folder: Path, read: Reads = content_of) -> Pseudonyms:
    """Return the pseudonyms of a round folder; lines that can be read in two ways do not count."""
    path = folder / FILE
    if not is_there(path):
        return Pseudonyms()
    content, findings = read(path, FILE)
    rows, wrong = ((), findings) if findings else csv_rows(content, FILE)
    if wrong:
        return Pseudonyms(findings=wrong)
    if rows and set(rows[0][1]) != set(COLUMNS):
        return Pseudonyms(findings=(unknown(Line(FILE, 1), tuple(rows[0][1])),))
    said = [
        (place, (row.get("bidder") or "").strip(), (row.get("pseudonym") or "").strip())
        for place, row in rows
    ]
    times = Counter(name for _, *names in said for name in names)
    good = {
        bidder: called
        for _, bidder, called in said
        if bidder and called and times[bidder] == times[called] == 1
    }
    bad = [(place, called or bidder) for place, bidder, called in said if bidder not in good]
    return Pseudonyms(good, tuple(unknown(place, (name,)) for place, name in bad))


def unknown(place: Place, found: Iterable[str]) -> Finding:
    """Return the finding that nobody can tell which bidders these are."""
    values = {"file": FILE, "found": tuple(shown(one) for one in found)}
    return Finding("A118", Weight.REPAIRABLE, place, values)


def extended(known: Mapping[str, str], bidders: Iterable[str], bids: Bids, lang: str) -> bytes:
    """Return ``anonymous.csv`` with a pseudonym for each of these bidders; no number ever changes.

    Who is new gets the next numbers in the order of the hashes of their bid files, so that the
    numbers follow neither identifiers nor names.
    """
    files = {received.bidder: received.sha256 for received in bids.received}

    def by_content(bidder: str) -> tuple[str, str]:
        sha256 = files.get(bidder, "")
        return sha256, fingerprint(f"{sha256} {bidder}".encode())

    new = sorted(set(bidders) - set(known), key=by_content)
    first = max((len(known), *map(_number, known.values()))) + 1
    called = dict(known) | {bidder: _pseudonym(n, lang) for n, bidder in enumerate(new, first)}
    return csv_text(COLUMNS, called.items()).encode()


def _number(pseudonym: str) -> int:
    """The number a pseudonym ends with; one that was given is never given again."""
    found = re.search(r"[0-9]{1,6}$", pseudonym)
    return int(found[0]) if found else 0


def _pseudonym(number: int, lang: str) -> str:
    return say("assessment.pseudonym", lang, {"number": f"{number:02}"})
