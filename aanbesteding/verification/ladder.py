"""The ranking after the published tie ladder, worked out again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.tender.decision import TieRung
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.lot_scores import Counted

Worth = tuple[Fraction, ...]
Group = tuple[str, ...]


class Settled(NamedTuple):
    """The bidders of a lot as groups of equals, best first, and the rungs that were gone down."""

    groups: tuple[Group, ...]
    rungs: frozenset[str]


def settle(
    tender: Tender,
    facts: Facts,
    scores: Sequence[Counted],
    lot: str,
    drawn: Sequence[Sequence[str]] = (),
) -> Settled:
    """Return the ranking of a lot after the ladder and the lots that were drawn."""
    ranked = [s for s in scores if s.lot == lot and s.rank is not None]
    groups: list[Group] = []
    used: set[str] = set()
    for _, equal in groupby(ranked, key=lambda s: s.rank):
        for group in _down(list(equal), tender, facts, tender.award.tie_ladder, used):
            order = next((o for o in drawn if set(o) == set(group) and len(group) > 1), None)
            groups += [(bidder,) for bidder in order] if order else [group]
    return Settled(tuple(groups), frozenset(used))


def _down(
    equal: list[Counted],
    tender: Tender,
    facts: Facts,
    ladder: Sequence[TieRung],
    used: set[str],
) -> Iterator[Group]:
    """Yield groups told apart by the rungs from here down."""
    if len(equal) == 1 or not ladder or ladder[0] is TieRung.DRAW:
        if len(equal) > 1 and ladder:
            used.add(TieRung.DRAW.value)
        yield tuple(sorted(s.bidder for s in equal))
        return
    worth = {s.bidder: WORTH[ladder[0]](tender, facts, s) for s in equal}
    best_first = sorted(equal, key=lambda s: worth[s.bidder], reverse=True)
    used.add(ladder[0].value)
    parts = [list(part) for _, part in groupby(best_first, key=lambda s: worth[s.bidder])]
    for part in parts:
        yield from _down(part, tender, facts, ladder[1:], used)


def _quality(tender: Tender, facts: Facts, score: Counted) -> Worth:
    return (Fraction(score.quality),)


def _heaviest(tender: Tender, facts: Facts, score: Counted) -> Worth:
    """Points on the criteria with the greatest weight."""
    criteria = tender.scored(score.lot)
    most = max((c.weight for c in criteria), default=0)
    heavy = {c.id for c in criteria if c.weight == most}
    return (sum((p["exact"] for p in score.points if p["criterion"] in heavy), Fraction(0)),)


def _capacity(tender: Tender, facts: Facts, score: Counted) -> Worth:
    """Capacity per need level, the heaviest need first."""
    pick = Pick(score.bidder, score.lot)
    needs = sorted(tender.needs, key=lambda need: need.priority)
    return tuple(Fraction(facts.capacity.get((pick, need.id), 0)) for need in needs)


def _price(tender: Tender, facts: Facts, score: Counted) -> Worth:
    """Minus the price of everything asked that the bidder can serve."""
    pick = Pick(score.bidder, score.lot)
    return (-Fraction(sum(facts.price[v] * facts.demand[v.ask] for v in facts.by_pick[pick])),)


WORTH: Mapping[TieRung, Callable[[Tender, Facts, Counted], Worth]] = {
    TieRung.HIGHER_QUALITY: _quality,
    TieRung.HEAVIEST_CRITERION: _heaviest,
    TieRung.HEAVIER_CAPACITY: _capacity,
    TieRung.LOWER_PRICE: _price,
}
