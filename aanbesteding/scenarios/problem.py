"""What is awarded again in every scenario, as bare numbers that travel to another process."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from aanbesteding.rules.facts import Facts, Fee, Pick, Volume
from aanbesteding.rules.follow_ranking import FollowRanking, Room
from aanbesteding.rules.objectives import Objective
from aanbesteding.rules.rule import Row, Rule


@dataclass(frozen=True)
class Problem:
    """Facts, rules and goals of a choice, and which contracts stand already.

    `contracts` None: all is awarded anew by the goals. Else these contracts stand, and their
    volumes are divided again by the goals; with `more`, further contracts may be given.
    `tariffed` are the lots and need levels with a tariff that the buyer fixed.
    """

    facts: Facts
    rules: tuple[Rule, ...]
    goals: tuple[Objective, ...]
    contracts: frozenset[Pick] | None = None
    more: bool = False
    tariffed: frozenset[tuple[str, str]] = frozenset()

    def standing(self) -> tuple[Row, ...]:
        """Return rows by which the contracts that stand are given."""
        stand = self.contracts or ()
        return tuple(
            Row("stands", "/".join(pick), {pick: 1}, "==", 1)
            for pick in self.facts.picks
            if pick in stand
        )

    @property
    def closed(self) -> bool:
        """Whether only the contracts that stand can carry volume."""
        return self.contracts is not None and not self.more


def with_only(problem: Problem, picks: Collection[Pick]) -> Problem:
    """Return the problem in which only these contracts can be given; all others left.

    Rankings close up behind who left.
    """
    kept = frozenset(picks)
    stand = None if problem.contracts is None else problem.contracts & kept
    rules = tuple(_closed_up(rule, kept) for rule in problem.rules)
    return replace(problem, facts=_facts(problem.facts, kept), rules=rules, contracts=stand)


def _facts(facts: Facts, kept: Collection[Pick]) -> Facts:
    """The facts without what belongs to other contracts; clients in care now stay counted."""
    now = {one.name: getattr(facts, one.name) for one in fields(facts)}
    own = {name: _own(value, kept) for name, value in now.items() if name != "incumbent"}
    return replace(facts, **own)


def _own(value: Any, kept: Collection[Pick]) -> Any:
    if isinstance(value, Mapping):
        return {key: one for key, one in value.items() if _stays(key, kept)}
    if isinstance(value, tuple):
        return tuple(one for one in value if _stays(one, kept))
    return value


def _stays(key: Any, kept: Collection[Pick]) -> bool:
    pick = _pick(key)
    return pick is None or pick in kept


def _pick(key: Any) -> Pick | None:
    """The contract that a key belongs to, if it does to one."""
    match key:
        case Pick():
            return key
        case Volume() | Fee():
            return key.pick
        case (Pick() as pick, *_):
            return pick
    return None


def _closed_up(rule: Rule, kept: Collection[Pick]) -> Rule:
    if not isinstance(rule, FollowRanking):
        return rule
    groups = (
        tuple(bidder for bidder in group if Pick(bidder, rule.lot) in kept) for group in rule.order
    )
    order = tuple(group for group in groups if group)
    return rule.model_copy(update={"order": order, "room": tuple(_room(rule, kept))})


def _room(rule: FollowRanking, kept: Collection[Pick]) -> Iterator[Room]:
    """Who makes room, with the contracts that can still be given."""
    for room in rule.room:
        left = tuple(pick for pick in room.contracts if pick in kept)
        if Pick(room.bidder, rule.lot) in kept and len(left) >= room.enough:
            yield room._replace(contracts=left)
