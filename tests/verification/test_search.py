"""Plain search in whole numbers: what it finds keeps every row, and what it misses is not there."""

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from aanbesteding.rules.rule import Key, Row
from aanbesteding.verification.frame import Frame
from aanbesteding.verification.prover import NO_TIME, SEARCHED, Prover
from aanbesteding.verification.search import OutOfStepsError, Range, Search
from aanbesteding.verification.whole import Whole, apart, wholes

AT: dict[Key, int] = {("x",): 0, ("y",): 1}


def test_a_row_of_fractions_becomes_one_of_whole_numbers() -> None:
    half = Row("r", "", {("x",): Fraction(1, 2), ("y",): Fraction(3, 4)}, "<=", Fraction(9, 8))
    # 2x + 3y ≤ 4½, and so at most 4.
    assert list(wholes(half, AT)) == [Whole((0, 1), (2, 3), 4)]


def test_a_sum_that_must_be_reached_is_rounded_up() -> None:
    row = Row("r", "", {("x",): 2, ("y",): 4}, ">=", 5)
    # x + 2y ≥ 2½, and so at least 3.
    assert list(wholes(row, AT)) == [Whole((0, 1), (-1, -2), -3)]


def test_an_equation_no_whole_numbers_keep_leaves_nothing() -> None:
    frame = Frame((Row("r", "", {("x",): 2, ("y",): 2}, "==", 3),), {("x",): 5, ("y",): 5})
    assert Prover(60).ask(frame, tuple(frame.parts)).how == SEARCHED


def _drawn(r: Random) -> tuple[list[Whole], list[int]]:
    tops = [r.randint(0, 3) for _ in range(r.randint(1, 4))]
    rows = []
    for _ in range(r.randint(1, 5)):
        at = sorted(r.sample(range(len(tops)), r.randint(1, len(tops))))
        factors = tuple(r.choice((-5, -3, -2, -1, 1, 2, 3, 5)) for _ in at)
        rows.append(Whole(tuple(at), factors, r.randint(-6, 8)))
    return rows, tops


def test_it_finds_something_exactly_where_trying_everything_does() -> None:
    found = 0
    for seed in range(1_000):
        rows, tops = _drawn(Random(seed))
        got = Search(rows, len(tops), 10**9).first(Range([0] * len(tops), tops))
        tried = [v for v in product(*(range(t + 1) for t in tops)) if _keeps(rows, v)]
        assert (got is not None) == bool(tried), seed
        assert got is None or tuple(got) in tried, seed
        found += got is None
    assert 200 < found < 800


def _keeps(rows: list[Whole], values: tuple[int, ...]) -> bool:
    return all(
        sum(f * values[n] for n, f in zip(r.at, r.factors, strict=True)) <= r.most for r in rows
    )


def test_a_search_without_steps_proves_nothing() -> None:
    rows = [Whole((0, 1), (1, 1), 3)]
    with pytest.raises(OutOfStepsError):
        Search(rows, 2, 1).first(Range([0, 0], [5, 5]))


def test_numbers_that_share_no_row_are_apart() -> None:
    rows = [Whole((0, 2), (1, 1), 1), Whole((1, 3), (1, 1), 1), Whole((3, 4), (1, 1), 1)]
    assert apart(rows, [0, 1, 2, 3, 4, 5]) == [[0, 2], [1, 3, 4], [5]]


def test_without_seconds_nothing_is_asked() -> None:
    frame = Frame((), {("x",): 1})
    asked = Prover(0).ask(frame, ())
    assert (asked.none, asked.values, asked.why) == (False, None, NO_TIME)
