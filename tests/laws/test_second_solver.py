"""Another solver, CBC by way of PuLP, agrees with plain search and so with HiGHS."""

from fractions import Fraction

import pytest

from aanbesteding.basis.errors import SolverFailedError
from aanbesteding.rules.rule import Key, Row
from aanbesteding.solving.second import second_opinion
from tests.laws import stacked
from tests.laws.agreement import CASES, known, second_disagreements, second_finds_none
from tests.laws.test_award_brute_force import CHUNKS, DRAWN, TENDERS, seeds

# The program CBC ended in an error on one stack of two hundred cases; it solves both halves of it.
AT_ONCE = 100
X: Key = ("x", "1")
Y: Key = ("y", "2")


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_second_solver_finds_the_same_values(chunk: int) -> None:
    every = [one for seed in seeds(chunk) for one in known(seed)]
    assert len(every) == TENDERS * CASES // CHUNKS
    for start in range(0, len(every), AT_ONCE):
        assert list(second_disagreements(every[start : start + AT_ONCE], drawn=False)) == []


def test_the_second_solver_finds_the_same_award_after_an_order_drawn() -> None:
    every = [one for seed in range(0, DRAWN, 4) for one in known(seed, 6)]
    assert list(second_disagreements(every, drawn=True)) == []


def test_the_second_solver_finds_nothing_where_nothing_fits() -> None:
    none = [one for seed in range(0, DRAWN, 4) for one in known(seed, 6) if one.best is None]
    assert len(none) > 20
    assert [one.name for one in none if not second_finds_none(one)] == []


def test_a_planted_mistake_in_a_goal_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    right = stacked._goals
    monkeypatch.setattr(
        stacked, "_goals", lambda one: [{k: -x for k, x in g.items()} for g in right(one)]
    )
    assert list(second_disagreements(known(1), drawn=False))


def test_values_and_sum_are_exact() -> None:
    row = Row("r", "", {X: 2, Y: 3}, "<=", 7)
    found = second_opinion([row], {X: 3, Y: 3}, {X: 2, Y: Fraction(7, 2)}, True)
    assert found is not None
    # 2·2 + 3·1 = 7; 3 + 0 gives 6 and 0 + 2 gives 7 as well, but 2 and 1 give 7½.
    assert (dict(found.values), found.value) == ({X: 2, Y: 1}, Fraction(15, 2))


@pytest.mark.parametrize(
    ("row", "fits"),
    [
        (Row("r", "", {X: 2}, "==", 3), False),
        (Row("r", "", {X: 2}, ">=", 7), False),
        (Row("r", "", {X: 2}, ">=", 6), True),
        (Row("r", "", {}, ">=", 1), False),
        (Row("r", "", {X: 0}, "<=", 0), True),
    ],
)
def test_what_no_whole_number_satisfies_gives_nothing(row: Row, fits: bool) -> None:
    assert (second_opinion([row], {X: 3}, {}, False) is not None) is fits


def test_without_the_other_solver_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pulp.COIN_CMD.available", lambda self: False)
    with pytest.raises(SolverFailedError, match="CBC"):
        second_opinion([], {X: 3}, {X: 1}, True)
