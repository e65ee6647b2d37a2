"""What a question to the prover ends in when time, steps or fineness stop it."""

import time
from collections.abc import Mapping
from fractions import Fraction

import pytest

from aanbesteding.basis.errors import SolverFailedError
from aanbesteding.rules.rule import Key, Row
from aanbesteding.solving.second import Sought
from aanbesteding.verification import prover as proving
from aanbesteding.verification.combined import number
from aanbesteding.verification.frame import Frame
from aanbesteding.verification.prover import DOUBTFUL, FINE, NO_SOLVER, NO_TIME, SEARCHED, Prover
from aanbesteding.verification.search import OutOfStepsError, Range, Search, _open
from aanbesteding.verification.whole import Whole

X, Y = ("x",), ("y",)
TOPS: dict[Key, int] = {X: 5, Y: 5}
# 2x + 2y = 5 has no whole solution, and each of its two rows alone has many.
ODD = (Row("r", "", {X: 2, Y: 2}, "<=", 5), Row("r", "", {X: 2, Y: 2}, ">=", 5))


def test_once_the_seconds_are_over_nothing_is_proven_any_more() -> None:
    frame, over = Frame(ODD, TOPS), Prover(Fraction(1, 10**9))
    assert over.ask(frame, tuple(frame.parts)).why == NO_TIME
    assert Prover(60).ask(frame, tuple(frame.parts)).how == SEARCHED


def test_one_row_too_fine_for_floating_point_keeps_the_whole_question_from_the_solver(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(proving, "STEPS", 0)
    plain = Row("r", "", {X: 3, Y: -2}, "<=", 4)
    fine = Row("r", "", {X: 10**9 + 1, Y: -(10**9)}, "<=", 10**9)
    more = Row("r", "", {X: 10, Y: 7}, ">=", 51)
    asked = Prover(60).ask(Frame((plain, fine, more), TOPS), (0,))
    assert (asked.values, asked.why) == (None, FINE)


def test_a_solver_that_goes_beyond_what_a_number_can_be_proves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def beyond(rows: object, tops: Mapping[Key, int], seconds: object) -> Sought:
        first, *others = tops
        return Sought({first: 100, **dict.fromkeys(others, 0)}, True)

    monkeypatch.setattr(proving, "STEPS", 0)
    monkeypatch.setattr(proving, "seek", beyond)
    frame = Frame((Row("r", "", {X: 1, Y: 1}, ">=", 5),), TOPS)
    assert Prover(60).ask(frame, (0,)).why == DOUBTFUL


def test_a_solver_that_keeps_only_some_of_the_rows_proves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each of the two rows leaves much open, and 5 and 0 keep the first of them alone."""
    monkeypatch.setattr(proving, "STEPS", 0)
    monkeypatch.setattr(
        proving,
        "seek",
        lambda rows, tops, seconds: Sought(dict(zip(tops, (5, 0), strict=True)), True),
    )
    rows = (Row("r", "", {X: 1, Y: 1}, ">=", 5), Row("r", "", {X: 1, Y: -1}, "<=", 4))
    assert Prover(60).ask(Frame(rows, TOPS), (0,)).why == DOUBTFUL


def test_a_second_is_a_second_and_once_all_are_over_plain_search_does_not_start_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [5 * 10**9]

    def late(*given: object) -> Sought:
        now[0] += 6 * 10**9
        raise SolverFailedError("no CBC")

    monkeypatch.setattr(time, "monotonic_ns", lambda: now[0])
    monkeypatch.setattr(proving, "STEPS", 0)
    monkeypatch.setattr(proving, "seek", late)
    prover = Prover(10)
    now[0] += 4 * 10**9
    assert prover.left == 6
    frame = Frame((Row("r", "", {X: 1, Y: 1}, ">=", 5),), TOPS)
    assert prover.ask(frame, (0,)).why == NO_SOLVER
    assert prover.left == 0


def test_the_number_with_the_fewest_values_left_is_divided_first() -> None:
    assert _open(Range([0, 2, 3, 1], [9, 4, 3, 3])) == 1
    assert _open(Range([3], [3])) is None


def test_a_search_may_take_all_the_steps_it_is_given_and_none_more() -> None:
    rows = (Whole((0, 1), (-2, -3), -7), Whole((0, 1), (3, 2), 8))
    free = Search(rows, 2, 10**6)
    found = free.first(Range([0, 0], [4, 4]))
    assert found is not None
    assert Search(rows, 2, free.steps).first(Range([0, 0], [4, 4])) == found
    with pytest.raises(OutOfStepsError):
        Search(rows, 2, free.steps - 1).first(Range([0, 0], [4, 4]))


@pytest.mark.parametrize(
    ("said", "value"),
    [(3, Fraction(3)), ("3/2", Fraction(3, 2)), ("-7", Fraction(-7)), ("x", None), (True, None)],
)
def test_a_value_of_the_record_is_read_as_the_record_writes_it(said: object, value: object) -> None:
    assert number(said) == value
