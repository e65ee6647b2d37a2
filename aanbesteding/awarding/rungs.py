"""The published tie ladder: what settles equal bids, step by step."""

from collections.abc import Mapping
from fractions import Fraction

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.rules.rule import Key
from aanbesteding.scoring.scoresheet import Score, Scoresheet
from aanbesteding.solving.program import Aim
from aanbesteding.tender.decision import TieRung
from aanbesteding.tender.tender import Tender


def rung_value(tender: Tender, facts: Facts, score: Score, rung: TieRung) -> tuple[Fraction, ...]:
    """Return what a bid brings on a rung; the larger tuple ranks first."""
    pick = Pick(score.bidder, score.lot)
    if rung is TieRung.HIGHER_QUALITY:
        return (Fraction(score.quality),)
    if rung is TieRung.HEAVIEST_CRITERION:
        return (_heaviest(tender, score),)
    if rung is TieRung.HEAVIER_CAPACITY:
        return tuple(Fraction(facts.capacity.get((pick, n.id), 0)) for n in facts.needs)
    if rung is TieRung.LOWER_PRICE:
        return (-_asked(facts, pick),)
    return ()


def _heaviest(tender: Tender, score: Score) -> Fraction:
    """Points for the criterion with the greatest weight; for all of them where several have it."""
    criteria = tender.scored(score.lot)
    most = max((criterion.weight for criterion in criteria), default=None)
    heaviest = {criterion.id for criterion in criteria if criterion.weight == most}
    return sum((p.exact for p in score.points if p.criterion in heaviest), start=Fraction(0))


def _asked(facts: Facts, pick: Pick) -> Fraction:
    """The bid's prices at the whole demand it can serve, in cents."""
    total = sum(facts.price[v] * facts.demand[v.ask] for v in facts.by_pick[pick])
    return Fraction(total)


def rung_aims(
    tender: Tender, facts: Facts, scoresheet: Scoresheet, rung: TieRung
) -> tuple[Aim, ...]:
    """Return the aims by which a rung chooses between equally good awards."""
    values: Mapping[Pick, tuple[Fraction, ...]] = {
        Pick(s.bidder, s.lot): rung_value(tender, facts, s, rung)
        for s in scoresheet.scores
        if Pick(s.bidder, s.lot) in facts.points
    }
    steps = max((len(value) for value in values.values()), default=0)
    aims = []
    for step in range(steps):
        terms: dict[Key, Exact] = {pick: value[step] for pick, value in values.items()}
        aims.append(Aim(f"{rung}:{step}", terms, True))
    return tuple(aims)
