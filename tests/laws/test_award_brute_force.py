"""Random small tenders over all rules, two thousand cases: solver and plain search say the same.

The same best value for every goal, the same contracts that differ between equally good awards, and
after an order drawn the same one award. `python -m tests.benchmarks.brute_force` does more.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from aanbesteding.awarding import optimise as optimising
from aanbesteding.awarding.clash import PHYSICAL, clashes
from aanbesteding.awarding.optimise import optimise
from aanbesteding.awarding.ties import Rivals, drawn_aims
from aanbesteding.rules import STANDING, WRITTEN
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.rule import Row, Rule
from tests.laws import agreement, random_tenders
from tests.laws.agreement import CASES, Known, disagreement, known
from tests.laws.plain_search import Looked
from tests.laws.random_facts import tiny_facts
from tests.laws.random_tenders import STANDING_KINDS, STRATEGIES, Case
from tests.made_up import cases

DRAWN = 100
TENDERS, CHUNKS = cases(DRAWN, least=25), 5
pytestmark = pytest.mark.usefixtures("tightened")


def seeds(chunk: int) -> range:
    """The tenders of a chunk; several chunks can run at once."""
    return range(chunk, TENDERS, CHUNKS)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_solver_and_plain_search_agree_on_value_rivals_and_award(chunk: int) -> None:
    found = [disagreement(one) for seed in seeds(chunk) for one in known(seed)]
    assert [said for said in found if said] == []
    assert len(found) == TENDERS * CASES // CHUNKS


def test_every_kind_of_rule_has_its_strategy() -> None:
    written = {rule.model_fields["kind"].default for rule in WRITTEN}
    assert set(STRATEGIES) == written
    assert {rule.kind for rule in STANDING} == STANDING_KINDS


def test_the_tenders_have_every_feature_and_the_cases_every_rule() -> None:
    tenders = [tiny_facts(Random(seed)) for seed in range(DRAWN)]
    given = {name for of in tenders for name in of.__dataclass_fields__ if getattr(of, name)}
    assert given == set(tenders[0].__dataclass_fields__)
    every = [one for seed in range(DRAWN) for one in known_rules(seed)]
    kinds = {rule.kind for rules in every for rule in rules}
    assert kinds >= set(STRATEGIES) | STANDING_KINDS | {"follow_ranking", "moving", "goal"}


def known_rules(seed: int) -> Iterator[tuple[Rule, ...]]:
    r = Random(seed)
    facts = tiny_facts(r)
    standing = random_tenders.always(r, facts)
    yield from (case.rules for case in random_tenders.cases(r, facts, standing, CASES))


def test_most_cases_fit_some_do_not_and_many_have_several_best_awards() -> None:
    every = [one for seed in range(20) for one in known(seed)]
    fitting = [one.best for one in every if one.best is not None]
    assert 0.5 < len(fitting) / len(every) < 0.95
    assert sum(len(best.awards) > 1 for best in fitting) > len(fitting) / 5


Plant = Callable[[pytest.MonkeyPatch], None]


def _no_rivals(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(agreement, "rivals", lambda facts, found: Rivals((), "volume"))


def _other_order(patch: pytest.MonkeyPatch) -> None:
    right = drawn_aims
    patch.setattr(agreement, "drawn_aims", lambda facts, order: right(facts, order[::-1]))


def _last_goal_forgotten(patch: pytest.MonkeyPatch) -> None:
    right = optimise

    def short(facts: Facts, rules: Sequence[Rule], goals: Sequence[Any]) -> Any:
        found = right(facts, rules, goals[:-1])
        best = right(facts, rules, goals)
        return found and best and replace(found, goals=best.goals)

    patch.setattr(agreement, "optimise", short)


def _one_contract_more(patch: pytest.MonkeyPatch) -> None:
    right = NumberOfContracts.rows

    def loose(self: NumberOfContracts, facts: Facts) -> Iterator[Row]:
        yield from (row._replace(right=row.right + 1) for row in right(self, facts))

    patch.setattr(NumberOfContracts, "rows", loose)
    patch.setattr(optimising, "recount", lambda *given: None)


def _nobody_waits(patch: pytest.MonkeyPatch) -> None:
    right = optimising.tops_of

    def fewer(facts: Facts, rules: Sequence[Rule] = ()) -> dict[Any, int]:
        return {key: top // 2 if len(key) == 4 else top for key, top in right(facts, rules).items()}

    patch.setattr(optimising, "tops_of", fewer)


@pytest.mark.parametrize(
    "plant",
    [_no_rivals, _other_order, _last_goal_forgotten, _one_contract_more, _nobody_waits],
)
def test_a_planted_mistake_is_caught(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    assert any(disagreement(one) for seed in range(DRAWN) for one in known(seed, 6))


def test_each_clash_is_a_smallest_one() -> None:
    looked = [one for seed in range(30) for one in known(seed, 6) if one.best is None]
    assert len(looked) > 20
    for one in looked:
        found = clashes(one.looked.facts, one.case.rules)
        assert found.sets, one.name
        awards = possible_awards(one.looked.facts, one.case)
        for clash in found.sets:
            names = {(atom.rule, atom.part) for atom in clash}
            assert not any(holds(one, award, names) for award in awards), one.name
            for missed in names:
                kept = names - {missed}
                assert any(holds(one, award, kept) for award in awards), (one.name, missed)


def possible_awards(facts: Facts, case: Case) -> tuple[Chosen, ...]:
    """The awards that capacity and demand allow."""
    return Looked(facts, [rule for rule in case.rules if rule.kind in PHYSICAL]).awards


def holds(one: Known, chosen: Chosen, names: set[tuple[str, str]]) -> bool:
    broken = {
        (b.rule, b.part) for r in one.case.rules for b in r.breaches(one.looked.facts, chosen)
    }
    return not broken & names


def test_picks_of_a_case_are_drawn_in_some_order() -> None:
    for seed in range(5):
        for one in known(seed, 3):
            assert sorted(one.case.order) == sorted(map(Pick._make, one.looked.facts.picks))
