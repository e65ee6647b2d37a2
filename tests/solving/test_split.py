"""A problem that a few rows hold together, solved part by part, is never said to be too good."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.rules.rule import Key, Row
from aanbesteding.solving.matrix import Matrix, matrix_of
from aanbesteding.solving.program import Aim, Program
from aanbesteding.solving.sought import Answer
from aanbesteding.solving.split import linking, split_best, without

LOTS = 6
SMALL = st.integers(0, 9)


def key(lot: int, bid: int) -> Key:
    return (f"l{lot}", f"b{bid}")


def tops() -> dict[Key, int]:
    return {key(lot, bid): 1 + bid for lot in range(LOTS) for bid in range(3)}


def in_lots(fewest: int) -> list[Row]:
    return [
        Row("lot", str(lot), {key(lot, bid): 1 for bid in range(3)}, sense, right)
        for lot in range(LOTS)
        for sense, right in (("<=", 4), (">=", fewest))
    ]


def matrix(rows: list[Row]) -> Matrix:
    found = matrix_of(rows, tops())
    assert found is not None
    return found


def optimum(rows: list[Row], terms: Mapping[Key, int], larger: bool) -> int | None:
    reached = Program.of(rows, tops()).reach(Aim("goal", terms, larger))
    return None if reached is None else int(reached.value)


def sums() -> st.SearchStrategy[dict[Key, int]]:
    return st.fixed_dictionaries(dict.fromkeys(tops(), SMALL))


def fits(rows: list[Row], answer: Answer) -> bool:
    return matrix(rows).broken(answer.values) is None


@settings(max_examples=20, deadline=None)
@given(
    sums(), sums(), sums(), st.sampled_from(("<=", ">=", "==")), st.integers(10, 80), st.booleans()
)
def test_value_and_bound_lie_on_both_sides_of_the_best(
    gains: dict[Key, int],
    price: dict[Key, int],
    care: dict[Key, int],
    sense: str,
    right: int,
    larger: bool,
) -> None:
    rows = [*in_lots(1), Row("budget", "", price, "<=", 150), Row("care", "", care, sense, right)]
    found = split_best(matrix(rows), "goal", gains, larger)
    best = optimum(rows, gains, larger)
    if found is None:
        return
    assert best is not None
    assert fits(rows, found)
    assert found.value == sum(
        gains[one] * int(n) for one, n in zip(tops(), found.values, strict=True)
    )
    sign = 1 if larger else -1
    assert sign * int(found.value) <= sign * best <= sign * int(found.bound)


def shared(limit: int) -> list[Row]:
    price = {key(lot, bid): 7 + 5 * bid + lot for lot in range(LOTS) for bid in range(3)}
    return [*in_lots(1), Row("budget", "all", price, "<=", limit)]


QUALITY = {key(lot, bid): 10 + 9 * bid - lot for lot in range(LOTS) for bid in range(3)}


def test_the_row_that_holds_the_lots_together_is_found() -> None:
    found = matrix(shared(200))
    assert [found.names[row] for row in linking(found)] == [("budget", "all")]


def test_without_that_row_the_lots_are_apart() -> None:
    found = matrix(shared(200))
    apart = without(found, linking(found))
    assert len(apart.parts()) == LOTS
    assert apart.size == (found.size[0] - 1, found.size[1])


def test_what_does_not_come_apart_is_left_to_others() -> None:
    chain = [
        Row("chain", str(n), {one: 1, other: 1}, "<=", 2)
        for n, (one, other) in enumerate(pairwise(tops()))
    ]
    assert linking(matrix(chain)) == ()
    assert split_best(matrix(chain), "goal", QUALITY, True) is None


@pytest.mark.parametrize("limit", [90, 130, 170, 400])
def test_the_best_under_one_budget_is_near_and_bounded(limit: int) -> None:
    rows = shared(limit)
    found, best = split_best(matrix(rows), "goal", QUALITY, True), optimum(rows, QUALITY, True)
    assert found is not None
    assert best is not None
    assert best - 25 <= int(found.value) <= best <= int(found.bound) <= best + 25


def test_a_budget_that_binds_nothing_leaves_the_proven_best() -> None:
    found = split_best(matrix(shared(10_000)), "goal", QUALITY, True)
    assert found is not None
    assert found.proven
    assert found.value == optimum(shared(10_000), QUALITY, True)


def test_the_answer_is_never_worse_than_the_start() -> None:
    rows = shared(130)
    reached = Program.of(rows, tops()).reach(Aim("goal", QUALITY, True))
    assert reached is not None
    start = np.array([reached.values[one] for one in tops()])
    found = split_best(matrix(rows), "goal", QUALITY, True, start=start)
    assert found is not None
    assert found.value == reached.value


def test_the_same_problem_gives_the_same_answer() -> None:
    rows = shared(130)
    first, second = (split_best(matrix(rows), "goal", QUALITY, True) for _ in range(2))
    assert first is not None
    assert second is not None
    assert (first.values == second.values).all()
    assert first.bound == second.bound


def test_lots_that_cannot_be_filled_give_nothing() -> None:
    assert split_best(matrix([*shared(400), *in_lots(5)]), "goal", QUALITY, True) is None
