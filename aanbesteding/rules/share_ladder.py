"""The best ranked winner gets most, the next one less, as published."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import ceil, floor
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Pick, Volume
from aanbesteding.rules.on_contracts import name_of
from aanbesteding.rules.rule import Count, Helper, Key, Part, Row, Sentence
from aanbesteding.rules.scope import OfCare


class Step(NamedTuple):
    """The least and the most units at one step of the ladder."""

    least: int
    most: int


def _a_ladder(shares: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    if list(shares) != sorted(shares, reverse=True):
        raise ValueError("a share is above the one before it")
    if sum(shares) > 1:
        raise ValueError("the shares are above one together")
    return shares


class ShareLadder(OfCare):
    """In each lot the winners have these shares of what is asked, in the order of their points.

    A share is rounded to whole units, down and up, and may differ by `tolerance`. Winners with
    equal points share their steps: any of them may have any, nothing decides between them. There
    are no more winners than shares; with fewer, the last shares go to nobody.
    """

    kind: Literal["share_ladder"] = Field(
        default="share_ladder", description="Shares in the order of the ranking."
    )
    shares: Annotated[tuple[Part, ...], AfterValidator(_a_ladder)] = Field(
        min_length=1,
        max_length=20,
        description="Shares, the best ranked winner first: none above the last, at most 1 in all.",
    )
    tolerance: Part = Field(default=Decimal(0), description="How much a share may differ.")

    def _lots(self, facts: Facts) -> Iterator[tuple[str, int, dict[Pick, list[Volume]]]]:
        """Each lot that asks care in scope, what it asks, and who could serve it."""
        asks = dict(self.asks(facts))
        for lot in self.in_scope(facts):
            asked = sum(number for ask, number in asks.items() if ask.lot == lot)
            if asked:
                picks = facts.by_lot.get(lot, ())
                yield lot, asked, {p: [v for v in facts.by_pick[p] if v.ask in asks] for p in picks}

    def _steps(self, asked: int) -> tuple[Step, ...]:
        spare = Fraction(self.tolerance)
        return tuple(
            Step(max(floor((share - spare) * asked), 0), ceil((share + spare) * asked))
            for share in map(Fraction, self.shares)
        )

    def helpers(self, facts: Facts) -> Iterator[tuple[Key, int]]:
        """Yield a yes or no per bid and step: it is this winner in the order."""
        for _, _, picks in self._lots(facts):
            for pick in picks:
                yield from ((self._at(pick, step), 1) for step in range(len(self.shares)))

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield the rows that give each winner a step in order, and its size the bounds of it."""
        for lot, asked, picks in self._lots(facts):
            yield from self._order(facts, lot, tuple(picks))
            steps = self._steps(asked)
            for pick, volumes in picks.items():
                part, at = name_of(pick), [self._at(pick, step) for step in range(len(steps))]
                yield Row(self.name, part, {**dict.fromkeys(at, 1), pick: -1}, "==", 0)
                size: dict[Key, Exact] = dict.fromkeys(volumes, 1)
                least = {key: -step.least for key, step in zip(at, steps, strict=True)}
                yield Row(self.name, part, {**size, **least}, ">=", 0)
                most = {key: -step.most for key, step in zip(at, steps, strict=True)}
                yield Row(self.name, part, {**size, **most}, "<=", 0)

    def _order(self, facts: Facts, lot: str, picks: Sequence[Pick]) -> Iterator[Row]:
        """One winner per step, no step left empty, no better bid a step behind a worse one."""
        groups = ranked(facts, picks)
        for step in range(len(self.shares)):
            here: dict[Key, Exact] = {self._at(pick, step): 1 for pick in picks}
            yield Row(self.name, lot, here, "<=", 1)
            if step + 1 == len(self.shares):
                return
            filled = {**here, **{self._at(pick, step + 1): -1 for pick in picks}}
            yield Row(self.name, lot, filled, ">=", 0)
            for cut in range(1, len(groups)):
                worse = [p for group in groups[cut:] for p in group]
                better = [p for group in groups[:cut] for p in group]
                terms: dict[Key, Exact] = {self._at(pick, step): 1 for pick in worse}
                terms.update({self._at(pick, step + 1): 1 for pick in better})
                yield Row(self.name, lot, terms, "<=", 1)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield how many win in each lot, and the size of each winner against its step.

        Winners with equal points are laid along their steps by size, which is the one way that
        fits when any does.
        """
        for lot, asked, picks in self._lots(facts):
            won = [pick for pick in picks if pick in chosen.contracts]
            yield Count(self.name, lot, len(won), "<=", len(self.shares))
            sizes = {pick: sum(chosen.clients(v) for v in picks[pick]) for pick in won}
            in_order = [
                pick
                for group in ranked(facts, won)
                for pick in sorted(group, key=lambda p: -sizes[p])
            ]
            for pick, step in zip(in_order, self._steps(asked), strict=False):
                yield Count(self.name, name_of(pick), sizes[pick], ">=", step.least)
                yield Count(self.name, name_of(pick), sizes[pick], "<=", step.most)

    def _at(self, pick: Pick, step: int) -> Key:
        return Helper(self.name, name_of(pick), str(step))

    def sentence(self, part: str) -> Sentence:
        """Return the shares in order."""
        which = "within" if self.tolerance else "says"
        values = {"shares": self.shares, "tolerance": self.tolerance, "who": self.whom()}
        return Sentence(f"rule.share_ladder.{which}", {**values, "part": part})


def ranked(facts: Facts, picks: Sequence[Pick]) -> list[list[Pick]]:
    """Return the bids in groups of equal points, the best first."""
    in_order = sorted(picks, key=lambda pick: -facts.points.get(pick, 0))
    return [list(group) for _, group in groupby(in_order, key=lambda p: facts.points.get(p, 0))]
