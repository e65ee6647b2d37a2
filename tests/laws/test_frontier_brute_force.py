"""Frontiers of random tiny tenders, and plain search at every ceiling: the same.

Each point is the best award at its ceiling and, where one budget is moved, not at a cent less; no
award fits below the first; nothing gains beyond the last; where all points are told none is
missed. `python -m tests.benchmarks.rules_brute_force` does more.
"""

from functools import cache
from typing import Any

import pytest

from aanbesteding.explanation import budget_search
from aanbesteding.explanation.budget_search import Search
from aanbesteding.explanation.ceilings import Ceilings
from tests.laws.changed_rules import wrong_points
from tests.made_up import cases

TENDERS, CASES = cases(60), 6


@cache
def drawn() -> tuple[tuple[str, ...], tuple[Any, ...]]:
    told: list[Any] = []
    wrong = [said for seed in range(TENDERS) for said in wrong_points(seed, CASES, told)]
    return tuple(wrong), tuple(told)


def test_every_point_is_what_plain_search_finds_and_none_is_missed() -> None:
    wrong, told = drawn()
    assert wrong == ()
    assert len(told) == TENDERS * CASES


def test_there_are_frontiers_of_all_kinds() -> None:
    _, told = drawn()
    assert sum(found is None for found in told) > TENDERS / 4
    sizes = {(len(found[0]) > 3, found[1]) for found in told if found is not None}
    assert sizes == {(False, False), (False, True), (True, False), (True, True)}


def test_a_point_that_is_no_longer_the_cheapest_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Search, "enough", lambda self, chosen: 10**9)
    told: list[Any] = []
    assert any(said for seed in range(5) for said in wrong_points(seed, CASES, told))


def test_a_ceiling_that_is_forgotten_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(moved: Any) -> Ceilings:
        return Ceilings(moved=tuple((budget, None) for budget, _ in moved))

    monkeypatch.setattr(budget_search, "Ceilings", none)
    told: list[Any] = []
    assert any(said for seed in range(10) for said in wrong_points(seed, CASES, told))
