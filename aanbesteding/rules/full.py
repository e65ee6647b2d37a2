"""Who has as many contracts as allowed, and so makes room for the next in rank."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from aanbesteding.rules.conditions import Conditions
from aanbesteding.rules.facts import Facts, Pick
from aanbesteding.rules.follow_ranking import FollowRanking, Room
from aanbesteding.rules.lots_per_bidder import LotsPerBidder
from aanbesteding.rules.rule import Rule

Orders = Mapping[str, Sequence[Sequence[str]]]


class Limit(NamedTuple):
    """At most so many of these contracts may be given."""

    at_most: int
    picks: tuple[Pick, ...]


def limits_of(facts: Facts, rules: Iterable[Rule]) -> tuple[Limit, ...]:
    """Return how many contracts a bidder or company may have, by the tender or its own wish."""
    counting = (rule for rule in rules if isinstance(rule, (LotsPerBidder, Conditions)))
    return tuple(
        Limit(most, picks)
        for rule in counting
        for most, picks in rule.most_contracts(facts)
        if most < len(picks)
    )


def is_full(limits: Iterable[Limit], pick: Pick, given: Collection[Pick]) -> bool:
    """Return whether the contracts given leave none of its own to this bid.

    >>> a, b = Pick("K01", "A"), Pick("K01", "B")
    >>> is_full([Limit(1, (a, b))], b, {a})
    True
    """
    return any(
        pick in picks and sum(one in given for one in picks if one != pick) >= most
        for most, picks in limits
    )


def follow_rankings(facts: Facts, rules: Iterable[Rule], orders: Orders) -> list[FollowRanking]:
    """Return the ranking of each lot as a rule; who is full by then makes room in it.

    Lots are awarded in the order of `orders`: what was given in a lot before, or to a better
    ranked bid in the same lot, counts.
    """
    limits = limits_of(facts, rules)
    return [
        FollowRanking(
            lot=lot,
            order=tuple(map(tuple, groups)),
            room=tuple(_rooms(limits, orders, lot)),
        )
        for lot, groups in orders.items()
    ]


def _rooms(limits: Sequence[Limit], orders: Orders, lot: str) -> Iterator[Room]:
    """Per bid that may be full by its turn: the contracts that count, and how many are enough."""
    ahead = list(orders)[: list(orders).index(lot)]
    before = {Pick(b, one) for one in ahead for group in orders[one] for b in group}
    for group in orders[lot]:
        for bidder in group:
            pick = Pick(bidder, lot)
            for limit in limits:
                counted = tuple(one for one in limit.picks if one in before)
                if pick in limit.picks and len(counted) >= limit.at_most:
                    yield Room(bidder, limit.at_most, counted)
        before.update(Pick(bidder, lot) for bidder in group)
