"""Nobody gets a contract smaller than the least they asked for."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.rule import Count, Key, Row, Rule, Sentence


class LeastSize(Rule):
    """Volume ≥ the bidder's own least × contract, per period, for bids that state one."""

    kind: Literal["least_size"] = Field(default="least_size", description="Standing rule.")

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield one row per bid that states a least, and period."""
        for pick, least, period in _asked(facts):
            sizes: dict[Key, Exact] = {v: 1 for v in facts.by_pick[pick] if v.period == period}
            yield Row(self.name, _part(facts, pick, period), {pick: -least, **sizes}, ">=", 0)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the volume of each contract given to a bid that states a least."""
        for pick, least, period in _asked(facts):
            if pick in chosen.contracts:
                served = sum(
                    n for v, n in chosen.volumes.items() if v.pick == pick and v.period == period
                )
                yield Count(self.name, _part(facts, pick, period), served, ">=", least)

    def sentence(self, part: str) -> Sentence:
        """Return that the bidder's least is met."""
        return Sentence("rule.least_size.says", {"part": part})


def _asked(facts: Facts) -> Iterator[tuple[Pick, int, str]]:
    for pick, least in facts.least.items():
        yield from ((pick, least, period) for period in facts.periods_of.get(pick.lot, ()))


def _part(facts: Facts, pick: Pick, period: str) -> str:
    part = f"{pick.bidder}/{pick.lot}"
    return part if len(facts.periods_of.get(pick.lot, ())) == 1 else f"{part}/{period}"
