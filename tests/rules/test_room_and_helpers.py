"""What rules add to the choice: numbers that say yes or no, and room where a rule is soft."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest

from aanbesteding.basis.exact import Exact
from aanbesteding.basis.texts import LANGUAGES, say
from aanbesteding.rules.capacity import most_units
from aanbesteding.rules.conditions import Conditions
from aanbesteding.rules.discounts import Discounts
from aanbesteding.rules.facts import Ask, Chosen, Condition, Facts, Pick, Tier, Volume
from aanbesteding.rules.follow_ranking import FollowRanking, Room
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.keep_incumbents import KeepIncumbents
from aanbesteding.rules.lots_per_bidder import LotsPerBidder
from aanbesteding.rules.moving import Moving
from aanbesteding.rules.none_or import none_or_rows
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.objectives import goals_in_order
from aanbesteding.rules.rule import Count, Helper, Key, Row, Rule, Tiered, Unmet
from aanbesteding.rules.share import Share
from aanbesteding.rules.share_ladder import ShareLadder
from aanbesteding.rules.single_provider import SingleProvider
from aanbesteding.rules.soft import fine_of, softened, worst_breach
from aanbesteding.rules.substitution import Substitution, bridged
from aanbesteding.rules.transition import Transition
from tests import tiny
from tests.laws.random_facts import tiny_facts

TIER = Tier(0, 3, {"n0": 5, "n1": 5})
FACTS = replace(
    tiny.facts(
        capacity={"A": (2, 2), "B": (2, 2)},
        demand=(2, 3),
        price={"A": (70, 50), "B": (95, 40)},
        points={"A": 8, "B": 7},
    ),
    incumbent={Volume("A", "1", "n0", "a", "p"): 2, Volume("B", "1", "n1", "a", "p"): 1},
    tiers={Pick("A", "1"): (TIER,)},
)
BRIDGED = replace(FACTS, bridging={"1": (frozenset(["n0", "n1"]),)})
LOTS = ("x", "y", "z")
IN_LOTS = replace(
    FACTS,
    picks=tuple(Pick(bidder, lot) for lot in LOTS for bidder in "AB"),
    volumes=(), demand={}, capacity={}, price={}, incumbent={}, tiers={}, lots=LOTS,
    conditions=(Condition("A", frozenset(LOTS), at_least=2),),
)  # fmt: skip
ROOMY = FollowRanking(
    lot="z", order=(("A",), ("B",)), room=(Room("A", 1, (Pick("A", "x"), Pick("A", "y"))),)
)
YES_OR_NO: list[tuple[Rule, Facts]] = [
    (Conditions(), IN_LOTS),
    (LotsPerBidder(at_least=2, or_none=True), IN_LOTS),
    (ROOMY, IN_LOTS),
    (SingleProvider(), FACTS),
    (ShareLadder(shares=("0.6", "0.4")), FACTS),
]


@pytest.mark.parametrize(("rule", "facts"), YES_OR_NO, ids=lambda one: getattr(one, "kind", ""))
def test_a_helper_that_says_whether_is_yes_or_no(rule: Rule, facts: Facts) -> None:
    found = [*rule.helpers(facts)]
    assert found
    assert {most for _, most in found} == {1}


def test_units_in_a_tier_are_no_more_than_the_tier_and_the_bid_hold() -> None:
    found = dict(Discounts().helpers(FACTS))
    choices = [most for key, most in found.items() if isinstance(key, Helper)]
    units = {key: most for key, most in found.items() if isinstance(key, Tiered)}
    assert choices == [1]
    # The tier holds three units; A can serve two of each need level.
    assert list(units.values()) == [2, 2]
    many = dict.fromkeys(FACTS.demand, 9)
    wide = replace(FACTS, capacity=dict.fromkeys(FACTS.capacity, 9), demand=many)
    assert {most for key, most in Discounts().helpers(wide) if isinstance(key, Tiered)} == {3}


ANY = Helper("r", "p", "any")


@pytest.mark.parametrize("least", [0, 1])
def test_none_or_at_least_one_asks_nothing(least: int) -> None:
    keys = IN_LOTS.picks[:3]
    assert [*none_or_rows("r", "p", keys, least, ANY)] == []
    facts = replace(IN_LOTS, conditions=(Condition("A", frozenset(LOTS), at_least=least),))
    assert [*Conditions().rows(facts)] == []
    assert [*Conditions().counts(facts, Chosen(frozenset(facts.picks[:1]), {}))] == []
    assert [*LotsPerBidder(at_least=1, or_none=True).rows(IN_LOTS)] == []


def test_an_ask_that_only_one_can_serve_needs_no_choice_of_provider() -> None:
    alone = replace(FACTS, capacity={**FACTS.capacity, (Pick("B", "1"), "n0"): 0})
    parts = {row.part for row in SingleProvider().rows(alone)}
    assert parts == {"1/n1/a/p"}
    assert {row.part for row in SingleProvider().rows(FACTS)} == {"1/n0/a/p", "1/n1/a/p"}


SOFT: list[tuple[Any, Facts]] = [
    (SingleProvider(penalty="21"), FACTS),
    (Substitution(at_most=0, penalty="5"), BRIDGED),
    (Transition(at_most=1, penalty="8"), FACTS),
    (KeepIncumbents(at_least="0.75", penalty="13"), FACTS),
    (NumberOfContracts(at_least=1, at_most=1, penalty="3"), FACTS),
]


@pytest.mark.parametrize(("rule", "facts"), SOFT, ids=lambda one: getattr(one, "kind", ""))
def test_only_what_bounds_may_give_way_and_what_says_who_serves_whom_may_not(
    rule: Any, facts: Facts
) -> None:
    """The rows with volumes tie the rule's own numbers to who is served; those stay as they are."""
    hard = [*rule.rows(facts)]
    (soft,) = softened([rule])
    rows = [*soft.rows(facts)]
    assert len(rows) == len(hard)
    for before, after in zip(hard, rows, strict=True):
        ties = any(isinstance(key, Volume) for key in before.terms)
        assert (after == before) is ties
        assert rule.has_room(before) is not ties
        more = {key: way for key, way in after.terms.items() if key not in before.terms}
        wanted = {"<=": [-1], ">=": [1], "==": [-1, 1]}[before.sense]
        assert sorted(more.values()) == ([] if ties else wanted)


def test_a_soft_share_of_clients_is_fined_per_client_and_one_of_spend_per_euro() -> None:
    clients, spend = Share(of="volume", at_least=1, penalty="3"), Share(at_least=1, penalty="3")
    count = Count("share", "A", 150, ">=", 350)
    fines = [fine_of(rule, count) for rule in softened([clients, spend])]
    assert fines == [200 * 300, 2 * 300]


def test_a_rule_that_is_not_soft_has_no_fine() -> None:
    assert fine_of(Share(at_least=1), Count("share", "A", 1, ">=", 2)) is None


def possible_breach(row: Row, at: Mapping[Key, int]) -> Exact:
    found = sum(each * at[key] for key, each in row.terms.items()) - row.right
    return {"<=": max(found, 0), ">=": max(-found, 0), "==": max(found, -found)}[row.sense]


@pytest.mark.parametrize("seed", range(40))
def test_the_greatest_breach_of_a_row_is_the_greatest_there_is(seed: int) -> None:
    r = Random(seed)
    facts = tiny_facts(r)
    volume, ask = r.choice(facts.volumes or (None,)), r.choice([*facts.demand])
    pick, mine = facts.picks[0], Helper("r", "p", "n")
    tops: dict[Key, int] = {pick: 1, mine: 3, Unmet.of(ask): facts.demand[ask]}
    if volume is not None:
        tops[volume] = tops[Tiered.of(volume, 0)] = most_units(facts, volume)
    terms: dict[Key, Exact] = {
        key: r.choice((-2, Fraction(-1, 3), 0, Fraction(1, 2), 3)) for key in tops
    }
    row = Row("r", "p", terms, r.choice(("<=", ">=", "==")), r.randint(-4, 4))
    ways = product(*(range(most + 1) for most in tops.values()))
    greatest = max(possible_breach(row, dict(zip(tops, way, strict=True))) for way in ways)
    assert worst_breach(facts, {mine: 3}, row) == greatest


def test_who_is_in_care_is_counted_within_the_scope_of_the_rule() -> None:
    facts = replace(FACTS, incumbent={
        **FACTS.incumbent, Volume("B", "1", "n0", "a", "p"): 0, Volume("A", "2", "n0", "a", "p"): 4,
    }, lots=("1", "2"))  # fmt: skip
    heavy, light = FACTS.incumbent
    assert Transition(at_most=1, lots=("1",)).in_care(facts) == {heavy: 2, light: 1}
    assert Transition(at_most=1, lots=("1",), needs=("n1",)).in_care(facts) == {light: 1}


def test_a_rule_for_some_periods_is_about_those_alone() -> None:
    rule = Transition(at_most=1, periods=("p",))
    assert rule.about(Ask("1", "n0", "a", "p"))
    assert not rule.about(Ask("1", "n0", "a", "q"))


@pytest.mark.parametrize("goal", [Goal(kind="unmet", need="n0"), Goal(kind="points")])
def test_a_goal_on_its_own_is_pursued_under_its_own_name(goal: Goal) -> None:
    (one,) = goals_in_order([goal])
    assert (one.name, one.kind, one.need) == (goal.name, goal.kind, goal.need)
    assert one.sentence() == goal.sentence()
    assert one.larger_is_better is goal.larger_is_better


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_numbers_of_who_moves_can_be_said(lang: str) -> None:
    said = Moving().sentence("deel")
    assert say(said.key, lang, said.values)


def test_a_step_of_a_ladder_that_tolerance_takes_below_nothing_may_be_empty() -> None:
    """A tenth of ten clients, give or take two tenths: from none to three."""
    rule = ShareLadder(shares=("0.9", "0.1"), tolerance="0.2")
    facts = replace(FACTS, demand=dict.fromkeys(FACTS.demand, 5))
    served = {volume: 5 for volume in facts.volumes if volume.bidder == "A"}
    won = Chosen(frozenset(facts.picks), served)
    second = [count for count in rule.counts(facts, won) if count.part.startswith("B")]
    assert [(c.counted, c.sense, c.required) for c in second] == [(0, ">=", 0), (0, "<=", 3)]


def three_needs(bridged_needs: tuple[str, ...]) -> Facts:
    """One bidder with one place for each of three need levels, the first the heaviest."""
    bare = tiny.facts(capacity={"A": (1, 1, 1)}, demand=(9, 9, 9), price={"A": (9, 9, 9)},
                      points={"A": 8})  # fmt: skip
    return replace(bare, bridging={"1": (frozenset(bridged_needs),)})


def test_no_more_places_are_bridged_than_all_heavier_places_of_the_offer() -> None:
    facts = three_needs(("n0", "n1", "n2"))
    found = dict(Substitution(at_most=5).helpers(facts))
    assert list(found.values()) == [1, 2]


def test_clients_above_the_places_of_a_need_level_that_bridges_nothing_are_not_bridged() -> None:
    facts = three_needs(("n0", "n1"))
    served = Chosen(frozenset(facts.picks), dict.fromkeys(facts.volumes, 3))
    assert {places.need: over for places, over in bridged(facts, served).items()} == {"n1": 2}
