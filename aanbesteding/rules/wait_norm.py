"""Nobody waits longer than the norm of the need level, by estimate."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Ask, Chosen, Facts
from aanbesteding.rules.rule import Count, Row, Rule, Sentence, Unmet

WEEKS = 52


class WaitNorm(Rule):
    """Waiting ÷ served × 52 ≤ the longest wait in weeks, per ask whose need level has a norm.

    An estimate: who waits is helped at the pace at which the others are (Little 1961).
    """

    kind: Literal["wait_norm"] = Field(default="wait_norm", description="Bounds the wait in weeks.")
    needs: tuple[str, ...] = Field(default=(), description="Need levels; empty: every one.")

    def _asks(self, facts: Facts) -> Iterator[tuple[Ask, int]]:
        lots = self.in_scope(facts)
        for ask in facts.demand:
            weeks = facts.need[ask.need].longest_wait_weeks
            named = not self.needs or ask.need in self.needs
            if ask.lot in lots and named and weeks is not None:
                yield ask, weeks

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per ask: 52 × waiting ≤ weeks × (demand − waiting)."""
        for ask, weeks in self._asks(facts):
            right = weeks * facts.demand[ask]
            yield Row(self.name, "/".join(ask), {Unmet.of(ask): WEEKS + weeks}, "<=", right)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the estimated weeks; where nobody is served, how many wait."""
        for ask, weeks in self._asks(facts):
            waiting = chosen.unmet(facts, ask)
            served = facts.demand[ask] - waiting
            if served:
                yield Count(
                    self.name, "/".join(ask), Fraction(WEEKS * waiting, served), "<=", weeks
                )
            else:
                yield Count(self.name, "/".join(ask), waiting, "<=", 0)

    def sentence(self, part: str) -> Sentence:
        """Return that the norm is kept."""
        return Sentence("rule.wait_norm.says", {"part": part})
