"""What bidders themselves asked of the lots they bid for together."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import Field

from aanbesteding.rules.facts import Chosen, Condition, Facts, Pick, Volume
from aanbesteding.rules.none_or import needs_helper, none_or_count, none_or_rows
from aanbesteding.rules.rule import Count, Helper, Key, Row, Rule, Sentence


class Conditions(Rule):
    """Of a bidder's lots none or from its least to its greatest number, and not more care.

    A package is a least number of all its lots. The most units hold per period, over all its lots.
    """

    kind: Literal["conditions"] = Field(default="conditions", description="Standing rule.")

    def helpers(self, facts: Facts) -> Iterator[tuple[Key, int]]:
        """Yield whether a bidder gets any of its lots, where the rows need to know."""
        for one in _stated(facts):
            if needs_helper(one.picks, one.asks.at_least):
                yield self._any(one), 1

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield the rows of each condition."""
        for one in _stated(facts):
            least, most = one.asks.at_least, one.asks.at_most
            yield from none_or_rows(self.name, one.part, one.picks, least, self._any(one))
            if most is not None:
                yield Row(self.name, one.part, dict.fromkeys(one.picks, 1), "<=", most)
            for part, volumes, units in one.of_units(facts):
                yield Row(self.name, part, dict.fromkeys(volumes, 1), "<=", units)

    def most_contracts(self, facts: Facts) -> Iterator[tuple[int, tuple[Pick, ...]]]:
        """Yield the most contracts each bidder asked for, and of which."""
        for one in _stated(facts):
            if one.asks.at_most is not None:
                yield one.asks.at_most, one.picks

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the lots each condition's bidder got, and its units in each period."""
        for one in _stated(facts):
            given = len(chosen.contracts.intersection(one.picks))
            if one.asks.at_least > 1:
                yield none_or_count(self.name, one.part, given, one.asks.at_least)
            if one.asks.at_most is not None:
                yield Count(self.name, one.part, given, "<=", one.asks.at_most)
            for part, volumes, units in one.of_units(facts):
                yield Count(self.name, part, sum(map(chosen.clients, volumes)), "<=", units)

    def _any(self, one: "_Stated") -> Helper:
        return Helper(self.name, one.part, "any")

    def sentence(self, part: str) -> Sentence:
        """Return that the bidder's own conditions are met."""
        return Sentence("rule.conditions.says", {"part": part})


class _Stated(NamedTuple):
    part: str
    asks: Condition
    picks: tuple[Pick, ...]

    def of_units(self, facts: Facts) -> Iterator[tuple[str, list[Volume], int]]:
        """The volumes of each period, where the condition bounds their units."""
        if self.asks.most_units is None:
            return
        volumes = [volume for pick in self.picks for volume in facts.by_pick[pick]]
        periods = dict.fromkeys(ask.period for ask in facts.demand)
        for period in periods:
            within = [volume for volume in volumes if volume.period == period]
            if within:
                part = self.part if len(periods) == 1 else f"{self.part}/{period}"
                yield part, within, self.asks.most_units


def _stated(facts: Facts) -> Iterator[_Stated]:
    """Every condition with the contracts it is about; numbered where a bidder has several."""
    seen: dict[str, int] = {}
    for asks in facts.conditions:
        part = f"{asks.bidder}/{'+'.join(sorted(asks.lots))}"
        seen[part] = seen.get(part, 0) + 1
        numbered = part if seen[part] == 1 else f"{part}/{seen[part]}"
        theirs = facts.by_bidder.get(asks.bidder, ())
        yield _Stated(numbered, asks, tuple(pick for pick in theirs if pick.lot in asks.lots))
