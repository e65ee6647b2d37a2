"""What only shows across all marks of a round: strangers, double marks, marks not asked for."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from aanbesteding.assessment.given import Given, MarkKey, Placed, key_of
from aanbesteding.assessment.judges import judges_of
from aanbesteding.assessment.marks import CONSENSUS, Judged
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Place
from aanbesteding.bids.bid import Bids
from aanbesteding.bids.together import place_order
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.check import shown


def together(marks: Iterable[Placed], tender: Tender, bids: Bids) -> Iterator[Finding]:
    """Return what is wrong across all marks, apart from those that lack."""
    every = tuple(sorted(marks, key=placed_order))
    yield from _strangers(every, tender, bids)
    yield from _not_theirs(every, tender)
    yield from _not_asked(every, tender)
    yield from _twice(every)
    yield from _interests_elsewhere(tender, bids)


def placed_order(placed: Placed) -> tuple[Any, ...]:
    """Return a key that sorts marks by whom and what, then by place."""
    return (key_of(placed[0]), place_order(placed[1]))


def said_apart(given: Given) -> Iterator[Finding]:
    """Return the findings of the files; a consensus no member gave needs its reason all the more.

    A panel that ends at a mark nobody had given says why, or nobody can follow it.
    """
    members: dict[Judged, set[Decimal]] = {}
    agreed: dict[Judged, Decimal] = {}
    for mark, _ in given.marks:
        if mark.assessor == CONSENSUS:
            agreed[mark.judged] = mark.mark
        else:
            members.setdefault(mark.judged, set()).add(mark.mark)
    for finding in given.findings:
        said = finding.values
        if finding.code == "A102" and said["assessor"] == CONSENSUS:
            judged = (said["bidder"], said["lot"], said["criterion"])
            theirs, common = members.get(judged, set()), agreed.get(judged)
            if theirs and common is not None and common not in theirs:
                values = {**said, "mark": common, "given": tuple(map(str, sorted(theirs)))}
                yield replace(finding, code="A114", values=values)
                continue
        yield finding


def _strangers(marks: Iterable[Placed], tender: Tender, bids: Bids) -> Iterator[Finding]:
    """Marks by or about somebody or something that is not there."""
    assessors = {assessor.id for assessor in tender.assessors} | {CONSENSUS}
    bidders = {bid.id: {lot.lot for lot in bid.lots} for bid in bids.bids}
    gone = {event.bidder for event in bids.events if event.puts_out}
    judges = judges_of(tender)
    asked = {
        (judges.once(("", lot.id, one.id))[1], one.id): judges.shared.get(one.id, (lot.id,))
        for lot in tender.lots
        for one in tender.judged(lot.id)
    }
    strange: set[str] = set()
    for mark, place in marks:
        if mark.assessor not in assessors and mark.assessor not in strange:
            strange.add(mark.assessor)
            known = tuple(sorted(assessors))
            yield _finding("A106", place, found=shown(mark.assessor), known=known)
        lots = asked.get((mark.lot, mark.criterion), ())
        bid_for = bidders.get(mark.bidder, set()).intersection(lots)
        if not lots or not (bid_for or mark.bidder in gone):
            values = {"bidder": mark.bidder, "lot": mark.lot, "criterion": mark.criterion}
            yield _finding("A108", place, **values)


def _not_theirs(marks: Iterable[Placed], tender: Tender) -> Iterator[Finding]:
    """Marks by somebody with an interest in the bidder, or who was asked to judge other things."""
    members = {one.id: one for one in tender.assessors}
    judges = judges_of(tender)
    for mark, place in marks:
        member = members.get(mark.assessor)
        if member is None:
            continue
        values = {"assessor": mark.assessor, "bidder": mark.bidder, "lot": mark.lot}
        values |= {"criterion": mark.criterion}
        interest = judges.interests.get((mark.assessor, mark.bidder))
        if interest is not None:
            yield _finding("A116", place, **values, interest=shown(interest))
        elif not judges.asks(member, mark.lot, mark.criterion):
            yield _finding("A117", place, **values)


def _not_asked(marks: Iterable[Placed], tender: Tender) -> Iterator[Finding]:
    """Marks of the panel together where the mark that counts is worked out; one per file."""
    if tender.panel.method == "consensus":
        return
    files: dict[str, list[Place]] = {}
    for mark, place in marks:
        if mark.assessor == CONSENSUS:
            files.setdefault(place.file, []).append(place)
    for places in files.values():
        values = {"method": tender.panel.method, "number": len(places)}
        yield _finding("A115", min(places, key=place_order), **values)


def _twice(marks: Iterable[Placed]) -> Iterator[Finding]:
    seen: set[MarkKey] = set()
    for mark, place in marks:
        if key_of(mark) in seen:
            values = {"bidder": mark.bidder, "lot": mark.lot, "criterion": mark.criterion}
            yield _finding("A109", place, assessor=mark.assessor, **values)
        seen.add(key_of(mark))


def _interests_elsewhere(tender: Tender, bids: Bids) -> Iterator[Finding]:
    """Interests in somebody who does not bid: perhaps a bidder whose number was misspelt."""
    known = {bid.id for bid in bids.bids} | {event.bidder for event in bids.events}
    for one in tender.interests if known else ():
        if one.bidder not in known:
            values = {"assessor": one.assessor, "bidder": one.bidder, "known": tuple(sorted(known))}
            yield Finding("T379", Weight.NOTICE, None, values)


def _finding(code: str, place: Place, **values: object) -> Finding:
    return Finding(code, Weight.REPAIRABLE, place, values)
