"""What the rules on volumes bound, place and count, and what they leave alone."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from aanbesteding.awarding.optimise import optimise
from aanbesteding.rules import STANDING, AnyRule
from aanbesteding.rules.capacity import Capacity, Places, most_units
from aanbesteding.rules.facts import Ask, Chosen, Facts, Fee, FrameworkFact, Pick, Volume
from aanbesteding.rules.framework_maximum import FrameworkMaximum
from aanbesteding.rules.free_capacity import FreeCapacity
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.keep_incumbents import KeepIncumbents
from aanbesteding.rules.least_in_area import LeastInArea
from aanbesteding.rules.quality_share import QualityShare
from aanbesteding.rules.rule import Key, Row, Rule, compare
from aanbesteding.rules.single_provider import SingleProvider
from aanbesteding.rules.soft import softened, stated_value, worth_terms
from aanbesteding.rules.substitution import Substitution, bridged, bridging_of
from aanbesteding.rules.transition import Transition, moved
from tests.volume_facts import GROUP, NEEDS, award, counted, facts_of, holds

THREE = facts_of("A", {"zwaar": 9, "middel": 9, "licht": 9}, bridging={"1": (GROUP,)})


@pytest.mark.parametrize(
    ("zwaar", "middel", "licht", "fits"),
    [
        (5, 5, 5, True),
        (6, 0, 0, False),
        (0, 9, 6, True),
        (0, 9, 7, False),
        (3, 7, 5, True),
        (3, 7, 6, False),
        (5, 6, 0, False),
        (0, 0, 9, True),
    ],
)
def test_heavier_places_serve_lighter_need_and_never_the_reverse(
    zwaar: int, middel: int, licht: int, fits: bool
) -> None:
    chosen = award(THREE, ("A zwaar", zwaar), ("A middel", middel), ("A licht", licht))
    assert holds(Capacity(), THREE, chosen) is fits
    at: dict[Key, int] = {Pick("A", "1"): 1}
    at.update((volume, units) for volume, units in chosen.volumes.items())
    rows = list(Capacity().rows(THREE))
    assert all(sum(f * at[k] for k, f in r.terms.items()) <= r.right for r in rows) is fits


def test_without_the_rule_no_place_is_bridged() -> None:
    facts = replace(THREE, bridging={})
    assert not holds(Capacity(), facts, award(facts, ("A licht", 6)))


def test_only_the_need_levels_of_the_rule_are_bridged() -> None:
    facts = replace(THREE, bridging={"1": (frozenset(["middel", "licht"]),)})
    assert holds(Capacity(), facts, award(facts, ("A licht", 9)))
    assert not holds(Capacity(), facts, award(facts, ("A middel", 6)))


def test_places_above_the_own_need_level_are_counted_apart() -> None:
    chosen = award(THREE, ("A zwaar", 3), ("A middel", 7), ("A licht", 5))
    assert bridged(THREE, chosen) == {Places(Pick("A", "1"), "middel", "p"): 2}
    assert counted(Substitution(at_most=1), THREE, chosen) == [("1", 2, "<=", 1)]
    assert counted(Substitution(at_most=1, needs=("licht",)), THREE, chosen) == [("1", 0, "<=", 1)]


def test_the_solver_bridges_as_many_places_as_it_may() -> None:
    facts = facts_of("AB", {"zwaar": 2, "licht": 18}, bridging={"1": (GROUP,)})
    rules = (*STANDING, Substitution(at_most=3))
    best = optimise(facts, rules, [Goal(kind="unmet")])
    assert best is not None
    assert sum(bridged(facts, best.chosen).values()) == 3
    assert best.goals[0].value == 18 - 10 - 3


def test_a_unit_that_takes_more_places_counts_for_so_many() -> None:
    volume = Volume("A", "1", "zwaar", "a", "p")
    facts = facts_of("A", {"zwaar": 9}, load={volume: 2})
    assert most_units(facts, volume) == 2
    assert [count.counted for count in Capacity().counts(facts, award(facts, ("A zwaar", 3)))] == [
        6
    ]
    best = optimise(facts, STANDING, [Goal(kind="unmet")])
    assert best is not None
    assert best.chosen.volumes == {volume: 2}


def test_written_rules_say_what_may_be_bridged() -> None:
    heavy = Substitution(lots=("1",), needs=("zwaar", "middel"))
    assert bridging_of([heavy, Capacity()], ("1", "2"), NEEDS) == {
        "1": (frozenset(["zwaar", "middel"]),)
    }
    assert bridging_of([Substitution()], ("1", "2"), NEEDS) == {"1": (GROUP,), "2": (GROUP,)}
    with pytest.raises(ValueError, match="lot 1"):
        bridging_of([heavy, Substitution(lots=("1",), needs=("middel", "licht"))], ("1",), NEEDS)


def test_one_provider_per_ask_finds_the_best_of_every_assignment() -> None:
    """Six client groups over three providers: the cheapest of all 729 ways, by plain search."""
    groups = [Ask("1", "zwaar", area, "p") for area in "abcdef"]
    size = dict(zip(groups, (4, 3, 5, 2, 4, 3), strict=True))
    room = {"A": 9, "B": 8, "C": 7}
    price = {
        (bidder, group): 100 + (7 * place + 13 * number + place * number) % 29
        for place, bidder in enumerate(room, 1)
        for number, group in enumerate(groups, 1)
    }
    picks = tuple(Pick(bidder, "1") for bidder in room)
    facts = Facts(
        picks=picks,
        volumes=tuple(Volume(bidder, *group) for bidder in room for group in groups),
        needs=NEEDS[:1],
        demand=size,
        capacity={(Pick(bidder, "1"), "zwaar"): places for bidder, places in room.items()},
        price={Volume(bidder, *group): cents for (bidder, group), cents in price.items()},
        points=dict.fromkeys(picks, Fraction(0)),
        lots=("1",),
    )
    ways = []
    for way in product(room, repeat=len(groups)):
        taken = dict.fromkeys(room, 0)
        for bidder, group in zip(way, groups, strict=True):
            taken[bidder] += size[group]
        if all(taken[bidder] <= room[bidder] for bidder in room):
            ways.append(sum(price[b, g] * size[g] for b, g in zip(way, groups, strict=True)))
    best = optimise(facts, (*STANDING, SingleProvider()), [Goal(kind="unmet"), Goal(kind="spend")])
    assert best is not None
    assert [goal.value for goal in best.goals] == [0, min(ways)]
    shared = optimise(facts, STANDING, [Goal(kind="unmet"), Goal(kind="spend")])
    assert shared is not None
    assert shared.goals[1].value < min(ways)


def test_an_ask_that_cannot_be_shared_needs_no_rows() -> None:
    assert list(SingleProvider().rows(facts_of("AB", {"zwaar": 1}))) == []
    assert list(SingleProvider().rows(facts_of("A", {"zwaar": 9}))) == []
    assert len(list(SingleProvider().rows(facts_of("AB", {"zwaar": 9})))) == 3


@pytest.mark.parametrize(
    ("least", "cheap", "dear", "waiting"),
    [(1, 5, 1, 0), (2, 4, 2, 0), (3, 3, 3, 0), (4, 5, 0, 1), (5, 5, 0, 1), (6, 0, 0, 6)],
)
def test_who_helps_in_an_area_helps_enough_there_or_nobody(
    least: int, cheap: int, dear: int, waiting: int
) -> None:
    """Six clients over two bidders with five places each, counted by hand: A asks half of B."""
    facts = facts_of("AB", {"zwaar": 6})
    volumes = dict(zip("AB", facts.volumes, strict=True))
    facts = replace(facts, price={volumes["A"]: 100, volumes["B"]: 200})
    goals = [Goal(kind="unmet"), Goal(kind="spend")]
    best = optimise(facts, (*STANDING, LeastInArea(at_least=least)), goals)
    assert best is not None
    assert [best.chosen.clients(volumes[b]) for b in "AB"] == [cheap, dear]
    assert [goal.value for goal in best.goals] == [waiting, 100 * cheap + 200 * dear]


def test_where_fewer_are_asked_than_the_least_all_of_them_are_enough() -> None:
    facts, rule = facts_of("AB", {"zwaar": 2}), LeastInArea(at_least=5)
    assert counted(rule, facts, award(facts, ("A zwaar", 2))) == [
        ("A/1/a", 2, ">=", 2),
        ("B/1/a", 0, ">=", 0),
    ]
    assert not holds(rule, facts, award(facts, ("A zwaar", 1), ("B zwaar", 1)))


def test_all_need_levels_in_scope_count_together_and_no_other() -> None:
    facts = facts_of("A", {"zwaar": 5, "licht": 5})
    chosen = award(facts, ("A zwaar", 2), ("A licht", 2))
    assert holds(LeastInArea(at_least=4), facts, chosen)
    assert not holds(LeastInArea(at_least=4, needs=("licht",)), facts, chosen)
    assert holds(LeastInArea(at_least=2, needs=("licht",)), facts, chosen)


IN_CARE = facts_of(
    "AB",
    {"zwaar": 10},
    incumbent={
        Volume("A", "1", "zwaar", "a", "p"): 4,
        Volume("B", "1", "zwaar", "a", "p"): 2,
        Volume("Z", "1", "zwaar", "a", "p"): 1,
    },
)


def test_clients_move_where_their_provider_serves_fewer_than_now() -> None:
    assert moved(IN_CARE, award(IN_CARE, ("A zwaar", 1), ("B zwaar", 5))) == 3 + 0 + 1
    assert moved(IN_CARE, Chosen(frozenset(), {})) == 7
    mine = [Volume("A", "1", "zwaar", "a", "p")]
    assert moved(IN_CARE, award(IN_CARE, ("A zwaar", 1)), mine) == 3


def test_so_many_clients_move_at_most() -> None:
    chosen = award(IN_CARE, ("A zwaar", 3), ("B zwaar", 2))
    assert counted(Transition(at_most=1, at_most_share="0.5"), IN_CARE, chosen) == [
        ("1", 2, "<=", 1),
        ("1", 2, "<=", Fraction(7, 2)),
    ]


def test_the_solver_lets_no_more_clients_move_than_it_may() -> None:
    cheap = {v: 10 if v.bidder == "B" else 100 for v in IN_CARE.volumes}
    facts = replace(IN_CARE, price=cheap, demand={Ask("1", "zwaar", "a", "p"): 5})
    goals = [Goal(kind="unmet"), Goal(kind="spend")]
    for most, kept in ((7, 0), (4, 1), (3, 2), (2, 3)):
        best = optimise(facts, (*STANDING, Transition(at_most=most)), goals)
        assert best is not None
        assert moved(facts, best.chosen) <= most
        assert best.chosen.clients(facts.volumes[0]) == kept
    assert optimise(facts, (*STANDING, Transition(at_most=0)), goals) is None


def test_who_wins_keeps_its_clients_and_who_does_not_is_left_alone() -> None:
    rule = KeepIncumbents(at_least="0.75")
    chosen = Chosen(frozenset([Pick("A", "1")]), {Volume("A", "1", "zwaar", "a", "p"): 2})
    assert counted(rule, IN_CARE, chosen) == [("A/1", 2, ">=", 3)]
    assert holds(rule, IN_CARE, Chosen(frozenset(), {}))


def test_free_places_are_those_of_who_wins_in_the_area() -> None:
    facts = facts_of("AB", {"zwaar": 4}, free={(Pick("A", "1"), "zwaar"): 2,
                                              (Pick("B", "1"), "zwaar"): 3})  # fmt: skip
    facts = replace(facts, serves={Pick("A", "1"): frozenset("a"), Pick("B", "1"): frozenset()})
    assert counted(FreeCapacity(at_least=4), facts, award(facts)) == [("1/zwaar", 5, ">=", 4)]
    here = FreeCapacity(at_least=4, areas=("a",))
    assert counted(here, facts, award(facts)) == [("1/zwaar/a", 2, ">=", 4)]
    assert counted(FreeCapacity(at_least=1), facts, Chosen(frozenset(), {}))[0][1] == 0


def test_quality_is_weighed_by_volume() -> None:
    facts = facts_of("AB", {"zwaar": 10})
    chosen = award(facts, ("A zwaar", 1), ("B zwaar", 3))
    assert counted(QualityShare(points=85), facts, chosen) == [
        ("1", Fraction(90 * 1 + 80 * 3, 4), ">=", 85)
    ]
    assert counted(QualityShare(points=85, at_most_share="0.5"), facts, chosen) == [
        ("1", Fraction(3, 4), "<=", Fraction(1, 2))
    ]
    assert holds(QualityShare(points=85), facts, award(facts))


def test_the_mark_itself_is_not_below_it() -> None:
    facts = facts_of("AB", {"zwaar": 10})
    chosen = award(facts, ("A zwaar", 1), ("B zwaar", 3))
    assert holds(QualityShare(points=80, at_most_share=0), facts, chosen)
    assert not holds(QualityShare(points="80.01", at_most_share=0), facts, chosen)


def test_the_plan_counts_as_often_as_it_fits_in_the_term() -> None:
    facts = facts_of(
        "AB",
        {"zwaar": 10},
        fees={Fee("A", "1", "a", "p"): 7},
        frameworks=(FrameworkFact("1", 1000, Fraction(5, 2)),),
    )
    chosen = award(facts, ("A zwaar", 3), ("B zwaar", 1))
    assert counted(FrameworkMaximum(), facts, chosen) == [("1", Fraction(2035, 2), "<=", 1000)]
    best = optimise(facts, STANDING, [Goal(kind="unmet")])
    assert best is not None
    assert best.goals[0].value == 6


class TurnedAround(Capacity):
    """Lets lighter places serve heavier need."""

    def counts(self, facts: Facts, chosen: Chosen) -> Any:
        turned = tuple(n._replace(priority=9 - n.priority) for n in facts.needs)
        return super().counts(replace(facts, needs=turned), chosen)


def test_lighter_places_for_heavier_need_are_told_from_the_reverse() -> None:
    wrong = award(THREE, ("A zwaar", 6))
    assert holds(TurnedAround(), THREE, wrong)
    assert not holds(Capacity(), THREE, wrong)


def _holds(row: Row, at: Mapping[Key, int]) -> bool:
    return compare(sum(factor * at[key] for key, factor in row.terms.items()), row.sense, row.right)


SOFT = softened(
    [
        FreeCapacity(at_least=4, penalty="3"),
        Transition(at_most=1, at_most_share="0.3", penalty="7"),
        KeepIncumbents(at_least="0.8", penalty="2"),
        SingleProvider(penalty="5"),
        Substitution(at_most=0, penalty="4"),
    ]
)


@pytest.mark.parametrize("rule", SOFT, ids=lambda rule: rule.name)
def test_a_soft_rule_costs_at_best_what_is_counted(rule: Rule) -> None:
    """Every award of two bidders with one and two places, three clients and heavier places."""
    facts = facts_of("AB", {"zwaar": 1, "licht": 3}, bridging={"1": (GROUP,)})
    volumes = {v: n for v, n in zip(facts.volumes, (0, 3, 0, 2), strict=True) if n}
    facts = replace(
        facts,
        capacity={(p, need): 1 + (p.bidder == "A") for p in facts.picks for need in GROUP},
        incumbent=dict(zip(volumes, (3, 1), strict=True)),
        free={(pick, "licht"): 3 for pick in facts.picks},
    )
    rows, tops, worth = (
        list(rule.rows(facts)),
        dict(rule.helpers(facts)),
        worth_terms(facts, [rule]),
    )
    fined = set()
    for given, units in product(product((0, 1), repeat=2), product(range(4), range(3))):
        contracts = frozenset(pick for pick, won in zip(facts.picks, given, strict=True) if won)
        chosen = Chosen(contracts, dict(zip(volumes, units, strict=True)))
        if sum(units) > 3 or any(n and v.pick not in contracts for v, n in chosen.volumes.items()):
            continue
        at: dict[Key, int] = dict.fromkeys(facts.volumes, 0)
        at.update((pick, won) for pick, won in zip(facts.picks, given, strict=True))
        at.update((volume, number) for volume, number in chosen.volumes.items())
        ways = [
            dict(zip(tops, numbers, strict=True))
            for numbers in product(*(range(top + 1) for top in tops.values()))
        ]
        best = max(
            sum(each * way[key] for key, each in worth.items())
            for way in ways
            if all(_holds(row, at | way) for row in rows)
        )
        assert best == stated_value(facts, [rule], chosen)
        fined.add(best)
    assert len(fined) > 1


@pytest.mark.parametrize(
    "written",
    [
        {"kind": "transition"},
        {"kind": "share_of_bidder"},
        {"kind": "share_of_bidder", "at_least": "0.6", "at_most": "0.5"},
        {"kind": "keep_incumbents"},
        {"kind": "free_capacity"},
        {"kind": "quality_share"},
        {"kind": "substitution", "at_most": -1},
    ],
)
def test_a_rule_that_bounds_nothing_is_refused(written: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter[AnyRule](AnyRule).validate_python(written)
