"""What only shows across all marks of a round: strangers, double marks, marks that lack."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aanbesteding.assessment.marks import CONSENSUS, Mark
from aanbesteding.assessment.suitability import misses_a_requirement
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Place
from aanbesteding.bids.bid import Bids
from aanbesteding.bids.together import place_order
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.check import shown

Placed = tuple[Mark, Place]


def together(
    marks: Iterable[Placed], tender: Tender, bids: Bids, flawed: set[str]
) -> Iterator[Finding]:
    """Return what is wrong across all marks; `flawed` names those that were given but no good."""
    every = tuple(marks)
    yield from _strangers(every, tender, bids)
    yield from _twice(every)
    yield from _absent(every, tender, bids, flawed)


def key_of(mark: Mark) -> tuple[str, str, str, str]:
    """Return by whom the mark is, and of what."""
    return (mark.assessor, mark.bidder, mark.lot, mark.criterion)


def placed_order(placed: Placed) -> tuple[Any, ...]:
    """Return a key that sorts marks by whom and what, then by place."""
    return (key_of(placed[0]), place_order(placed[1]))


def _strangers(marks: Iterable[Placed], tender: Tender, bids: Bids) -> Iterator[Finding]:
    """Marks by or about somebody or something that is not there."""
    assessors = {assessor.id for assessor in tender.assessors} | {CONSENSUS}
    bidders = {bid.id: {lot.lot for lot in bid.lots} for bid in bids.bids}
    gone = {event.bidder for event in bids.events if event.puts_out}
    strange: set[str] = set()
    for mark, place in sorted(marks, key=placed_order):
        if mark.assessor not in assessors and mark.assessor not in strange:
            strange.add(mark.assessor)
            known = tuple(sorted(assessors))
            yield _finding("A106", place, found=shown(mark.assessor), known=known)
        criteria = {criterion.id for criterion in tender.judged(mark.lot)}
        known_bid = mark.lot in bidders.get(mark.bidder, ()) or mark.bidder in gone
        if not known_bid or mark.criterion not in criteria:
            values = {"bidder": mark.bidder, "lot": mark.lot, "criterion": mark.criterion}
            yield _finding("A108", place, **values)


def _twice(marks: Iterable[Placed]) -> Iterator[Finding]:
    seen: set[tuple[str, str, str, str]] = set()
    for mark, place in sorted(marks, key=placed_order):
        if key_of(mark) in seen:
            values = {"bidder": mark.bidder, "lot": mark.lot, "criterion": mark.criterion}
            yield _finding("A109", place, assessor=mark.assessor, **values)
        seen.add(key_of(mark))


def _absent(
    marks: Iterable[Placed], tender: Tender, bids: Bids, flawed: set[str]
) -> Iterator[Finding]:
    """Marks that should be there: of the panel together each one, of an assessor as a notice.

    Nobody has to judge a bid that does not meet a requirement that can be counted.
    """
    given = {key_of(mark) for mark, _ in marks}
    asked = [
        (bid.id, lot.lot, criterion.id)
        for bid in bids.bids
        for lot in bid.lots
        if bids.out(bid.id, lot.lot) is None and not misses_a_requirement(tender, bid, lot.lot)
        for criterion in tender.judged(lot.lot)
    ]
    for assessor in (*(a.id for a in tender.assessors), CONSENSUS):
        panel = assessor == CONSENSUS
        weight = Weight.REPAIRABLE if panel else Weight.NOTICE
        lacking = [(b, lot, c) for b, lot, c in asked
                   if (assessor, b, lot, c) not in given
                   and f"{assessor}.{lot}.{b}.{c}.mark" not in flawed]  # fmt: skip
        if asked and len(lacking) == len(asked):
            yield Finding("A112" if panel else "A105", weight, None, {"assessor": assessor})
            continue
        for bidder, lot, criterion in lacking:
            values: Mapping[str, str] = {
                "assessor": assessor, "bidder": bidder, "lot": lot, "criterion": criterion
            }  # fmt: skip
            yield Finding("A104" if panel else "A111", weight, None, values)


def _finding(code: str, place: Place, **values: object) -> Finding:
    return Finding(code, Weight.REPAIRABLE, place, values)
