"""The marks that count, worked out again in whole numbers."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from aanbesteding.assessment.marks import Marks
from aanbesteding.bids.bid import Bid, Bids
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.tender import Tender

_Given = Mapping[tuple[str, str, str, str], Decimal]


def counting_marks(
    tender: Tender, bids: Bids, marks: Marks
) -> Mapping[tuple[str, str, str], Fraction]:
    """Return the mark that counts by bidder, lot and criterion; a bid not judged yet has none."""
    given: dict[tuple[str, str, str, str], Decimal] = {}
    for mark in marks.marks:
        given.setdefault((mark.assessor, mark.bidder, mark.lot, mark.criterion), mark.mark)
    found: dict[tuple[str, str, str], Fraction] = {}
    for bid in bids.bids:
        for lot_bid in bid.lots:
            for criterion in tender.judged(lot_bid.lot):
                worth = _worth(tender, given, bid, lot_bid.lot, criterion)
                if worth is not None:
                    found[bid.id, lot_bid.lot, criterion.id] = worth
    return found


def _worth(
    tender: Tender, given: _Given, bid: Bid, lot: str, criterion: Criterion
) -> Fraction | None:
    lots, where = [lot], lot
    if criterion.shared:
        lots = [one.id for one in tender.open_lots if criterion in tender.judged(one.id)]
        where = "*"
    if tender.panel.method == "consensus":
        agreed = given.get(("consensus", bid.id, where, criterion.id))
        return None if agreed is None else Fraction(agreed)
    asked = list(_judges(tender, bid.id, lots, criterion.id))
    marks = [given.get((who, bid.id, where, criterion.id)) for who in asked]
    known = [mark for mark in marks if mark is not None]
    if not asked or len(known) < len(asked):
        return None
    worth = _middle(known) if tender.panel.method == "median" else _average(known)
    step = tender.rounding_of("mark")
    return worth if step is None else Fraction(step.of(worth))


def _judges(tender: Tender, bidder: str, lots: list[str], criterion: str) -> Iterable[str]:
    """Everyone asked to judge this, but for those who declared an interest in the bidder."""
    for one in tender.assessors:
        if one.criteria and criterion not in one.criteria:
            continue
        if one.lots and not set(one.lots) & set(lots):
            continue
        if not any((i.assessor, i.bidder) == (one.id, bidder) for i in tender.interests):
            yield one.id


def _whole(marks: list[Decimal]) -> tuple[list[int], int]:
    """The marks as whole numbers of one small unit, and how many of it go in one."""
    unit = 1
    while any(Fraction(mark) * unit % 1 for mark in marks):
        unit *= 10
    return [int(Fraction(mark) * unit) for mark in marks], unit


def _average(marks: list[Decimal]) -> Fraction:
    whole, unit = _whole(marks)
    return Fraction(sum(whole), unit * len(whole))


def _middle(marks: list[Decimal]) -> Fraction:
    """The lowest and the highest are struck off in turn, until one or two are left."""
    whole, unit = _whole(marks)
    left = sorted(whole)
    while len(left) > 2:
        left = left[1:-1]
    return Fraction(sum(left), unit * len(left))
