"""Marks that should be there: of the panel together, or of every member that judges a bid."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aanbesteding.assessment.given import Given, MarkKey, key_of
from aanbesteding.assessment.judges import Judges, judges_of
from aanbesteding.assessment.marks import CONSENSUS, Judged
from aanbesteding.assessment.suitability import misses_a_requirement
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Place
from aanbesteding.bids.bid import Bids
from aanbesteding.tender.tender import Tender

Cells = Mapping[MarkKey, Place]


def missing(given: Given, tender: Tender, bids: Bids) -> Iterator[Finding]:
    """Return every mark that lacks, by whom it should be; and every bid too few people judge.

    Nobody has to judge a bid that does not meet a requirement that can be counted. The mark of a
    member is a notice where the panel's own mark counts, and blocks where it is worked out.
    """
    judges = judges_of(tender)
    asked = {judged: judges.of(*judged) for judged in _asked(tender, bids, judges)}
    known = {*(key_of(mark) for mark, _ in given.marks), *given.flawed}

    def lacking(who: str, mine: Sequence[Judged]) -> tuple[list[MarkKey], bool]:
        found = [(who, *judged) for judged in mine if (who, *judged) not in known]
        return found, len(found) == len(mine)

    consensus = tender.panel.method == "consensus"
    tell = _notices if consensus else _blocks
    for one in tender.assessors:
        mine = [judged for judged, who in asked.items() if one.id in who]
        yield from tell(given.cells, *lacking(one.id, mine))
    if consensus:
        yield from _of_the_panel(given.cells, *lacking(CONSENSUS, tuple(asked)))
    if tender.panel.least_assessors:
        numbers = {
            judged: sum(not consensus or (one, *judged) in known for one in who)
            for judged, who in asked.items()
        }
        yield from _too_few(numbers, tender.panel.least_assessors)


def _asked(tender: Tender, bids: Bids, judges: Judges) -> list[Judged]:
    """All that must be judged; what is judged once for several lots stands there once."""
    found: dict[Judged, None] = {}
    for bid in bids.bids:
        for lot in (one for one in tender.open_lots if bid.lot(one.id) is not None):
            if bids.out(bid.id, lot.id) or misses_a_requirement(tender, bid, lot.id):
                continue
            for criterion in tender.judged(lot.id):
                found[judges.once((bid.id, lot.id, criterion.id))] = None
    return list(found)


def _of_the_panel(cells: Cells, lacking: Sequence[MarkKey], everything: bool) -> Iterator[Finding]:
    if lacking and everything:
        yield Finding("A112", Weight.REPAIRABLE, None, {"assessor": CONSENSUS})
        return
    for key in lacking:
        yield Finding("A104", Weight.REPAIRABLE, cells.get(key), _values(key))


def _notices(cells: Cells, lacking: Sequence[MarkKey], everything: bool) -> Iterator[Finding]:
    if lacking and everything:
        yield Finding("A105", Weight.NOTICE, None, {"assessor": lacking[0][0]})
        return
    for key in lacking:
        yield Finding("A111", Weight.NOTICE, cells.get(key), _values(key))


def _blocks(cells: Cells, lacking: Sequence[MarkKey], everything: bool) -> Iterator[Finding]:
    """A finding per bid; one for all of them when there is no mark of this assessor at all."""
    groups: dict[tuple[str, ...], list[MarkKey]] = {}
    for key in lacking:
        groups.setdefault(() if everything else key[1:3], []).append(key)
    for keys in groups.values():
        values: dict[str, Any] = {"assessor": keys[0][0]}
        for place, name in enumerate(("bidders", "lots", "criteria"), 1):
            values[name] = tuple(dict.fromkeys(key[place] for key in keys))
        at = next((cells[key] for key in keys if key in cells), None)
        yield Finding("A113", Weight.REPAIRABLE, at, values)


def _too_few(numbers: Mapping[Judged, int], least: int) -> Iterator[Finding]:
    groups: dict[tuple[str, str], dict[str, int]] = {}
    for (bidder, lot, criterion), number in numbers.items():
        if number < least:
            groups.setdefault((bidder, lot), {})[criterion] = number
    for (bidder, lot), found in groups.items():
        values = {"bidder": bidder, "lot": lot, "criteria": tuple(found)}
        counted = {"number": min(found.values()), "least": least}
        yield Finding("A119", Weight.REPAIRABLE, None, values | counted)


def _values(key: MarkKey) -> dict[str, str]:
    return dict(zip(("assessor", "bidder", "lot", "criterion"), key, strict=True))
