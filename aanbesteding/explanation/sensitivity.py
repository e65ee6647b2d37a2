"""How firm each ranking is that was decided on. Advice, never an award."""

from collections.abc import Sequence
from fractions import Fraction

from aanbesteding.awarding.decision import Decision
from aanbesteding.contest.contest import Contest
from aanbesteding.contest.lot_sensitivity import LotSensitivity
from aanbesteding.contest.sensitivity import lot_sensitivity
from aanbesteding.scoring.scoresheet import Scoresheet
from aanbesteding.tender.tender import Tender


def sensitivity(
    tender: Tender, scoresheet: Scoresheet, decision: Decision
) -> tuple[LotSensitivity, ...]:
    """Return per lot that was ranked with two bids or more how firm its ranking is.

    The number of contracts of the lot says how many ranks are awarded; one where none was given.
    """
    won = {lot.lot: frozenset(lot.winners) for lot in decision.lots}
    return tuple(
        lot_sensitivity(lot, contest, won.get(lot, frozenset()), scales(tender, contest))
        for lot, contest in scoresheet.contests.items()
        if len(scoresheet.ranked(lot)) > 1
    )


def scales(tender: Tender, contest: Contest) -> Sequence[Sequence[Fraction] | None]:
    """Return per criterion of a contest the marks with which a bid takes part, if it is marked."""
    found = (tender.passing_marks(criterion.id) for criterion in contest.criteria)
    return [[Fraction(mark) for mark in marks] or None for marks in found]
