"""Exact rows as arrays: whole numbers, counted again, and taken apart where nothing is shared."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis.errors import TooFineError
from aanbesteding.rules.rule import Key, Row
from aanbesteding.solving.matrix import NONE, Matrix, Scaled, matrix_of, scaled, whole_goal

KEYS: tuple[Key, ...] = tuple((letter,) for letter in "abcdefgh")
TOPS = dict.fromkeys(KEYS, 9)
A, B, C, D = KEYS[:4]


def made(*rows: Row) -> Matrix:
    found = matrix_of(rows, TOPS)
    assert found is not None
    return found


def row(terms: dict[Key, int], sense: str = "<=", right: int = 5) -> Row:
    return Row("rule", "part", terms, sense, right)


def test_a_row_becomes_whole_and_as_small_as_it_can_be() -> None:
    found = scaled(Row("r", "p", {A: Fraction(1, 2), B: Fraction(3, 4), C: 0}, "<=", 2))
    assert found == Scaled((A, B), [2, 3], -NONE, 8)


@pytest.mark.parametrize(("sense", "bounds"), [("<=", (-NONE, 2)), (">=", (3, NONE)), ("==", None)])
def test_a_right_side_between_two_whole_numbers_is_rounded_to_what_can_be_reached(
    sense: str, bounds: tuple[int, int] | None
) -> None:
    found = scaled(Row("r", "p", {A: 2, B: 4}, sense, 5))
    assert (found and (found.least, found.most)) == bounds


def test_a_goal_says_its_unit() -> None:
    goal = whole_goal({A: Fraction(3, 2), B: 3})
    assert (goal.terms, goal.unit, goal.of(4)) == ({A: 1, B: 2}, Fraction(3, 2), 6)


def test_a_goal_with_steps_too_small_for_a_solver_says_so() -> None:
    assert whole_goal({A: 10**9 + 1, B: 2}).fine
    assert not whole_goal({A: 10**9, B: 1}).fine


def test_a_right_side_too_large_for_whole_numbers_is_refused_by_name() -> None:
    with pytest.raises(TooFineError, match="rule/part"):
        scaled(Row("rule", "part", {A: 1}, "<=", 2**70))


@given(st.lists(st.integers(0, 9), min_size=8, max_size=8))
def test_a_broken_row_is_found_by_counting(values: list[int]) -> None:
    rows = [row({A: 1, B: -2}, "<=", 3), row({C: 3, D: 1}, ">=", 4), row({A: 1, D: 1}, "==", 5)]
    at = dict(zip(KEYS, values, strict=True))
    holds = at[A] - 2 * at[B] <= 3 and 3 * at[C] + at[D] >= 4 and at[A] + at[D] == 5
    assert (made(*rows).broken(np.array(values)) is None) == holds


def test_sums_beyond_64_bits_are_counted_right() -> None:
    wide = matrix_of([row({A: 10**9, B: 10**9}, "<=", 10**18)], {A: 10**12, B: 10**12})
    assert wide is not None
    assert wide.broken(np.array([10**12, 10**12])) is not None
    assert wide.broken(np.array([10**8, 9 * 10**8])) is None


linked = st.lists(st.sets(st.sampled_from(KEYS), min_size=1, max_size=3), max_size=6)


@given(linked)
def test_parts_hold_every_key_and_row_once_and_share_none(links: list[set[Key]]) -> None:
    whole = made(*(row(dict.fromkeys(sorted(keys), 1)) for keys in links))
    parts = whole.parts()
    assert sorted(key for part in parts for key in part.keys) == sorted(KEYS)
    assert sum(part.size[0] for part in parts) == len(links)
    inside = [set(part.keys) for part in parts]
    for keys in links:
        assert sum(keys <= part for part in inside) == 1


@given(linked)
def test_a_part_is_as_small_as_can_be_but_keys_alone_go_together(links: list[set[Key]]) -> None:
    groups: list[set[Key]] = []
    for keys in links:
        touching = [group for group in groups if group & keys]
        groups = [group for group in groups if not group & keys]
        groups.append(keys.union(*touching))
    several = {frozenset(group) for group in groups if len(group) > 1}
    alone = frozenset(KEYS).difference(*several)
    whole = made(*(row(dict.fromkeys(sorted(keys), 1)) for keys in links))
    assert {frozenset(part.keys) for part in whole.parts()} == several | ({alone} - {frozenset()})


@given(linked, st.lists(st.integers(0, 9), min_size=8, max_size=8))
def test_parts_break_where_the_whole_breaks(links: list[set[Key]], values: list[int]) -> None:
    whole = made(*(row(dict.fromkeys(sorted(keys), 1), "<=", 9) for keys in links))
    at = dict(zip(KEYS, values, strict=True))
    apart = [p.broken(np.array([at[key] for key in p.keys])) is None for p in whole.parts()]
    assert all(apart) == (whole.broken(np.array(values)) is None)


def test_a_matrix_grows_by_rows_and_columns() -> None:
    extra: Key = ("extra",)
    grown = made(row({A: 1, B: 1})).plus([Scaled((A, extra), (1, 2), -NONE, 3)], {extra: 1})
    assert grown.size == (2, 9)
    assert grown.broken(np.array([1, 0, 0, 0, 0, 0, 0, 0, 1])) is None
    assert grown.broken(np.array([2, 0, 0, 0, 0, 0, 0, 0, 1])) is not None
