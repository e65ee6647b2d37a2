"""Notices about the panel: spread, an assessor apart, low agreement, a mark outside the range.

They ask a person to look; none of them changes a mark, a ranking or an award.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from aanbesteding.assessment.marks import CONSENSUS, Marks
from aanbesteding.assessment.panel_deviation import width_of
from aanbesteding.assessment.panel_statistics import LotPanel, panel_statistics
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line, Place
from aanbesteding.tender.tender import Tender

LOW_ALPHA = Decimal("0.667")
Places = Mapping[tuple[str, str, str, str], Place]


def panel_findings(
    tender: Tender, marks: Marks, places: Places = MappingProxyType({})
) -> Iterator[Finding]:
    """Return a notice for all that stands out in the panel's marks, lot by lot.

    `places` says where each mark stands, by assessor, bidder, lot and criterion. An alpha below
    0.667 is where Krippendorff (2004) lets no conclusion be drawn, not even a tentative one.
    """
    for lot in panel_statistics(tender, marks).lots:
        yield from _wide(tender, lot)
        yield from _apart(lot, places)
        yield from _low(lot)
        yield from _outside(lot, places)


def _wide(tender: Tender, lot: LotPanel) -> Iterator[Finding]:
    """Bids whose highest and lowest mark are more than half the scale apart."""
    widths = {c.id: width_of(tender, c.scale) for c in tender.criteria}
    for move in lot.trail:
        lowest, highest = min(move.individual.values()), max(move.individual.values())
        if Fraction(highest - lowest) * 2 > widths[move.criterion]:
            values = {"lowest": lowest, "highest": highest}
            yield _notice("A121", None, lot, bidder=move.bidder, criterion=move.criterion, **values)


def _apart(lot: LotPanel, places: Places) -> Iterator[Finding]:
    for one in lot.deviations:
        if one.deviates:
            values = {"assessor": one.assessor, "away": one.from_median, "bids": one.bids}
            yield _notice("A122", _file_of(one.assessor, places), lot, **values)


def _file_of(assessor: str, places: Places) -> Place | None:
    files = {place.file for (given_by, *_), place in places.items() if given_by == assessor}
    return Line(min(files)) if files else None


def _low(lot: LotPanel) -> Iterator[Finding]:
    for one in lot.agreement:
        if one.alpha_interval is not None and one.spread and one.alpha_interval < LOW_ALPHA:
            values = {"alpha": one.alpha_interval, "spread": one.spread.mean, "bids": one.bids}
            yield _notice("A123", None, lot, criterion=one.criterion, **values)


def _outside(lot: LotPanel, places: Places) -> Iterator[Finding]:
    for move in lot.trail:
        if move.outside:
            place = places.get((CONSENSUS, move.bidder, lot.lot, move.criterion))
            lowest, highest = min(move.individual.values()), max(move.individual.values())
            values = {"lowest": lowest, "highest": highest, "mark": move.counts}
            yield _notice(
                "A124", place, lot, bidder=move.bidder, criterion=move.criterion, **values
            )


def _notice(code: str, place: Place | None, lot: LotPanel, **values: object) -> Finding:
    return Finding(code, Weight.NOTICE, place, {"lot": lot.lot, **values})
