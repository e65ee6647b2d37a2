"""No contract, or no more than a few, below a mark."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.on_contracts import PerLot, Points, name_of
from aanbesteding.rules.rule import Count, Key, Part, Row, Sentence


class LeastQuality(PerLot):
    """Every contract given has these points for quality, or all but a share of them has."""

    kind: Literal["least_quality"] = Field(
        default="least_quality", description="Asks points of who gets a contract."
    )
    points: Points = Field(description="Points for quality.")
    at_most_share: Part | None = Field(
        default=None, description="Part of the contracts that may have less; empty: none."
    )

    def _low(self, facts: Facts, pick: Pick) -> bool:
        return facts.points.get(pick, 0) < self.points

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per contract that cannot be given, or one per lot for a share of them."""
        if self.at_most_share is None:
            for pick in self.picks(facts):
                if self._low(facts, pick):
                    yield Row(self.name, name_of(pick), {pick: 1}, "<=", 0)
            return
        share = Fraction(self.at_most_share)
        for part, picks in self.by_part(facts, self.picks(facts)):
            terms: dict[Key, Exact] = {p: int(self._low(facts, p)) - share for p in picks}
            yield Row(self.name, part, terms, "<=", 0)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the points of each contract given, or the share of them that has too few."""
        given = self.given(facts, chosen)
        if self.at_most_share is None:
            for pick in given:
                points = facts.points.get(pick, 0)
                yield Count(self.name, name_of(pick), points, ">=", Fraction(self.points))
            return
        for part, picks in self.by_part(facts, given):
            low = sum(self._low(facts, pick) for pick in picks)
            share = Fraction(low, len(picks) or 1)
            yield Count(self.name, part, share, "<=", Fraction(self.at_most_share))

    def sentence(self, part: str) -> Sentence:
        """Return what is asked."""
        values = {"points": self.points, "part": part, "who": self.whom()}
        if self.at_most_share is None:
            return Sentence("rule.least_quality.each", values)
        return Sentence("rule.least_quality.share", {**values, "share": self.at_most_share})
