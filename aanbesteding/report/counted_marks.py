"""The marks that counted, out of a record: the panel's own, or those that were worked out."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from aanbesteding.assessment.counting import as_digits
from aanbesteding.assessment.marks import CONSENSUS, EVERY_LOT
from aanbesteding.basis import texts
from aanbesteding.tender.tender import Tender

Record = Mapping[str, Any]
Key = tuple[str, str, str]


def counted_marks(record: Record, tender: Tender, lang: str) -> Mapping[Key, Record]:
    """Return mark and reason by bidder, lot and criterion.

    A mark that was worked out has the reasons of everyone whose mark is in it. A mark that was
    given once for several lots stands in each lot where it brought points, and under every lot
    where it brought none.
    """
    if tender.panel.method == "consensus":
        return _agreed(record, tender)
    members = _by_judged(record, tender, together=False)
    return {
        key: {
            "mark": str(as_digits(Fraction(mark))),
            "reason": " ".join(
                texts.say("report.panel.own", lang, given)
                for given in members.get(_once(tender, key), ())
            ),
        }
        for key, mark in _with_points(record)
    }


def reasons_head(tender: Tender) -> str:
    """Return the name of the column with reasons: of the panel together, or of its members."""
    return "reason" if tender.panel.method == "consensus" else "reasons"


def _agreed(record: Record, tender: Tender) -> Mapping[Key, Record]:
    given = _by_judged(record, tender, together=True)
    found = {(m["bidder"], m["lot"], m["criterion"]): m for marks in given.values() for m in marks}
    for key, _ in _with_points(record):
        once = _once(tender, key)
        for mark in given.get(once, ()):
            found.setdefault(key, mark)
            if once != key:
                found.pop(once, None)
    return dict(sorted(found.items()))


def _once(tender: Tender, key: Key) -> Key:
    """What a mark is of: every lot together where one mark counts in several."""
    bidder, lot, criterion = key
    shared = any(one.shared for one in tender.criteria if one.id == criterion)
    return bidder, EVERY_LOT if shared else lot, criterion


def _by_judged(record: Record, tender: Tender, together: bool) -> Mapping[Key, Sequence[Record]]:
    found: dict[Key, list[Record]] = {}
    for mark in record["marks"]:
        if (mark["assessor"] == CONSENSUS) is together:
            key = (mark["bidder"], mark["lot"], mark["criterion"])
            found.setdefault(_once(tender, key), []).append(mark)
    return found


def _with_points(record: Record) -> Iterator[tuple[Key, str]]:
    """The marks of which points were made, as exact numbers."""
    for score in record["scores"]:
        for point in score["points"]:
            if "mark" in point["inputs"]:
                yield (score["bidder"], score["lot"], point["criterion"]), point["inputs"]["mark"]
