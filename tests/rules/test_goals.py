"""Goals: in order, weighed as one, or kept as a bound; counted two ways."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from pydantic import ValidationError

from aanbesteding.awarding.clash import clashes
from aanbesteding.awarding.optimise import Optimum, optimise
from aanbesteding.basis.exact import Exact
from aanbesteding.rules import STANDING
from aanbesteding.rules.facts import Chosen, Facts, Fee, Pick, Volume
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.moving import moving
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.objectives import Objective, goals_in_order, rules_of_goals
from aanbesteding.rules.preference import Preference
from aanbesteding.rules.rule import Key, Rule, Unmet, compare
from aanbesteding.rules.soft import softened
from aanbesteding.rules.tiers import whole_quantity
from aanbesteding.rules.transition import Transition
from tests import tiny

A, B = Pick("A", "1"), Pick("B", "1")
RULES: tuple[Rule, ...] = (Preference(value="2.50", bidders=("A",)), Preference(value="-1"))


def facts(**more: Any) -> Facts:
    """A serves heavy only, B light only; one heavy costs what three light ones do."""
    bare = tiny.facts(
        capacity={"A": (2, 0), "B": (0, 3)},
        demand=(2, 3),
        price={"A": (300, 100), "B": (300, 100)},
        points={"A": 8, "B": 7},
        budget=600,
    )
    in_care = {Volume("A", "1", "n0", "a", "p"): 1, Volume("B", "1", "n1", "a", "p"): 2}
    gone = {Volume("Z", "1", "n0", "a", "p"): 1}
    return replace(bare, incumbent={**in_care, **gone}, **more)


FACTS = facts(fees={Fee("A", "1", "a", "p"): 40})
ALL = (
    Goal(kind="unmet", need="n0"),
    Goal(kind="unmet"),
    Goal(kind="quality"),
    Goal(kind="spend"),
    Goal(kind="contracts"),
    Goal(kind="points"),
    Goal(kind="moved"),
    Goal(kind="stated_value"),
)
WEIGHTS = ("3", "0.5", "0.1", "0.02", "7", "1", "2", "1.5")
WEIGHED = tuple(
    goal.model_copy(update={"weight": Decimal(weight)})
    for goal, weight in zip(ALL, WEIGHTS, strict=True)
)


def every_award() -> Iterator[Chosen]:
    for given in product((False, True), repeat=2):
        contracts = frozenset(p for p, won in zip((A, B), given, strict=True) if won)
        for units in product(range(3), repeat=4):
            chosen = Chosen(contracts, dict(zip(FACTS.volumes, units, strict=True)))
            unserved = all(chosen.unmet(FACTS, ask) >= 0 for ask in FACTS.demand)
            if unserved and all(not n or v.pick in contracts for v, n in chosen.volumes.items()):
                yield chosen


def values(chosen: Chosen) -> dict[Key, int]:
    """What a solver would choose for this award, with as few who move as it can say."""
    found: dict[Key, int] = {pick: int(pick in chosen.contracts) for pick in FACTS.picks}
    found |= {volume: chosen.clients(volume) for volume in FACTS.volumes}
    found |= {Unmet.of(ask): chosen.unmet(FACTS, ask) for ask in FACTS.demand}
    for volume, clients in FACTS.incumbent.items():
        found[moving(volume)] = max(clients - chosen.clients(volume), 0)
    return found


def total(terms: Mapping[Key, Exact], at: Mapping[Key, int]) -> Exact:
    return sum(each * at[key] for key, each in terms.items())


@pytest.mark.parametrize(
    "goal", [*goals_in_order(ALL, RULES), *goals_in_order(WEIGHED, RULES)], ids=lambda g: g.name
)
def test_terms_and_value_of_a_goal_agree_on_every_award(goal: Objective) -> None:
    for chosen in every_award():
        assert total(goal.terms(FACTS), values(chosen)) == goal.value(FACTS, chosen)


@pytest.mark.parametrize("goal", goals_in_order(ALL, RULES), ids=lambda g: g.name)
def test_every_goal_tells_awards_apart(goal: Objective) -> None:
    assert len({goal.value(FACTS, chosen) for chosen in every_award()}) > 2


def test_the_rows_of_who_moves_let_no_smaller_number_be_said() -> None:
    (rule,) = rules_of_goals([Goal(kind="moved")])
    for chosen in every_award():
        at = values(chosen)
        for key in dict(rule.helpers(FACTS)):
            fits = {
                said: all(
                    compare(total(row.terms, {**at, key: said}), row.sense, row.right)
                    for row in rule.rows(FACTS)
                )
                for said in range(3)
            }
            assert min(said for said, fit in fits.items() if fit) == at[key]


def test_who_moves_is_counted_as_the_rule_on_moving_counts() -> None:
    (goal,) = goals_in_order([Goal(kind="moved")])
    for chosen in every_award():
        (count,) = Transition(at_most=0).counts(FACTS, chosen)
        assert goal.value(FACTS, chosen) == count.counted


def solved(goals: tuple[Goal, ...], found: Facts = FACTS, *more: Rule) -> Optimum:
    rules = softened((*STANDING, *more))
    rules = (*rules, *rules_of_goals(goals, rules))
    optimum = optimise(found, rules, goals_in_order(goals, rules))
    assert optimum is not None
    return optimum


def waiting(optimum: Optimum) -> list[int]:
    return [optimum.chosen.unmet(FACTS, ask) for ask in FACTS.demand]


IN_ORDER = (Goal(kind="unmet", need="n0"), Goal(kind="unmet", need="n1"))


def test_in_order_the_heavy_need_goes_before_any_number_of_light_ones() -> None:
    assert waiting(solved(IN_ORDER, facts())) == [0, 3]


def test_a_weighted_sum_leaves_the_heavy_need_waiting_once_enough_light_ones_can_be_served() -> (
    None
):
    two_to_one = (
        Goal(kind="unmet", need="n0", weight=2),
        Goal(kind="unmet", need="n1", weight=1),
    )
    optimum = solved(two_to_one, facts())
    assert waiting(optimum) == [1, 0]
    assert [goal.value for goal in optimum.goals] == [-2]


def test_the_best_weighted_sum_is_the_best_of_all_awards() -> None:
    optimum = solved(WEIGHED, FACTS, *RULES)
    (goal,) = goals_in_order(WEIGHED, RULES)
    fitting = (c for c in every_award() if not any(r.breaches(FACTS, c) for r in STANDING))
    assert optimum.goals[0].value == max(goal.value(FACTS, chosen) for chosen in fitting)


def test_the_weight_of_money_is_per_euro() -> None:
    (goal,) = goals_in_order([Goal(kind="spend", weight=3), Goal(kind="contracts", weight=2)])
    heavy = Chosen(frozenset([A]), {FACTS.volumes[0]: 2})
    assert goal.value(FACTS, heavy) == -3 * Fraction(640, 100) - 2


def test_a_weighted_sum_is_one_step_called_weighted_and_made_large() -> None:
    (goal,) = goals_in_order(WEIGHED)
    assert (goal.name, goal.kind, goal.need, goal.larger_is_better) == (
        "weighted",
        "weighted",
        "",
        True,
    )
    assert goal.sentence().key == "goal.weighted"


def test_without_weights_every_goal_is_a_step_of_its_own_in_order() -> None:
    assert [goal.name for goal in goals_in_order(ALL)] == [goal.name for goal in ALL]
    assert [goal.need for goal in goals_in_order(ALL)][:2] == ["n0", ""]


CEILING = Goal(kind="spend", at_most="3.50")


def test_a_bound_is_kept_and_not_strived_for() -> None:
    optimum = solved((CEILING, *IN_ORDER), facts())
    assert [goal.goal for goal in optimum.goals] == ["unmet:n0", "unmet:n1"]
    assert waiting(optimum) == [1, 3]


BOUNDS = (
    CEILING,
    Goal(kind="unmet", need="n0", at_most=1),
    Goal(kind="unmet", at_most=2),
    Goal(kind="quality", at_least=20),
    Goal(kind="contracts", at_most=1),
    Goal(kind="points", at_least="7.5"),
    Goal(kind="moved", at_most=2),
    Goal(kind="stated_value", at_least="-0.5"),
)


@pytest.mark.parametrize("goal", BOUNDS, ids=lambda goal: goal.name)
def test_rows_and_counts_of_a_bound_agree_on_every_award(goal: Goal) -> None:
    *_, bound = rules_of_goals([goal], RULES)
    judged = set()
    for chosen in every_award():
        fits = all(
            compare(total(row.terms, values(chosen)), row.sense, row.right)
            for row in bound.rows(FACTS)
        )
        assert fits is not bool(bound.breaches(FACTS, chosen))
        judged.add(fits)
    assert judged == {True, False}


def test_a_bound_is_a_rule_named_after_its_goal_and_can_clash() -> None:
    (bound,) = rules_of_goals([Goal(kind="unmet", need="n0", at_most=0)])
    assert (bound.name, bound.kind) == ("goal:unmet:n0", "goal")
    (least,) = rules_of_goals([Goal(kind="contracts", at_most=0)])
    found = clashes(facts(), (*STANDING, bound, least))
    assert [{rule.rule for rule in clash} for clash in found.sets] == [
        {"goal:unmet:n0", "goal:contracts"}
    ]


def test_a_bound_on_money_is_in_euros() -> None:
    (bound,) = rules_of_goals([CEILING])
    (row,) = bound.rows(FACTS)
    assert (row.part, row.sense, row.right) == ("1", "<=", 350)
    assert bound.sentence("1").values["bound"] == Decimal("3.5")


def test_a_soft_rule_is_broken_where_that_is_worth_more_than_its_penalty() -> None:
    goals = (Goal(kind="stated_value"), *IN_ORDER)
    one = NumberOfContracts(at_most=1, penalty="4")
    small = [solved(goals, FACTS, one, Preference(value=bonus)) for bonus in ("3.99", "4.01")]
    assert [len(optimum.chosen.contracts) for optimum in small] == [1, 2]
    assert [optimum.goals[0].value for optimum in small] == [3_99, 2 * 4_01 - 4_00]


def test_a_soft_rule_never_makes_an_award_impossible() -> None:
    never = NumberOfContracts(at_least=5, penalty="4")
    optimum = solved((*IN_ORDER, Goal(kind="stated_value")), facts(), never)
    assert optimum.goals[-1].value == -(5 - len(optimum.chosen.contracts)) * 4_00


def test_spend_is_made_small_with_discounts_and_what_contracts_cost_in_themselves() -> None:
    """Two at B cost 2 × 90, at A's discount 2 × 70 and 30: with the fee A is the cheaper by ten."""
    market = tiny.facts(
        capacity={"A": (2,), "B": (2,)},
        demand=(2,),
        price={"A": (100,), "B": (90,)},
        points={"A": 8, "B": 7},
    )
    tiers = whole_quantity([(0, 1, {"n0": 100}), (2, 2, {"n0": 70})])
    goals = (Goal(kind="unmet"), Goal(kind="spend"))
    for fee, spend, winner in ((30, 170, "A"), (41, 180, "B")):
        found = replace(market, tiers={A: tiers}, fees={Fee("A", "1", "a", "p"): fee})
        optimum = solved(goals, found)
        assert optimum.goals[-1].value == spend
        assert {v.bidder for v, n in optimum.chosen.volumes.items() if n} == {winner}


def test_as_few_clients_move_as_a_rival_that_is_better_allows() -> None:
    goals = (Goal(kind="moved"), Goal(kind="quality"))
    optimum = solved(goals, facts())
    assert optimum.goals[0].value == 1
    assert optimum.chosen.clients(Volume("B", "1", "n1", "a", "p")) >= 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "spend", "at_most": 1, "at_least": 0},
        {"kind": "spend", "at_most": 1, "weight": 1},
        {"kind": "spend", "at_least": 1},
        {"kind": "quality", "at_most": 1},
        {"kind": "spend", "weight": -1},
        {"kind": "spend", "need": "n0"},
    ],
    ids=str,
)
def test_a_goal_that_says_two_things_at_once_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Goal.model_validate(wrong)
