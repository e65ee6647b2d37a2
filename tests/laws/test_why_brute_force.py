"""What would have won does win when the whole round is judged again, and one step less does not.

``python -m tests.benchmarks.explain_brute_force`` does the same many more times.
"""

from collections import Counter
from collections.abc import Iterator

import pytest

from aanbesteding.basis.exact import Exact
from aanbesteding.explanation import least as search
from aanbesteding.explanation.again import Again
from aanbesteding.explanation.apart import parts_of
from aanbesteding.explanation.forced import Forcing
from aanbesteding.rules.facts import Pick
from tests.laws.agreement import Known, known
from tests.laws.random_rounds import OBJECTIVE, RANKED, Tried, drawn, tried
from tests.made_up import cases

ROUNDS, ALL_STEPS, TWO_LOTS = cases(56, least=14), 2, cases(60, least=15)


@pytest.mark.parametrize("mode", [RANKED, OBJECTIVE])
def test_a_change_wins_and_one_step_less_does_not(mode: str) -> None:
    found = [one for seed in range(ROUNDS) for one in tried(seed, mode)]
    assert [wrong for one in found if (wrong := one.wrong_on_either_side())] == []
    results = Counter((one.lever.kind, one.said.result) for one in found)
    assert min(results[kind, "wins"] for kind in ("price", "mark", "capacity")) >= 1
    assert min(results[kind, "never"] for kind in ("price", "mark", "capacity")) >= 2


@pytest.mark.parametrize("mode", [RANKED, OBJECTIVE])
def test_no_smaller_change_wins_where_winning_once_is_winning_on(mode: str) -> None:
    found = [one for seed in range(50, 50 + ALL_STEPS) for one in tried(seed, mode)]
    assert [wrong for one in found if one.monotone and (wrong := one.wrong_anywhere())] == []
    assert any(one.monotone and one.said.result == "wins" for one in found)


def test_a_step_too_many_is_caught() -> None:
    found = (one for seed in range(ROUNDS) for one in tried(seed, RANKED))
    one = next(one for one in found if one.said.result == "wins" and one.said.steps < one.said.most)
    assert one.wrong_on_either_side(one.said.steps + 1)


@pytest.mark.parametrize("mode", [RANKED, OBJECTIVE])
def test_parts_of_a_round_decide_what_the_whole_decides(mode: str) -> None:
    cases = [case for seed in range(TWO_LOTS) if (case := drawn(seed, mode)) is not None]
    apart = [(case, parts) for case in cases if len(parts := parts_of(case)) > 1]
    assert len(apart) > 2
    for case, parts in apart:
        assert {pick for part in parts for pick in part.facts.picks} == set(case.facts.picks)
        chosen = frozenset[Pick]().union(*(part.decision.chosen.contracts for part in parts))
        assert chosen == case.decision.chosen.contracts


def test_without_a_winner_the_part_decides_as_the_whole_round_does() -> None:
    looked = 0
    for seed in range(ROUNDS):
        case = drawn(seed, RANKED)
        if case is None or len(Again(case).parts) < 2:
            continue
        for pick in sorted(case.decision.chosen.contracts):
            part, whole = Again(case).without(pick), Again(case).without(pick, everywhere=True)
            assert part is not None
            assert whole is not None
            mine = {p for p in whole.decision.chosen.contracts if p.lot == pick.lot}
            assert {p for p in part.decision.chosen.contracts if p.lot == pick.lot} == mine
            looked += 1
    assert looked > 3


def forced_by_search(one: Known, pick: Pick, given: bool) -> tuple[Exact, ...] | None:
    """The goals of the best award with a contract given or refused, among all awards there are."""
    facts, awards = one.looked.facts, one.looked.awards
    left = [
        award
        for award in awards
        if (pick in award.contracts) is given
        and not any(rule.breaches(facts, award) for rule in one.case.rules)
    ]
    worth: list[Exact] = []
    for goal in one.case.pursued if left else ():
        values = [goal.value(facts, award) for award in left]
        best = max(values) if goal.larger_is_better else min(values)
        left = [a for a, value in zip(left, values, strict=True) if value == best]
        worth.append(best)
    return tuple(worth) if left else None


def fitting(seeds: range) -> Iterator[Known]:
    cases = (one for seed in seeds for one in known(seed, 4))
    yield from (one for one in cases if one.best is not None)


def test_goals_with_a_contract_forced_are_those_of_plain_search() -> None:
    looked = none = 0
    for one in fitting(range(12)):
        facts = one.looked.facts
        forcing = Forcing(facts, one.case.rules, one.case.pursued)
        now = forcing.chosen
        assert now is not None
        for pick in facts.picks:
            given = pick not in now.contracts
            found = forcing.forced(pick, given, now)
            after = None if found is None else tuple(goal.after for goal in found.goals)
            assert after == forced_by_search(one, pick, given), (one.name, pick)
            assert found is None or (pick in found.into if given else pick in found.out)
            looked, none = looked + 1, none + (found is None)
    assert looked > 60
    assert none > 5


@pytest.mark.parametrize("near", [(), (1,), (8,), (13, 7), (20,), (25,)])
@pytest.mark.parametrize("first", range(1, 21))
def test_the_search_finds_the_first_step_from_any_guess(first: int, near: tuple[int, ...]) -> None:
    assert search.least(lambda step: step >= first, 20, near) == first


@pytest.mark.parametrize("near", [(), (2,), (5, 6), (9,)])
def test_where_it_comes_and_goes_the_step_before_still_does_not_hold(near: tuple[int, ...]) -> None:
    holds = {0: False, **{step: step in (2, 3, 6, 9, 10) for step in range(1, 11)}}
    found = search.least(holds.__getitem__, 10, near)
    assert found is not None
    assert (holds[found], holds[found - 1]) == (True, False)


@pytest.mark.parametrize(("most", "near"), [(0, ()), (0, (3,)), (5, ()), (5, (2,))])
def test_no_step_is_found_where_the_last_does_not_hold(most: int, near: tuple[int, ...]) -> None:
    assert search.least(lambda step: False, most, near) is None


def test_a_change_tried_says_what_it_is() -> None:
    one = next(iter(tried(0, RANKED)))
    assert isinstance(one, Tried)
    assert one.name.startswith("rank_order 0 ")
