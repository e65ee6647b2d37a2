"""What price really weighs, and the published numbers that change it without being a weight."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median

from aanbesteding.contest.contest import Contest
from aanbesteding.laboratory.experiments import first
from aanbesteding.laboratory.worth import Field

HIDDEN = ("span", "multiple", "exponent", "benchmark_share")
FACTORS = (Fraction(1, 2), Fraction(2))


@dataclass(frozen=True)
class Weight:
    """What price really weighs, 0 to 1: the middle one of the tenders tried, and the extremes."""

    published: Fraction | None
    middle: Fraction
    least: Fraction
    most: Fraction


@dataclass(frozen=True)
class Setting:
    """A parameter set to another value: what price then weighs, and how often another bid is first.

    Of `tenders` tenders; those are the ones in which the formula has an answer with both values.
    """

    name: str
    published: Fraction
    value: Fraction
    weight: Fraction | None
    other_winner: int
    tenders: int


def real_weight(tenders: Sequence[Contest]) -> Weight | None:
    """Return what price really weighs among these tenders; None where it cannot be said."""
    found = [w for contest in tenders if (w := Field(contest).real_weight()) is not None]
    if not found:
        return None
    return Weight(published_weight(tenders[0]), median(found), min(found), max(found))


def published_weight(contest: Contest) -> Fraction | None:
    """Return the part price has in the published weights; None where it has no weight there."""
    pricing = contest.pricing
    if pricing is None or "most_points" not in pricing.formula.inputs or pricing.weight == 0:
        return None
    return pricing.weight / (pricing.weight + contest.most_quality)


def settings(tenders: Sequence[Contest]) -> tuple[Setting, ...]:
    """Return what half and twice each hidden weight of the formula would do."""
    pricing = tenders[0].pricing
    if pricing is None:
        return ()
    return tuple(
        _setting(tenders, name, pricing.parameters[name], factor)
        for name in HIDDEN
        if name in pricing.parameters and name in pricing.formula.inputs
        for factor in FACTORS
    )


def _setting(
    tenders: Sequence[Contest], name: str, published: Fraction, factor: Fraction
) -> Setting:
    value = scaled(name, published, factor)
    other = [_with(contest, name, value) for contest in tenders]
    pairs = [
        (before, after)
        for before, after in zip(map(first, tenders), map(first, other), strict=True)
        if before is not None and after is not None
    ]
    weight = real_weight(other)
    changed = sum(before != after for before, after in pairs)
    middle = weight.middle if weight else None
    return Setting(name, published, value, middle, changed, len(pairs))


def scaled(name: str, value: Fraction, factor: Fraction) -> Fraction:
    """Return half or twice a parameter; of a multiple the distance to once the price.

    >>> scaled("multiple", Fraction(2), Fraction(1, 2))
    Fraction(3, 2)
    """
    return 1 + (value - 1) * factor if name == "multiple" else value * factor


def _with(contest: Contest, name: str, value: Fraction) -> Contest:
    if contest.pricing is None:
        return contest
    parameters = {**contest.pricing.parameters, name: value}
    return replace(contest, pricing=replace(contest.pricing, parameters=parameters))
