"""Nobody waits longer than the norm of the need level, by estimate."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Ask, Chosen, Facts
from aanbesteding.rules.rule import Count, Key, Row, Sentence, Unmet
from aanbesteding.rules.scope import OfCare

WEEKS = 52


class WaitNorm(OfCare):
    """Waiting ÷ served × 52 ≤ the longest wait in weeks, per ask whose need level has a norm.

    An estimate: who waits is helped at the pace at which the others are (Little 1961).
    """

    kind: Literal["wait_norm"] = Field(default="wait_norm", description="Bounds the wait in weeks.")

    def _normed(self, facts: Facts) -> Iterator[tuple[Ask, int, int]]:
        for ask, asked in self.asks(facts):
            weeks = facts.need[ask.need].longest_wait_weeks
            if weeks is not None:
                yield ask, asked, weeks

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per ask: 52 × waiting ≤ weeks × (demand − waiting)."""
        for ask, asked, weeks in self._normed(facts):
            terms: dict[Key, Exact] = {Unmet.of(ask): WEEKS + weeks}
            yield Row(self.name, "/".join(ask), terms, "<=", weeks * asked)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the estimated weeks; where nobody is served, how many wait."""
        for ask, asked, weeks in self._normed(facts):
            waiting = chosen.unmet(facts, ask)
            part, served = "/".join(ask), asked - waiting
            if served:
                yield Count(self.name, part, Fraction(WEEKS * waiting, served), "<=", weeks)
            else:
                yield Count(self.name, part, waiting, "<=", 0)

    def sentence(self, part: str) -> Sentence:
        """Return that the norm is kept."""
        return Sentence("rule.wait_norm.says", {"part": part})
