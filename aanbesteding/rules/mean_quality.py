"""The contracts are good enough on average."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.on_contracts import PerLot, Points
from aanbesteding.rules.rule import Count, Key, Row, Sentence


class MeanQuality(PerLot):
    """The mean points for quality of the contracts given are at least so many, per lot or in all.

    Every contract counts once, however large; without contracts there is no mean to ask for.
    """

    kind: Literal["mean_quality"] = Field(
        default="mean_quality", description="Asks a mean of the contracts given."
    )
    points: Points = Field(description="Points for quality.")

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per part: what contracts have above the mean makes up for what is below."""
        mean = Fraction(self.points)
        for part, picks in self.by_part(facts, self.picks(facts)):
            terms: dict[Key, Exact] = {pick: facts.points.get(pick, 0) - mean for pick in picks}
            yield Row(self.name, part, terms, ">=", 0)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the mean of each part that has a contract."""
        for part, picks in self.by_part(facts, self.given(facts, chosen)):
            if picks:
                total = sum((facts.points.get(p, Fraction(0)) for p in picks), start=Fraction(0))
                yield Count(self.name, part, total / len(picks), ">=", Fraction(self.points))

    def sentence(self, part: str) -> Sentence:
        """Return the mean that is asked."""
        values = {"points": self.points, "part": part, "who": self.whom()}
        return Sentence("rule.mean_quality.says", values)
