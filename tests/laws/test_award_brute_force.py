"""Plain search over every award of a tiny tender agrees with the optimiser."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.awarding.clash import PHYSICAL, clashes
from aanbesteding.awarding.optimise import Optimum, optimise
from aanbesteding.awarding.ties import rivals
from aanbesteding.rules import STANDING
from aanbesteding.rules.expertise import Expertise
from aanbesteding.rules.facts import Chosen, Facts
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.rule import Exact, Rule
from aanbesteding.rules.share import Share
from aanbesteding.rules.waiting import Waiting
from tests.tiny import facts

GOALS = (
    Goal(kind="unmet", need="n0"),
    Goal(kind="unmet", need="n1"),
    Goal(kind="quality"),
    Goal(kind="spend"),
    Goal(kind="contracts"),
)
BIDDERS = "ABC"


def every_award(of: Facts) -> Iterator[Chosen]:
    """Every choice of contracts, and every volume their capacity allows."""
    for size in range(len(of.picks) + 1):
        for contracts in itertools.combinations(of.picks, size):
            volumes = [v for v in of.volumes if v.pick in contracts]
            ranges = [range(of.capacity[v.pick, v.need] + 1) for v in volumes]
            for clients in itertools.product(*ranges):
                yield Chosen(frozenset(contracts), dict(zip(volumes, clients, strict=True)))


def allowed(of: Facts, rules: Sequence[Rule]) -> Iterator[Chosen]:
    """The awards that breach no rule, by counting alone."""
    for chosen in every_award(of):
        if not any(rule.breaches(of, chosen) for rule in rules):
            yield chosen


def worth(of: Facts, chosen: Chosen) -> tuple[Exact, ...]:
    """Goal values so that a smaller tuple is better."""
    values = ((goal, goal.value(of, chosen)) for goal in GOALS)
    return tuple(-value if goal.larger_is_better else value for goal, value in values)


def bare(chosen: Chosen) -> tuple[Any, ...]:
    """A choice without its zeroes."""
    return chosen.contracts, frozenset((v, n) for v, n in chosen.volumes.items() if n)


small = st.integers(0, 2)


@st.composite
def cases(draw: Any) -> tuple[Facts, tuple[Rule, ...]]:
    pair = st.tuples(small, small)
    of = facts(
        capacity={b: draw(pair) for b in BIDDERS},
        demand=draw(st.tuples(st.integers(0, 3), st.integers(0, 3))),
        price={b: draw(st.tuples(st.integers(1, 4), st.integers(1, 4))) for b in BIDDERS},
        points={b: draw(st.integers(1, 4)) for b in BIDDERS},
        budget=draw(st.integers(0, 12)),
        traits={b: draw(st.sampled_from([(), ("x",), ("x", "y")])) for b in BIDDERS},
    )
    rules = [
        NumberOfContracts(at_most=draw(st.integers(1, 3)), at_least=draw(st.integers(0, 1))),
        Expertise(at_least=draw(st.integers(0, 2))),
        Share(of="volume", at_least=None, at_most="0.5"),
        Share(id="least", of="volume", at_least="0.2"),
        Waiting(at_most=draw(st.integers(0, 3))),
    ]
    return of, (*STANDING, *draw(st.lists(st.sampled_from(rules), unique_by=id, max_size=3)))


@given(cases())
@settings(max_examples=150, deadline=None)
def test_the_optimum_equals_plain_search(case: tuple[Facts, tuple[Rule, ...]]) -> None:
    of, rules = case
    found = optimise(of, rules, GOALS)
    best = sorted(worth(of, chosen) for chosen in allowed(of, rules))
    if not best:
        assert found is None
        return
    assert found is not None
    assert worth(of, found.chosen) == best[0]


@given(cases())
@settings(max_examples=100, deadline=None)
def test_rivals_are_exactly_the_contracts_that_differ_between_best_awards(
    case: tuple[Facts, tuple[Rule, ...]],
) -> None:
    of, rules = case
    found = optimise(of, rules, GOALS[:1])
    if found is None:
        return
    best = min(chosen_worth(of, c) for c in allowed(of, rules))
    equal = {bare(c): c for c in allowed(of, rules) if chosen_worth(of, c) == best}
    assert rivals(of, found) == differing(of, found, list(equal.values()))


def chosen_worth(of: Facts, chosen: Chosen) -> Exact:
    return GOALS[0].value(of, chosen)


def differing(of: Facts, found: Optimum, equal: list[Chosen]) -> tuple[Any, ...]:
    by_contract = {p for c in equal for p in c.contracts ^ found.chosen.contracts}
    by_volume = {
        v.pick for c in equal for v in of.volumes if c.clients(v) != found.chosen.clients(v)
    }
    return tuple(pick for pick in of.picks if pick in (by_contract or by_volume))


@given(cases())
@settings(max_examples=150, deadline=None)
def test_each_clash_is_a_smallest_one(case: tuple[Facts, tuple[Rule, ...]]) -> None:
    of, rules = case
    if next(allowed(of, rules), None) is not None:
        return
    found = clashes(of, rules)
    assert found.sets
    physical = [rule for rule in rules if rule.kind in PHYSICAL]
    awards = [c for c in every_award(of) if not any(r.breaches(of, c) for r in physical)]
    for clash in found.sets:
        names = {(one.rule, one.part) for one in clash}
        assert not any(holds(of, rules, c, names) for c in awards)
        for missed in names:
            assert any(holds(of, rules, c, names - {missed}) for c in awards)


def holds(of: Facts, rules: Sequence[Rule], chosen: Chosen, names: set[tuple[str, str]]) -> bool:
    broken = {(b.rule, b.part) for rule in rules for b in rule.breaches(of, chosen)}
    return not broken & names
