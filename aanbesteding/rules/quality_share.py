"""Most clients are helped by bids that are good enough."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Volume
from aanbesteding.rules.on_contracts import Points
from aanbesteding.rules.rule import Count, Key, Part, Row, Sentence
from aanbesteding.rules.scope import OfCare


class QualityShare(OfCare):
    """Of the volume served in each lot at most a share goes to bids below these points.

    Without a share: the mean points, weighted by volume, are at least these. The share is a part
    of one (0.10 is 10 %). Without volume there is nothing to ask for.
    """

    kind: Literal["quality_share"] = Field(
        default="quality_share", description="Asks quality by volume."
    )
    points: Points = Field(description="Points for quality.")
    at_most_share: Part | None = Field(
        default=None, description="Part of the volume that may go below them; empty: the mean."
    )

    def _lots(self, facts: Facts) -> Iterator[tuple[str, list[Volume]]]:
        served: dict[str, list[Volume]] = {lot: [] for lot in self.in_scope(facts)}
        for ask, _ in self.asks(facts):
            served[ask.lot].extend(facts.by_ask[ask])
        yield from served.items()

    def _low(self, facts: Facts, volume: Volume) -> bool:
        return facts.points.get(volume.pick, 0) < self.points

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per lot: what is above makes up for what is below."""
        for lot, volumes in self._lots(facts):
            terms: dict[Key, Exact]
            if self.at_most_share is None:
                mean = Fraction(self.points)
                terms = {v: facts.points.get(v.pick, 0) - mean for v in volumes}
                yield Row(self.name, lot, terms, ">=", 0)
            else:
                share = Fraction(self.at_most_share)
                terms = {v: int(self._low(facts, v)) - share for v in volumes}
                yield Row(self.name, lot, terms, "<=", 0)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the share below the points, or the mean; where nobody is served, just that."""
        for lot, volumes in self._lots(facts):
            served = [(v, n) for v in volumes if (n := chosen.clients(v))]
            units = sum(n for _, n in served)
            if self.at_most_share is not None:
                low = Fraction(sum(n for v, n in served if self._low(facts, v)), units or 1)
                yield Count(self.name, lot, low, "<=", Fraction(self.at_most_share))
            elif units:
                points = sum(facts.points.get(v.pick, Fraction(0)) * n for v, n in served)
                yield Count(self.name, lot, Fraction(points, units), ">=", Fraction(self.points))
            else:
                yield Count(self.name, lot, units, ">=", 0)

    def sentence(self, part: str) -> Sentence:
        """Return what is asked."""
        values = {"points": self.points, "part": part, "who": self.whom()}
        if self.at_most_share is None:
            return Sentence("rule.quality_share.mean", values)
        return Sentence("rule.quality_share.share", {**values, "share": self.at_most_share})
