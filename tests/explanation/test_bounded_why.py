"""Answers that had to stop early: what is said then holds, and nothing more is said."""

from fractions import Fraction
from functools import cache

import pytest

from aanbesteding.basis.errors import StoppedError
from aanbesteding.explanation.forced import Forced, Forcing
from aanbesteding.explanation.why_not import Why, why
from aanbesteding.rules.facts import Pick
from aanbesteding.solving.effort import Effort
from tests.benchmarks.provider_mix import provider_mix
from tests.laws.random_rounds import OBJECTIVE, drawn
from tests.made_up import cases

PICKS = 3
ROUNDS = range(cases(40))


@cache
def forcing() -> tuple[Forcing, tuple[Pick, ...]]:
    """A provider mix of size S, and some of the bids that did not win."""
    mix = provider_mix("S")
    made = Forcing(mix.facts, mix.rules, mix.goals)
    now = made.chosen
    assert now is not None
    return made, tuple(pick for pick in mix.facts.picks if pick not in now.contracts)[:PICKS]


def found(pick: Pick, effort: Effort) -> Forced:
    made, _ = forcing()
    assert made.chosen is not None
    answer = made.forced(pick, True, made.chosen, effort)
    assert answer is not None
    return answer


@pytest.mark.parametrize("at", range(PICKS))
def test_what_is_proven_lies_between_what_was_found_and_its_bound(at: int) -> None:
    pick = forcing()[1][at]
    early, proven = found(pick, Effort(gap=Fraction(1, 2))), found(pick, Effort())
    assert proven.proven
    assert not early.proven
    last = early.goals[-1]
    exact = next(goal for goal in proven.goals if goal.goal == last.goal)
    low, high = sorted((last.after, last.bound))
    assert low <= exact.after <= high
    assert early.goals[:-1] == proven.goals[: len(early.goals) - 1]


def test_nobody_is_said_to_go_or_come_before_it_is_proven() -> None:
    early = found(forcing()[1][0], Effort(gap=Fraction(1, 2)))
    assert (early.out, early.into) == ((), ())


def test_without_time_nothing_was_found() -> None:
    with pytest.raises(StoppedError):
        found(forcing()[1][0], Effort(seconds=0))


def test_without_time_every_answer_is_open_or_needs_no_search() -> None:
    open_ones = 0
    for seed in ROUNDS:
        case = drawn(seed, OBJECTIVE)
        if case is None:
            continue
        early, exact = why(case, effort=Effort(seconds=0)), why(case)
        open_ones += _open(early, exact)
    assert open_ones


def _open(early: Why, exact: Why) -> int:
    """How many answers are left open; the others are those that time without end gives."""
    count = 0
    for one, whole in zip(early.bids, exact.bids, strict=True):
        pairs = [(one.forced, whole.forced), *zip(one.least, whole.least, strict=True)]
        for said, known in pairs:
            if said is not None and said.result == "open":
                count += 1
            else:
                assert said == known
    return count
