"""The door to the solver: exact in, whole and proven out, or a refusal."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from aanbesteding.basis.errors import TooFineError
from aanbesteding.basis.exact import Exact
from aanbesteding.rules.rule import Key, Row
from aanbesteding.solving.program import Aim, Program, Reached

A: Key = ("a",)
B: Key = ("b",)


def solve(
    rows: Sequence[Row], tops: Mapping[Key, int], terms: Mapping[Key, Exact], larger: bool
) -> Reached | None:
    return Program.of(rows, tops).reach(Aim("goal", terms, larger))


def test_fractions_become_whole_rows() -> None:
    row = Row("r", "p", {A: Fraction(1, 3), B: Fraction(1, 2)}, "<=", 1)
    answer = solve([row], {A: 9, B: 9}, {A: 1, B: 1}, True)
    assert answer is not None
    assert answer.values == {A: 3, B: 0}


def test_rows_that_exclude_each_other_have_no_answer() -> None:
    rows = [Row("r", "p", {A: 1}, ">=", 2), Row("r", "q", {A: 1}, "<=", 1)]
    assert solve(rows, {A: 9}, {}, False) is None


def test_an_equation_without_whole_solution_has_no_answer() -> None:
    assert solve([Row("r", "p", {A: 2}, "==", 3)], {A: 9}, {}, False) is None


def test_a_row_without_keys_is_judged_by_its_right_side() -> None:
    assert solve([Row("r", "p", {}, ">=", 1)], {A: 9}, {}, False) is None
    assert solve([Row("r", "p", {}, "<=", 0)], {A: 9}, {A: 1}, False) is not None


def test_a_row_finer_than_the_solver_can_tell_apart_is_refused_by_name() -> None:
    row = Row("share", "K01", {A: 10**12 + 1, B: 1}, "<=", 10**12)
    with pytest.raises(TooFineError, match="share/K01"):
        solve([row], {A: 1, B: 1}, {A: 1}, True)


def test_a_difference_of_one_cent_in_millions_is_told_apart() -> None:
    row = Row("one", "", {A: 1, B: 1}, "==", 1)
    dear, cheap = 700_000_001, 700_000_000
    answer = solve([row], {A: 1, B: 1}, {A: dear, B: cheap}, False)
    assert answer is not None
    assert answer.values == {A: 0, B: 1}
