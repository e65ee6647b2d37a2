"""What contracts cost in themselves: who pays it, and under which budgets it counts."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from aanbesteding.rules.facts import BudgetFact, Chosen, Facts, Fee, Pick, Tier, Volume
from aanbesteding.rules.measure import Measure
from aanbesteding.rules.money import Charge, bills, charges, prices_paid, spent
from aanbesteding.rules.rule import Key, Tiered
from tests import tiny

A, B = Pick("A", "1"), Pick("B", "1")
HEAVY, LIGHT = (Volume("A", "1", need, "a", "p") for need in ("n0", "n1"))
TIER = Tier(1, 9, {"n0": 80, "n1": 50}, 30)


def budget(
    name: str, needs: Iterable[str] = ("n0", "n1"), areas: Iterable[str] = "a"
) -> BudgetFact:
    every = frozenset(["1"]), frozenset(needs), frozenset(areas), frozenset(["p"])
    return BudgetFact(name, 10**6, *every)


def facts(**more: Any) -> Facts:
    bare = tiny.facts(
        capacity={"A": (3, 3), "B": (3, 3)},
        demand=(3, 3),
        price={"A": (100, 60), "B": (90, 70)},
        points={"A": 8, "B": 7},
    )
    return replace(bare, **more)


FEES = {Fee("A", "1", "a", "p"): 35, Fee("B", "1", "a", "p"): 20, Fee("A", "1", "b", "p"): 0}
BUDGETS = (budget("alles"), budget("elders", areas="b"), budget("licht", needs=["n1"]))
ONLY_A = Chosen(frozenset([A]), {HEAVY: 2})


def test_a_contract_that_is_given_is_charged_under_the_budgets_of_its_place() -> None:
    """What a contract costs in itself has no need level, so a budget for one counts it as well."""
    found = [*charges(facts(fees=FEES, budgets=BUDGETS), ONLY_A)]
    assert found == [Charge("A", "1", "a", "p", 35, ("alles", "licht"))]


def test_the_fee_of_a_tier_is_charged_once_under_the_budgets_of_any_of_its_care() -> None:
    here = facts(budgets=BUDGETS, tiers={A: (TIER,), B: (TIER._replace(fee=0),)})
    both = Chosen(frozenset([A, B]), {HEAVY: 2, Volume("B", "1", "n1", "a", "p"): 1})
    assert [*charges(here, both)] == [Charge("A", "1", "", "", 30, ("alles", "licht"))]
    assert [*charges(here, Chosen(frozenset([A]), {}))] == []


@pytest.mark.parametrize(("covered", "cents"), [("n0", 2 * 80 + 30), ("n1", 30), ("n2", 0)])
def test_the_fee_of_a_tier_counts_where_any_of_its_care_is_covered(
    covered: str, cents: int
) -> None:
    here = facts(tiers={A: (TIER,)})

    def covers(one: Volume | Fee) -> bool:
        return isinstance(one, Volume) and one.need == covered

    assert spent(here, ONLY_A, covers) == cents
    assert bills(here, ONLY_A, covers)[A].whole == cents


def test_without_tiers_a_unit_costs_its_price() -> None:
    here = facts()
    assert prices_paid(here, ONLY_A) == here.price
    discounted = prices_paid(facts(tiers={A: (TIER,)}), ONLY_A)
    assert {volume: discounted[volume] for volume in (HEAVY, LIGHT)} == {HEAVY: 80, LIGHT: 50}


AREAS = {Fee("A", "1", "a", "p"): 35, Fee("A", "1", "b", "q"): 20}


@pytest.mark.parametrize(
    ("areas", "periods", "cents"),
    [((), (), 55), (("a",), (), 35), (("b",), (), 20), ((), ("q",), 20), (("a",), ("q",), 0)],
)
def test_a_fee_counts_in_the_areas_and_periods_that_are_named(
    areas: tuple[str, ...], periods: tuple[str, ...], cents: int
) -> None:
    here = facts(fees=AREAS)
    measure = Measure(here, here.demand, True, areas, periods)
    assert measure.sizes(Chosen(frozenset([A]), {}))[A] == cents


def test_a_size_is_at_its_greatest_when_all_that_is_asked_goes_where_it_is_dearest() -> None:
    """Three heavy at 100, three light at 70, and what a contract costs in itself once."""
    here = facts()
    measure = Measure(here, here.demand, True)
    terms: dict[Key, Any] = {**dict(here.price.items()), A: 35, B: -5}
    assert measure.greatest(terms) == 3 * 100 + 3 * 70 + 35
    tiered: dict[Key, Any] = {Tiered.of(HEAVY, 0): 120, Tiered.of(HEAVY, 1): 80}
    assert measure.greatest({**terms, **tiered}) == 3 * 120 + 3 * 70 + 35
    assert measure.greatest({HEAVY: -2, Pick("C", "1"): 0}) == 0
