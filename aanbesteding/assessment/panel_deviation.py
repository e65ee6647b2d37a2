"""Which assessor marks higher or lower than the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from aanbesteding.assessment.counting import mean, median
from aanbesteding.assessment.panel_agreement import LEAST_BIDS, Given
from aanbesteding.tender.criteria import Criterion
from aanbesteding.tender.tender import Tender


@dataclass(frozen=True)
class Deviation:
    """How far one assessor is from the panel on one scale; above zero is higher.

    `mean` is the mean difference with the mean of the others, `from_median` with the middle mark
    (median) of all, both in marks over the bids and criteria that another judged too. `deviates`
    when `from_median` is larger than one step of the scale, up or down, over at least three bids.
    The median of all, because one assessor far from two others would otherwise pull both of them
    over the limit; of two assessors nobody can say which one deviates, so both do or none.
    """

    assessor: str
    scale: str
    bids: int
    marks: int
    mean: Fraction
    from_median: Fraction
    deviates: bool


def deviations(
    tender: Tender, criteria: Sequence[Criterion], given: Mapping[str, Given]
) -> Iterator[Deviation]:
    """Return per assessor and scale the distance to the panel; `given` is by criterion."""
    for scale in dict.fromkeys(criterion.scale for criterion in criteria):
        judged = [given[c.id] for c in criteria if c.scale == scale and c.id in given]
        assessors = {a for marks in judged for bid in marks.values() for a in bid}
        for assessor in sorted(assessors):
            found = list(_beside(assessor, judged))
            if found:
                yield _deviation(assessor, scale, found, step_of(tender, scale))


def step_of(tender: Tender, scale: str) -> Fraction:
    """Return the distance between neighbouring marks of a scale, its mean where it differs."""
    steps = len({step.mark for step in tender.steps(scale)}) - 1
    return width_of(tender, scale) / steps if steps > 0 else Fraction(0)


def width_of(tender: Tender, scale: str) -> Fraction:
    """Return the highest mark of a scale less the lowest; zero without marks."""
    marks = [step.mark for step in tender.steps(scale)]
    return Fraction(max(marks) - min(marks)) if marks else Fraction(0)


def _beside(
    assessor: str, judged: Sequence[Given]
) -> Iterator[tuple[str, Fraction, list[Fraction]]]:
    """The bidder, the assessor's mark and those of the others, where there are any."""
    for given in judged:
        for bidder, marks in given.items():
            others = [Fraction(mark) for other, mark in marks.items() if other != assessor]
            if assessor in marks and others:
                yield bidder, Fraction(marks[assessor]), others


def _deviation(
    assessor: str, scale: str, found: Sequence[tuple[str, Fraction, list[Fraction]]], step: Fraction
) -> Deviation:
    bids = len({bidder for bidder, _, _ in found})
    away = mean([own - median([own, *others]) for _, own, others in found])
    return Deviation(
        assessor=assessor,
        scale=scale,
        bids=bids,
        marks=len(found),
        mean=mean([own - mean(others) for _, own, others in found]),
        from_median=away,
        deviates=bids >= LEAST_BIDS and abs(away) > step > 0,
    )
