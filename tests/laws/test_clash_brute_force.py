"""Random small tenders in which nothing fits: clashes and repairs as plain search finds them.

Every group alone does not fit and does without any one of its rules; no rule outside the groups
is at fault; each rule gives way as little as can be, and so do the fewest that must together.
`python -m tests.benchmarks.clash_brute_force` does more.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from aanbesteding.awarding.clash import Fits, smallest_clashes
from aanbesteding.awarding.decision import Clash
from aanbesteding.basis.exact import Exact
from aanbesteding.explanation.giving import Giving, by_number, room_of
from aanbesteding.rules.rule import Row, Rule
from tests.laws.agreement import known
from tests.laws.clash_search import Searched, infeasible, objections
from tests.made_up import cases

TENDERS, CASES = cases(60, least=15), 12
CLASHING = "aanbesteding.explanation.clashing"
REPAIR = "aanbesteding.explanation.repair"


@cache
def searched(seed: int) -> tuple[Searched, ...]:
    """The cases of a tender in which nothing fits."""
    return tuple(case for one in known(seed, CASES) for case in infeasible(one))


def test_clashes_and_repairs_are_those_of_plain_search() -> None:
    seen: set[str] = set()
    looked = [case for seed in range(TENDERS) for case in searched(seed)]
    assert len(looked) > 3 * TENDERS
    assert [said for case in looked for said in objections(case, seen)] == []
    # They give way in every way there is.
    assert seen >= {"never", "euros", "clients", "contracts", "partners", "parts", "passed"}


Plant = Callable[[pytest.MonkeyPatch], None]


def _a_rule_too_many(patch: pytest.MonkeyPatch) -> None:
    def more(atoms: Sequence[Clash], fits: Fits, most: int) -> Any:
        found = smallest_clashes(atoms, fits, most)
        wider = tuple(
            (*one, next((a for a in atoms if a not in one), one[0])) for one in found.sets
        )
        return replace(found, sets=wider)

    patch.setattr(f"{CLASHING}.smallest_clashes", more)


def _a_unit_that_counts_for_two(patch: pytest.MonkeyPatch) -> None:
    def doubled(rule: Rule, row: Row) -> Exact | None:
        found = room_of(rule, row)
        return None if found is None else 2 * found

    patch.setattr("aanbesteding.explanation.giving.room_of", doubled)


def _any_repair_will_do(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(f"{REPAIR}.min", max, raising=False)


def _sums_in_place_of_the_worst(patch: pytest.MonkeyPatch) -> None:
    def summed(*given: Any) -> Giving | None:
        found = by_number(*given)
        return found and replace(found, sides={"all": tuple(found.total)})

    patch.setattr(f"{REPAIR}.by_number", summed)


@pytest.mark.parametrize(
    "plant",
    [
        _a_rule_too_many,
        _a_unit_that_counts_for_two,
        _any_repair_will_do,
        _sums_in_place_of_the_worst,
    ],
)
def test_a_planted_mistake_is_caught(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    looked = (case for seed in range(TENDERS) for case in searched(seed))
    assert any(True for case in looked for _ in objections(case))
