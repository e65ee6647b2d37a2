"""The published ranking as groups of equals, after the tie ladder and any lots drawn."""

from collections.abc import Sequence

from aanbesteding.awarding.decision import NOBODY, Draw
from aanbesteding.awarding.rungs import rung_value
from aanbesteding.rules.facts import Facts
from aanbesteding.scoring.scoresheet import Score, Scoresheet
from aanbesteding.tender.decision import Selection, TieRung
from aanbesteding.tender.tender import Tender

Groups = tuple[tuple[str, ...], ...]


def ranking_of(
    tender: Tender, facts: Facts, scoresheet: Scoresheet, lot: str, draws: Sequence[Draw]
) -> Groups:
    """Return the bidders of a lot by rank, best first; a group of several is still equal."""
    groups: list[tuple[str, ...]] = []
    scores = scoresheet.ranked(lot)
    for rank in sorted({score.rank or 0 for score in scores}):
        equal = [score for score in scores if score.rank == rank]
        for group in _by_ladder(tender, facts, equal):
            groups += _drawn(lot, group, draws)
    return tuple(groups)


def _by_ladder(tender: Tender, facts: Facts, equal: Sequence[Score]) -> list[tuple[str, ...]]:
    rungs = [rung for rung in tender.award.tie_ladder if rung is not TieRung.DRAW]
    worth = {s.bidder: tuple(rung_value(tender, facts, s, rung) for rung in rungs) for s in equal}
    levels = sorted(set(worth.values()), reverse=True)
    return [tuple(sorted(b for b, w in worth.items() if w == level)) for level in levels]


def _drawn(lot: str, group: tuple[str, ...], draws: Sequence[Draw]) -> list[tuple[str, ...]]:
    for draw in draws:
        held = draw.outcome and draw.origin != NOBODY
        if draw.lot == lot and set(draw.bidders) == set(group) and held:
            return [(bidder,) for bidder in draw.outcome]
    return [group]


def rungs_used(tender: Tender, facts: Facts, scoresheet: Scoresheet, lot: str) -> tuple[str, ...]:
    """Return the rungs that were needed to tell bids with equal totals apart."""
    used: list[str] = []
    scores = scoresheet.ranked(lot)
    for rank in sorted({score.rank or 0 for score in scores}):
        groups = [[score for score in scores if score.rank == rank]]
        for rung in tender.award.tie_ladder:
            open_groups = [group for group in groups if len(group) > 1]
            if not open_groups:
                break
            if rung not in used:
                used.append(rung.value)
            if rung is TieRung.DRAW:
                break
            groups = [part for group in open_groups for part in _split(tender, facts, group, rung)]
    return tuple(used)


def _split(
    tender: Tender, facts: Facts, group: Sequence[Score], rung: TieRung
) -> list[list[Score]]:
    worth = {s.bidder: rung_value(tender, facts, s, rung) for s in group}
    return [[s for s in group if worth[s.bidder] == level] for level in sorted(set(worth.values()))]


def eligible(tender: Tender, scoresheet: Scoresheet, lot: str) -> frozenset[str]:
    """Return the ranked bidders that the selection lets win at all."""
    scores = scoresheet.ranked(lot)
    threshold = tender.award.threshold
    if tender.selection_of(lot) is Selection.ABOVE_THRESHOLD and threshold is not None:
        return frozenset(s.bidder for s in scores if s.total >= threshold)
    return frozenset(s.bidder for s in scores)
