"""Awards near the best on random small tenders: solver and plain search give the same list.

The same awards in the same order, each with its goals and how far it is from those before it;
whether there are others; and who is in all of them, or in none, also beyond those listed.
`python -m tests.benchmarks.alternatives_brute_force` does more.
"""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest

from aanbesteding.explanation import near as nearby
from aanbesteding.explanation import near_awards as listed
from aanbesteding.explanation.near import Near, Unlike
from tests.laws.agreement import Known, known
from tests.laws.near_search import Limits, disagreement, drawn_limits, fitting, near_by_search

TENDERS, CASES = 32, 12


def asked() -> list[tuple[Known, Limits]]:
    found = []
    for seed in range(TENDERS):
        for at, one in enumerate(fitting(known(seed, CASES))):
            found.append((one, drawn_limits(Random(f"{seed}/{at}"), one.case.pursued)))
    return found


def test_solver_and_plain_search_find_the_same_awards_in_the_same_order() -> None:
    found = [disagreement(*each) for each in asked()]
    assert [said for said in found if said] == []
    assert len(found) > 200


def test_the_cases_have_none_one_and_many_alternatives_cut_off_and_complete() -> None:
    found = [near_by_search(*each) for each in asked()]
    sizes = {len(one.awards) for one in found}
    assert {1, 2, 3, 5} <= sizes
    assert any(size > 10 for size in sizes)
    assert {one.complete for one in found} == {True, False}
    assert sum(bool(one.always) for one in found) > 50
    assert sum(bool(one.never) for one in found) > 50


Plant = Callable[[pytest.MonkeyPatch], None]


def _looser(patch: pytest.MonkeyPatch) -> None:
    right = nearby.goals_near

    def loose(*given):  # type: ignore[no-untyped-def]
        return tuple(
            one.model_copy(update={"limit": one.limit + (-1 if one._sense == ">=" else 1)})
            for one in right(*given)
        )

    patch.setattr(nearby, "goals_near", loose)


def _any_difference(patch: pytest.MonkeyPatch) -> None:
    """Any other award in place of the one that differs most."""
    aim = replace(nearby.MOST_UNLIKE, larger=False)
    patch.setattr(listed, "MOST_UNLIKE", aim)


def _only_the_last(patch: pytest.MonkeyPatch) -> None:
    """Differ from the award found last, not from each."""
    right = Unlike.rows
    patch.setattr(Unlike, "rows", lambda self, facts: right(Unlike(found=self.found[-1:]), facts))
    patch.setattr(Unlike, "counts", lambda self, facts, chosen: iter(()))


def _limit_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Near, "rows", lambda self, facts: iter(()))
    patch.setattr(Near, "counts", lambda self, facts, chosen: iter(()))


def _all_firm(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(listed, "varying", lambda facts, rules, near, awards: frozenset())


@pytest.mark.parametrize(
    "plant", [_looser, _any_difference, _only_the_last, _limit_forgotten, _all_firm]
)
def test_a_planted_mistake_is_caught(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    assert any(disagreement(one, Limits(limits.within, "", 1)) for one, limits in asked())


def test_within_nothing_only_equally_good_awards_are_left() -> None:
    for one, _ in asked()[:60]:
        assert one.best is not None
        found = near_by_search(one, Limits(Fraction(0), "", 200))
        best = {one.looked.awards[index].contracts for index in one.best.awards}
        assert {award.contracts for award in found.awards} == best
