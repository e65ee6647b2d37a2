"""Plain search: every award of a tiny tender, judged by the rules' counting alone."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Pick, Volume
from aanbesteding.rules.rule import Rule
from tests.laws.random_facts import every_award
from tests.laws.random_tenders import Case

Indices = NDArray[np.intp]
Bare = tuple[frozenset[Pick], frozenset[tuple[Volume, int]]]


class Best(NamedTuple):
    """The value of each goal, and which awards reach them all."""

    worth: tuple[Exact, ...]
    awards: Indices


def bare(chosen: Chosen) -> Bare:
    """Return a choice without its zeroes, to compare."""
    return chosen.contracts, frozenset((v, n) for v, n in chosen.volumes.items() if n)


class Looked:
    """All awards of one tender that keep the rules of every case, looked at once."""

    def __init__(self, facts: Facts, standing: Sequence[Rule]):
        self.facts = facts
        self.standing = standing
        self.awards = tuple(c for c in every_award(facts) if not _broken(facts, standing, c))
        self._kept: dict[Rule, NDArray[np.bool_]] = {}

    def best(self, case: Case) -> Best | None:
        """Return the best awards of a case, goal after goal; None when no award keeps all rules."""
        left = self._allowed(case.rules)
        if not len(left):
            return None
        worth: list[Exact] = []
        for goal in case.pursued:
            values = [goal.value(self.facts, self.awards[index]) for index in left]
            value = max(values) if goal.larger_is_better else min(values)
            left = left[[one == value for one in values]]
            worth.append(value)
        return Best(tuple(worth), left)

    def _allowed(self, rules: Iterable[Rule]) -> Indices:
        allowed = np.ones(len(self.awards), bool)
        for rule in rules:
            if rule not in self.standing:
                allowed &= self._keeps(rule)
        return np.flatnonzero(allowed)

    def _keeps(self, rule: Rule) -> NDArray[np.bool_]:
        if rule not in self._kept:
            kept = [not rule.breaches(self.facts, award) for award in self.awards]
            self._kept[rule] = np.array(kept, bool)
        return self._kept[rule]

    def drawn(self, best: Best, order: Sequence[Pick]) -> list[Chosen]:
        """Return what is left of the best awards once an order was drawn and areas are spread.

        First drawn, first contracted, then filled, need by need and period by period; then the
        best ranked bidder of each need serves the first areas of the tender first.
        """
        left = best.awards
        for column in (*self._order_columns(order), *self._area_columns):
            left = left[column[left] == column[left].max()]
        return [self.awards[index] for index in left]

    def _order_columns(self, order: Sequence[Pick]) -> Iterable[NDArray[Any]]:
        periods = dict.fromkeys(ask.period for ask in self.facts.demand)
        for pick in order:
            yield np.array([pick in award.contracts for award in self.awards], int)
            for need in self.facts.needs:
                for period in periods:
                    yield self._summed(
                        v
                        for v in self.facts.by_pick[pick]
                        if (v.need, v.period) == (need.id, period)
                    )

    @cached_property
    def _area_columns(self) -> list[NDArray[Any]]:
        return [self._summed([volume]) for volume in spread_order(self.facts)]

    def _summed(self, volumes: Iterable[Volume]) -> NDArray[Any]:
        kept = tuple(volumes)
        return np.array([sum(map(award.clients, kept)) for award in self.awards], int)

    def differing(self, best: Best, found: Chosen) -> tuple[Pick, ...]:
        """Return the contracts that differ in some best award; without any, those whose size does.

        A size is what is served of a need level in a period, over all areas.
        """
        others = [self.awards[index] for index in best.awards]
        by_contract = {p for other in others for p in other.contracts ^ found.contracts}
        now = self._sizes(found)
        by_size = {
            key[0] for other in others for key, n in self._sizes(other).items() if now[key] != n
        }
        return tuple(pick for pick in self.facts.picks if pick in (by_contract or by_size))

    def _sizes(self, award: Chosen) -> dict[tuple[Pick, str, str], int]:
        found: dict[tuple[Pick, str, str], int] = {}
        for volume in self.facts.volumes:
            key = (volume.pick, volume.need, volume.period)
            found[key] = found.get(key, 0) + award.clients(volume)
        return found


def spread_order(facts: Facts) -> list[Volume]:
    """Return the volumes in the order in which areas are filled."""
    asks = list(facts.demand)
    return sorted(
        facts.volumes,
        key=lambda v: (
            facts.need[v.need].priority,
            -facts.points[v.pick],
            v.bidder,
            asks.index(v.ask),
        ),
    )


def _broken(facts: Facts, rules: Iterable[Rule], chosen: Chosen) -> bool:
    return any(rule.breaches(facts, chosen) for rule in rules)
