"""Every number with its formula, its inputs, its exact and its rounded value; the ranking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from aanbesteding.assessment.assessment import Standing
from aanbesteding.contest.contest import Contest, Points


@dataclass(frozen=True)
class Score:
    """A bid for a lot: points, total and rank; `rank` is None for a bid that is out.

    Equal totals share a rank. `quality` is the sum of the quality criteria alone.
    """

    bidder: str
    lot: str
    standing: Standing
    points: tuple[Points, ...]
    quality: Decimal
    exact: Fraction
    total: Decimal
    rank: int | None


@dataclass(frozen=True)
class Scoresheet:
    """All scores, per lot and rank; and per ranked lot the bare numbers they were made of."""

    scores: tuple[Score, ...]
    contests: Mapping[str, Contest] = field(default_factory=dict)

    def lot(self, lot: str) -> tuple[Score, ...]:
        """Return the scores of a lot, best first, those without rank last."""
        return tuple(score for score in self.scores if score.lot == lot)

    def ranked(self, lot: str) -> tuple[Score, ...]:
        """Return the ranked scores of a lot, best first."""
        return tuple(score for score in self.lot(lot) if score.rank is not None)
