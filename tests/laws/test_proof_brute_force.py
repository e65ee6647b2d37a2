"""The prover of verification against plain search: every award of random tenders, all rules.

`known` judges every award by the rules' counting alone; the prover only sees their rows.
"""

from collections.abc import Iterator

import pytest

from aanbesteding.rules.facts import Chosen
from aanbesteding.rules.rule import Key
from aanbesteding.verification import prover as proving
from aanbesteding.verification.climb import Aim, Better, Climb
from aanbesteding.verification.model import frame_of, values_of, whole
from aanbesteding.verification.prover import Prover
from tests.laws.agreement import Known, known
from tests.made_up import cases

SECONDS = 600
SEEDS = range(cases(40, least=10))


def climb_of(one: Known, chosen: Chosen) -> Climb:
    facts, rules = one.looked.facts, one.case.rules
    frame = frame_of(facts, rules)
    prover = Prover(SECONDS)
    now = values_of(prover, frame, facts, chosen, one.case.pursued)
    assert now.values is not None, one.name
    return Climb(prover, facts, rules, frame, now.values)


def refuted(climb: Climb, one: Known) -> Iterator[tuple[int, Better]]:
    """The goals on which something better was found, up to the first."""
    for number, goal in enumerate(one.case.pursued):
        aim = Aim(goal.terms(climb.facts), goal.larger_is_better, goal)
        found = list(climb.best_on(aim))
        assert all(isinstance(answer, Better) or answer.none for answer in found), one.name
        better = [answer for answer in found if isinstance(answer, Better)]
        if better:
            yield number, better[0]
            return
        climb.hold(aim)


def sizes(one: Known) -> list[list[Key]]:
    groups: dict[Key, list[Key]] = {}
    for v in one.looked.facts.volumes:
        groups.setdefault((*v.pick, v.need, v.period), []).append(v)
    every: list[list[Key]] = [[pick] for pick in one.looked.facts.picks]
    return every + list(groups.values())


def disagreements(one: Known) -> Iterator[str]:
    """Yield where prover and plain search differ on one case."""
    best = one.best
    if best is None:
        asked = whole(Prover(SECONDS), frame_of(one.looked.facts, one.case.rules))
        if not asked.none:
            yield f"{one.name}: nothing fits"
        return
    chosen = one.looked.awards[best.awards[0]]
    climb = climb_of(one, chosen)
    for goal, better in refuted(climb, one):
        yield f"{one.name}: goal {goal} {better}"
    only = all(answer.none for answer in climb.alike(sizes(one)) if not isinstance(answer, Better))
    other = any(isinstance(answer, Better) for answer in climb.alike(sizes(one)))
    if not only or other != bool(one.looked.differing(best, chosen)):
        yield f"{one.name}: unique {other}"


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_best_and_whether_it_is_the_only_one_is_told_as_plain_search_does(
    seed: int,
) -> None:
    assert [said for one in known(seed) for said in disagreements(one)] == []


def test_an_award_that_is_not_the_best_is_refuted_on_the_goal_where_it_falls_short() -> None:
    tried = 0
    for seed in SEEDS:
        for one in known(seed):
            if one.best is None:
                continue
            for index in one.looked._allowed(one.case.rules)[::37]:
                award = one.looked.awards[index]
                worth = [goal.value(one.looked.facts, award) for goal in one.case.pursued]
                short = [n for n, v in enumerate(worth) if v != one.best.worth[n]]
                found = [number for number, _ in refuted(climb_of(one, award), one)]
                assert found == short[:1], (one.name, worth, one.best.worth)
                tried += bool(short)
    assert tried > 12 * len(SEEDS)


def test_the_second_solver_says_the_same_as_plain_search_in_whole_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(proving, "STEPS", 0)
    for seed in SEEDS[::8]:
        assert [said for one in known(seed, 6) for said in disagreements(one)] == []
