"""The trail from the marks of single assessors to the mark that counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from aanbesteding.assessment.counting import marks_that_count, mean
from aanbesteding.assessment.judges import judges_of
from aanbesteding.assessment.marks import Judged, Mark, Marks
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class Move:
    """From the individual marks of one bid to the mark that counts, with the panel's reason.

    `counts` is None while there is no such mark. `difference` is what counts less the mean.
    `outside` says that the panel's own mark is higher or lower than each of at least two
    individual marks: then the reason must tell why. Without a consensus there is no `reason`.
    """

    bidder: str
    criterion: str
    individual: Mapping[str, Decimal]
    mean: Fraction
    counts: Decimal | Fraction | None
    difference: Fraction | None
    outside: bool
    reason: str


def trails(tender: Tender, marks: Marks) -> dict[str, tuple[Move, ...]]:
    """Return by open lot a move per bid and criterion that single assessors gave marks for.

    Sorted by bidder, criteria in the order of the tender. A criterion that is judged once for
    several lots stands in the first of them, with the bids for all.
    """
    judges = judges_of(tender)
    given = marks.individual
    agreed = marks.agreed if tender.panel.method == "consensus" else {}
    counts = marks_that_count(tender, marks)
    found: dict[str, tuple[Move, ...]] = {}
    for lot in tender.open_lots:
        own = [
            (bidder, lot.id, criterion.id)
            for bidder in sorted({bidder for bidder, _, _ in given})
            for criterion in tender.judged(lot.id)
            if judges.shared.get(criterion.id, (lot.id,))[0] == lot.id
        ]
        found[lot.id] = tuple(
            _move(judged, given[once], counts.get(judged), agreed.get(once))
            for judged, once in ((judged, judges.once(judged)) for judged in own)
            if once in given
        )
    return found


def _move(
    judged: Judged, members: Mapping[str, Mark], counts: Fraction | None, agreed: Mark | None
) -> Move:
    individual = {who: mark.mark for who, mark in sorted(members.items())}
    middle = mean([Fraction(mark) for mark in individual.values()])
    lowest, highest = min(individual.values()), max(individual.values())
    return Move(
        bidder=judged[0],
        criterion=judged[2],
        individual=individual,
        mean=middle,
        counts=agreed.mark if agreed else counts,
        difference=None if counts is None else counts - middle,
        outside=len(individual) > 1 and agreed is not None and not lowest <= agreed.mark <= highest,
        reason=agreed.reason if agreed else "",
    )
