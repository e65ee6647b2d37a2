"""A number that nobody stated is none: rules, goals and money treat it as the zero it is."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from aanbesteding.rules import STANDING
from aanbesteding.rules.capacity import offered, used
from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.least_quality import LeastQuality
from aanbesteding.rules.mean_quality import MeanQuality
from aanbesteding.rules.money import bills, spent
from aanbesteding.rules.objectives import goals_in_order
from aanbesteding.rules.quality_share import QualityShare
from aanbesteding.rules.rule import Rule
from aanbesteding.rules.share_ladder import ShareLadder
from aanbesteding.rules.substitution import Substitution, bridged
from tests.laws.random_facts import every_award, tiny_facts
from tests.laws.random_tenders import always, pool

SEEDS = range(24)
ALWAYS: tuple[Rule, ...] = (
    QualityShare(points="2"),
    QualityShare(points="2", at_most_share="0.3"),
    LeastQuality(points="2"),
    LeastQuality(points="2", at_most_share="0.3"),
    MeanQuality(points="2"),
    ShareLadder(shares=("0.6", "0.4"), tolerance="0.1"),
    Substitution(at_most=1),
    *STANDING,
)
GOALS = goals_in_order([Goal(kind="quality"), Goal(kind="points"), Goal(kind="spend")])


def stated(seed: int) -> tuple[Facts, Facts]:
    """Facts in which some numbers are zero (or one, for what a unit takes), and without those."""
    r = Random(seed)
    facts = tiny_facts(r)
    if len(facts.needs) > 1:
        facts = replace(
            facts, bridging={lot: (frozenset(n.id for n in facts.needs),) for lot in facts.lots}
        )
    keys = [(p, n.id) for p in facts.picks for n in facts.needs]
    given = replace(
        facts,
        points={p: v if r.random() < 0.5 else Fraction(0) for p, v in facts.points.items()},
        capacity={k: facts.capacity.get(k, 0) if r.random() < 0.7 else 0 for k in keys},
        free={k: facts.free.get(k, 0) if r.random() < 0.5 else 0 for k in keys},
        load={v: facts.load.get(v, 1) for v in facts.volumes},
    )
    bare = replace(
        given,
        points={k: v for k, v in given.points.items() if v},
        capacity={k: v for k, v in given.capacity.items() if v},
        free={k: v for k, v in given.free.items() if v},
        load={k: v for k, v in given.load.items() if v != 1},
    )
    return given, bare


def awards(seed: int, facts: Facts) -> list[Chosen]:
    every = [*every_award(facts)]
    # Care outside a contract is counted as well, so the contracts are dropped from one award.
    some = Random(seed).sample(every, min(len(every), 12))
    return [*some, replace(some[-1], contracts=frozenset())]


@pytest.mark.parametrize("seed", SEEDS)
def test_rules_ask_and_count_the_same(seed: int) -> None:
    given, bare = stated(seed)
    rules = (*always(Random(seed), given), *pool(Random(seed), given), *ALWAYS)
    for rule in rules:
        assert [*rule.rows(bare)] == [*rule.rows(given)], rule.kind
        assert [*rule.helpers(bare)] == [*rule.helpers(given)], rule.kind
        for chosen in awards(seed, given):
            assert [*rule.counts(bare, chosen)] == [*rule.counts(given, chosen)], rule.kind


@pytest.mark.parametrize("seed", SEEDS)
def test_goals_and_capacity_come_to_the_same(seed: int) -> None:
    given, bare = stated(seed)
    for goal in GOALS:
        assert goal.terms(bare) == goal.terms(given)
    for chosen in awards(seed, given):
        assert [g.value(bare, chosen) for g in GOALS] == [g.value(given, chosen) for g in GOALS]
        assert bridged(bare, chosen) == bridged(given, chosen)
        assert used(bare, chosen, bare.volumes) == used(given, chosen, given.volumes)
    for pick in given.picks:
        for need in given.needs:
            assert offered(bare, pick, need.id) == offered(given, pick, need.id)


def test_care_that_nobody_priced_costs_nothing() -> None:
    facts = tiny_facts(Random(1))
    chosen = Chosen(frozenset(facts.picks), dict.fromkeys(facts.volumes, 1))
    free = replace(facts, price=dict.fromkeys(facts.volumes, 0), tiers={})
    unpriced = replace(facts, price={}, tiers={})
    assert spent(unpriced, chosen) == spent(free, chosen)
    assert bills(unpriced, chosen) == bills(free, chosen)
