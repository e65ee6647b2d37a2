"""Rankings in which some have enough lots already, held against every award there is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, combinations, product

import pytest

from aanbesteding.rules.conditions import Conditions
from aanbesteding.rules.coverage import Coverage
from aanbesteding.rules.facts import Chosen, Condition, Facts, Pick, Volume
from aanbesteding.rules.follow_ranking import FollowRanking, Room
from aanbesteding.rules.full import Limit, follow_rankings, limits_of
from aanbesteding.rules.lots_per_bidder import LotsPerBidder
from aanbesteding.rules.rule import Helper, Key, Row, compare
from aanbesteding.rules.substitution import bridged
from tests import tiny

LOTS, BIDDERS = ("x", "y"), ("A", "B", "C")
ONE_EACH = dict.fromkeys(BIDDERS, (1,))
FACTS = replace(
    tiny.facts(capacity=ONE_EACH, demand=(1,), price=ONE_EACH, points=dict.fromkeys(BIDDERS, 8)),
    picks=tuple(Pick(bidder, lot) for lot in LOTS for bidder in BIDDERS),
    volumes=(),
    demand={},
    capacity={},
    price={},
    lots=LOTS,
    parties={b: frozenset([b, "M"]) if b in "AB" else frozenset([b]) for b in BIDDERS},
)
A_FULL = Room("A", 1, (Pick("A", "x"),))
B_FULL = Room("B", 1, (Pick("B", "x"),))
C_FULL = Room("C", 2, (Pick("A", "x"), Pick("C", "x")))
ORDER = (("A",), ("B",), ("C",))
ROOMS = [(), (A_FULL,), (B_FULL,), (A_FULL, B_FULL), (A_FULL, B_FULL, C_FULL), (C_FULL,)]


def every_award() -> Iterator[frozenset[Pick]]:
    sizes = range(len(FACTS.picks) + 1)
    yield from map(frozenset, chain.from_iterable(combinations(FACTS.picks, n) for n in sizes))


def possible(rows: Iterable[Row], tops: Mapping[Key, int], given: frozenset[Pick]) -> bool:
    """Whether the rows can hold for an award, whatever the helpers are."""
    found = [*rows]
    for way in product(*(range(most + 1) for most in tops.values())):
        at: dict[Key, int] = {pick: int(pick in given) for pick in FACTS.picks}
        at.update(zip(tops, way, strict=True))
        if all(
            compare(sum(f * at[k] for k, f in r.terms.items()), r.sense, r.right) for r in found
        ):
            return True
    return False


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: "+".join(one.bidder for one in room))
def test_nobody_is_passed_over_but_who_has_enough(room: tuple[Room, ...]) -> None:
    rule = FollowRanking(lot="y", order=ORDER, room=room)
    for given in every_award():
        full = {r.bidder for r in room if sum(c in given for c in r.contracts) >= r.enough}
        won = [bidder for (bidder,) in ORDER if Pick(bidder, "y") in given]
        last = max((BIDDERS.index(bidder) for bidder in won), default=0)
        passed = [b for b in BIDDERS[:last] if b not in won and b not in full]
        assert possible(rule.rows(FACTS), dict(rule.helpers(FACTS)), given) is not bool(passed)
        (count,) = rule.counts(FACTS, Chosen(given, {}))
        assert count.counted == len(passed)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: "+".join(one.bidder for one in room))
@pytest.mark.parametrize("able", ["", "A", "AB", "ABC"])
def test_a_lot_has_a_winner_unless_all_who_are_able_have_enough(
    room: tuple[Room, ...], able: str
) -> None:
    rule = FollowRanking(lot="y", order=ORDER, room=room)
    rows = [row for row in rule.rows(FACTS) if row.terms.keys() & dict(rule.helpers(FACTS)).keys()]
    full_rows = [row for row in rows if row.right == 0 and not _ranks(row)]
    for given in every_award():
        enough = {r.bidder for r in room if sum(c in given for c in r.contracts) >= r.enough}
        nobody = bool(able) and set(able) <= enough
        assert rule.nobody_left(able, given) is nobody
        asked = [*full_rows, *rule.somebody(FACTS, able)]
        won = any(pick.lot == "y" for pick in given)
        assert possible(asked, dict(rule.helpers(FACTS)), given) is (won or nobody)


def _ranks(row: Row) -> bool:
    """Whether a row compares two bids for the lot, instead of saying who has enough."""
    return sum(isinstance(key, Pick) and key.lot == "y" for key in row.terms) == 2


def test_who_is_passed_over_is_counted_once() -> None:
    """A is passed over by B, and C by D; not A a second time by D."""
    order = (("A",), ("B",), ("C",), ("D",))
    won = Chosen(frozenset([Pick("B", "y"), Pick("D", "y")]), {})
    (count,) = FollowRanking(lot="y", order=order).counts(FACTS, won)
    assert count.counted == 2


def test_a_better_bid_of_the_same_company_in_the_same_lot_counts() -> None:
    rule = LotsPerBidder(at_most=1, per_company=True)
    first, second = follow_rankings(FACTS, [rule], {"x": ORDER, "y": ORDER})
    assert first.room == (Room("B", 1, (Pick("A", "x"),)),)
    assert Room("B", 1, (Pick("A", "x"), Pick("A", "y"), Pick("B", "x"))) in [
        room._replace(contracts=tuple(sorted(room.contracts))) for room in second.room
    ]


def test_what_a_bidder_asked_for_at_most_is_a_limit() -> None:
    wish = Condition("A", frozenset(LOTS), at_most=1)
    facts = replace(FACTS, conditions=(wish, Condition("B", frozenset(LOTS), at_least=2)))
    assert limits_of(facts, [Conditions()]) == (Limit(1, (Pick("A", "x"), Pick("A", "y"))),)


def test_who_takes_none_or_at_least_so_many_is_still_held_to_the_most() -> None:
    facts = replace(FACTS, lots=("x", "y", "z"), picks=(*FACTS.picks, Pick("A", "z")))
    rule = LotsPerBidder(at_least=2, at_most=2, or_none=True, bidders=("A",))
    won = [p for p in facts.picks if p.bidder == "A"]
    breached = [bool(rule.breaches(facts, Chosen(frozenset(won[:n]), {}))) for n in range(4)]
    assert breached == [False, True, False, True]


BRIDGE = {"1": (frozenset(["n0", "n1"]),)}


@pytest.mark.parametrize(
    ("capacity", "bridging", "counted"),
    [((1, 0), {}, 0), ((0, 1), {}, 1), ((1, 0), BRIDGE, 1), ((0, 0), BRIDGE, 0)],
)
def test_where_nothing_is_asked_who_works_there_and_has_room_covers_it(
    capacity: tuple[int, int], bridging: Mapping[str, tuple[frozenset[str], ...]], counted: int
) -> None:
    """A need level without demand: a place of a heavier one is room where it may be bridged."""
    bare = tiny.facts(capacity={"A": capacity}, demand=(1, 1), price={"A": (1, 1)}, points={"A": 8})
    kept = {key: most for key, most in bare.capacity.items() if most}
    facts = replace(bare, volumes=(), demand={}, price={}, capacity=kept, bridging=bridging)
    rule = Coverage(at_least=1, needs=("n1",), areas=("a",))
    (count,) = rule.counts(facts, Chosen(frozenset(facts.picks), {}))
    assert count.counted == counted


def test_care_without_a_contract_has_no_places_of_its_own() -> None:
    facts: Facts = replace(
        tiny.facts(capacity={"A": (2, 2)}, demand=(2, 2), price={"A": (1, 1)}, points={"A": 8}),
        bridging=BRIDGE,
    )
    light = Volume("A", "1", "n1", "a", "p")
    assert list(bridged(facts, Chosen(frozenset(), {light: 2})).values()) == [2]
    assert bridged(facts, Chosen(frozenset(facts.picks), {light: 2})) == {}


def test_the_rankings_of_two_lots_share_no_helper() -> None:
    one, other = (FollowRanking(lot=lot, order=ORDER, room=(A_FULL,)) for lot in LOTS)
    helpers = [key for rule in (one, other) for key, _ in rule.helpers(FACTS)]
    assert len(helpers) == len(set(helpers)) == 4
    assert all(isinstance(key, Helper) for key in helpers)
