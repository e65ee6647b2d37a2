"""The solver kept from goal to goal: what is reached stays; a search cut off says its bound."""

import random
from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.basis.errors import StoppedError, TooFineError
from aanbesteding.basis.exact import Exact
from aanbesteding.rules.rule import Key, Row
from aanbesteding.solving import program
from aanbesteding.solving.effort import Effort, Progress
from aanbesteding.solving.program import Aim, Program
from aanbesteding.solving.sought import Answer

KEYS: tuple[Key, ...] = tuple((letter,) for letter in "abcd")
A, B, C, D = KEYS
TOPS = dict.fromkeys(KEYS, 3)

factors = st.dictionaries(st.sampled_from(KEYS), st.integers(-3, 3), min_size=1, max_size=3)
some_rows = st.lists(
    st.builds(Row, st.just("r"), st.just(""), factors, st.sampled_from(["<=", ">="]),
              st.integers(-2, 6)),
    max_size=4,
)  # fmt: skip
some_goals = st.lists(st.tuples(factors, st.booleans()), min_size=1, max_size=3)


def total(terms: Mapping[Key, Exact], at: Mapping[Key, int]) -> Exact:
    return sum(factor * at[key] for key, factor in terms.items())


def every(rows: list[Row]) -> list[dict[Key, int]]:
    points = (dict(zip(KEYS, p, strict=True)) for p in product(range(4), repeat=4))
    return [
        p
        for p in points
        if all(
            total(r.terms, p) <= r.right if r.sense == "<=" else total(r.terms, p) >= r.right
            for r in rows
        )
    ]


@given(some_rows, some_goals, st.booleans())
@settings(max_examples=200, deadline=None)
def test_goal_after_goal_is_what_plain_search_finds(
    rows: list[Row], goals: list[tuple[dict[Key, int], bool]], split: bool
) -> None:
    compared(rows, goals, split)


@given(some_rows, some_goals)
@settings(max_examples=100, deadline=None)
def test_a_large_problem_taken_apart_gives_the_same(
    rows: list[Row], goals: list[tuple[dict[Key, int], bool]]
) -> None:
    with mock.patch.object(program, "LARGE", 1):
        compared(rows, goals, False)


def compared(rows: list[Row], goals: list[tuple[dict[Key, int], bool]], split: bool) -> None:
    """Each goal after the other by the program and by plain search over what is left."""
    made = Program.of(rows, TOPS, split=frozenset([A, C]) if split else frozenset())
    points = every(rows)
    for number, (terms, larger) in enumerate(goals):
        reached = made.reach(Aim(f"goal {number}", dict(terms), larger))
        if not points:
            assert reached is None
            return
        assert reached is not None
        best = (max if larger else min)(total(terms, point) for point in points)
        assert (reached.value, reached.bound) == (best, best)
        assert total(terms, reached.values) == best
        points = [point for point in points if total(terms, point) == best]
        assert dict(reached.values) in points


@given(some_rows, some_rows)
@settings(max_examples=100, deadline=None)
def test_rows_asked_for_a_while_leave_nothing_behind(rows: list[Row], extra: list[Row]) -> None:
    made = Program.of(rows, TOPS)
    before = made.possible()
    assert made.possible(extra) == bool(every([*rows, *extra]))
    assert made.possible() == before == bool(every(rows))


def hard(effort: Effort) -> Program:
    """A knapsack of many rows that no solver proves in a second."""
    draw = random.Random(1)
    keys: list[Key] = [("x", str(number)) for number in range(200)]
    rows = [
        Row("weight", str(number), {key: draw.randint(100, 1000) for key in keys}, "<=", 30000)
        for number in range(15)
    ]
    return Program.of(rows, dict.fromkeys(keys, 1), effort)


def worth(made: Program) -> Aim:
    draw = random.Random(2)
    assert made.matrix is not None
    return Aim("worth", {key: draw.randint(100, 1000) for key in made.matrix.keys}, True)


def test_a_search_cut_off_keeps_what_it_found_and_says_its_bound() -> None:
    made = hard(Effort(seconds=1))
    aim = worth(made)
    reached = made.reach(aim)
    assert reached is not None
    assert 0 < reached.value < reached.bound
    assert total(aim.terms, reached.values) == reached.value


def test_a_goal_after_a_search_cut_off_keeps_the_values_found() -> None:
    made = hard(Effort(seconds=1))
    first = made.reach(worth(made))
    assert first is not None
    before = dict(first.values)
    number = Aim("number", dict.fromkeys(before, 1), False)
    second = made.reach(number)
    assert second is not None
    assert second.values == before
    assert second.bound == 0 < second.value


def test_a_search_within_a_gap_stops_there() -> None:
    made = hard(Effort(gap=Fraction(1, 20)))
    reached = made.reach(worth(made))
    assert reached is not None
    assert 0 < (reached.bound - reached.value) / Fraction(reached.value) <= Fraction(1, 20)


def test_who_watches_sees_the_search_and_can_stop_it() -> None:
    seen: list[Progress] = []

    def watch(progress: Progress) -> bool:
        seen.append(progress)
        return progress.value is not None

    made = hard(Effort(watch=watch))
    reached = made.reach(worth(made))
    assert reached is not None
    assert reached.value < reached.bound
    assert {progress.goal for progress in seen} == {"worth"}


def test_a_search_stopped_before_it_found_anything_is_a_failure() -> None:
    made = hard(Effort(seconds=0))
    aim = worth(made)
    with pytest.raises(StoppedError, match="worth"):
        made.reach(aim)


def test_a_goal_finer_than_the_solver_can_tell_apart_is_proven_within_its_unit() -> None:
    row = Row("one", "", {A: 1, B: 1}, "==", 1)
    tiny = Fraction(1, 10**12)
    made = Program.of([row], {A: 1, B: 1})
    reached = made.best(Aim("spend", {A: 5 + tiny, B: 7}, False))
    assert reached is not None
    assert (reached.value, reached.bound) == (5 + tiny, 5 + tiny)


def test_a_goal_finer_than_the_solver_can_tell_apart_is_not_held() -> None:
    made = Program.of([Row("one", "", {A: 1, B: 1}, "==", 1)], {A: 1, B: 1})
    made.reach(Aim("spend", {A: 5 + Fraction(1, 10**12), B: 7}, False))
    with pytest.raises(TooFineError, match="spend"):
        made.reach(Aim("next", {A: 1}, False))


def test_of_two_answers_the_better_value_and_the_better_bound_are_kept() -> None:
    one, other = Answer(np.array([1]), 5, 9), Answer(np.array([2]), 6, 10)
    both = one.or_better(other, larger=True)
    assert (both.values.tolist(), both.value, both.bound) == ([2], 6, 9)
    small = Answer(np.array([1]), 9, 5).or_better(Answer(np.array([2]), 8, 4), larger=False)
    assert (small.values.tolist(), small.value, small.bound) == ([2], 8, 5)
    assert both.within(Fraction(1, 2))
    assert not both.within(Fraction(2, 5))
