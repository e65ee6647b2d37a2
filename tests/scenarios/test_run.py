"""Many futures on any executor: the same bytes, resumed, and one that fails takes none along."""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.scenarios import run as runner
from aanbesteding.scenarios import shift
from aanbesteding.scenarios.kept import NotKeptError, key_of, problem_hash, read_kept
from aanbesteding.scenarios.robust import Asked, drawn_futures
from aanbesteding.scenarios.run import WorkersLostError, lines, run, workers_of
from aanbesteding.scenarios.trial import tried
from aanbesteding.tender.scenarios import Spread
from tests.scenarios.problems import future, problem

SPREADS = (
    Spread.model_validate({"what": "demand", "low": "0.5", "high": "1.5"}),
    Spread.model_validate({"what": "capacity", "low": "0.8", "high": "1"}),
)
AT_MOST = NumberOfContracts(id="hoogstens", at_most=3)
STANDS = problem({"A": [9], "B": [7], "C": [5]}, [20], 100, 1900, [AT_MOST], "ABC")
FUTURES = drawn_futures(Asked(40, 2015, SPREADS))
WRONG = future("mis", what="rule", rule="hoogstens", field="at_most", step="-9")


class Here(Executor):
    """Works at once, and can be told to stop after so many batches."""

    def __init__(self, batches: int = 10**9):
        self.left = batches

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        found: Future[Any] = Future()
        if self.left:
            self.left -= 1
            found.set_result(fn(*args, **kwargs))
        else:
            found.set_exception(OSError("de stekker is eruit"))
        return found


@pytest.fixture(scope="module")
def alone() -> bytes:
    return lines(run(STANDS, FUTURES, workers=1))


def test_the_futures_differ_so_that_their_order_matters(alone: bytes) -> None:
    assert len(set(alone.splitlines())) == len(FUTURES)
    names = [json.loads(line)["future"] for line in alone.splitlines()]
    assert names == [one.id for one in FUTURES]


def test_threads_give_the_same_bytes(alone: bytes) -> None:
    with ThreadPoolExecutor(3) as pool:
        assert lines(run(STANDS, FUTURES, pool)) == alone


def test_processes_give_the_same_bytes(alone: bytes) -> None:
    fresh = get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=fresh) as pool:
        assert lines(run(STANDS, FUTURES, pool)) == alone


def test_a_pool_of_its_own_gives_the_same_bytes(alone: bytes) -> None:
    assert lines(run(STANDS, FUTURES, workers=2)) == alone


def test_an_executor_of_the_caller_stays_open() -> None:
    with ThreadPoolExecutor(1) as pool:
        run(STANDS, FUTURES[:3], pool)
        assert pool.submit(int, "3").result() == 3


def test_with_one_worker_there_is_no_other_process() -> None:
    with workers_of(workers=1) as pool:
        assert pool is None


def test_each_future_is_the_pure_function_of_problem_and_future() -> None:
    assert run(STANDS, FUTURES[:5], workers=1) == tuple(tried(STANDS, one) for one in FUTURES[:5])


def test_a_future_that_fails_is_reported_and_the_others_are_kept() -> None:
    found = run(STANDS, [FUTURES[0], WRONG, FUTURES[1]], Here())
    assert [one.outcome for one in found] == ["fits", "failed", "fits"]
    assert found[1].error.startswith("ImpossibleChangeError")


def test_progress_counts_up_to_all() -> None:
    heard: list[tuple[int, int]] = []
    run(STANDS, FUTURES, Here(), lambda done, of: heard.append((done, of)))
    assert heard[-1] == (40, 40)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


@given(st.integers(0, 400))
@settings(max_examples=30)
def test_batches_hold_every_future_once_and_none_is_large(count: int) -> None:
    sent: list[Sequence[Any]] = []

    class Looks(Here):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
            sent.append(args[1])
            found: Future[Any] = Future()
            found.set_result(tuple((key, tried(STANDS, WRONG)) for key, _ in args[1]))
            return found

    asked = [shift.Future(f"f{n}") for n in range(count)]
    run(STANDS, asked, Looks())
    assert sorted(key for batch in sent for key, _ in batch) == sorted(one.id for one in asked)
    assert len(sent) <= runner.BATCHES or max(map(len, sent)) == runner.MOST_IN_BATCH


def test_two_futures_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="one name"):
        run(STANDS, [FUTURES[0], FUTURES[0]])


def test_after_a_stop_only_what_is_missing_is_done_and_the_bytes_are_the_same(
    alone: bytes, tmp_path: Path
) -> None:
    kept, whole = tmp_path / "kept.jsonl", tmp_path / "whole.jsonl"
    run(STANDS, FUTURES, Here(), kept=whole)
    with pytest.raises(WorkersLostError, match="stekker"):
        run(STANDS, FUTURES, Here(7), kept=kept)
    assert len(read_kept(kept)) == 7
    again = Here()
    before = again.left
    assert lines(run(STANDS, FUTURES, again, kept=kept)) == alone
    assert before - again.left == 33
    assert kept.read_bytes() == whole.read_bytes()


def test_ctrl_c_leaves_what_was_done_and_a_file_that_can_be_used(tmp_path: Path) -> None:
    def stop(done: int, of: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    kept = tmp_path / "kept.jsonl"
    with pytest.raises(KeyboardInterrupt):
        run(STANDS, FUTURES, None, stop, kept, workers=1)
    assert len(read_kept(kept)) == 5
    heard: list[int] = []
    run(STANDS, FUTURES, None, lambda done, of: heard.append(done), kept, workers=1)
    assert heard[0] == 6


def test_a_line_that_was_being_written_counts_as_not_there(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    found = run(STANDS, FUTURES[:4], Here(), kept=kept)
    whole = kept.read_bytes()
    for cut in (1, 20, len(whole.splitlines()[-1])):
        kept.write_bytes(whole[:-cut])
        assert len(read_kept(kept)) == 3
        assert run(STANDS, FUTURES[:4], Here(), kept=kept) == found
        assert kept.read_bytes() == whole


def test_what_failed_is_tried_again(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    run(STANDS, [FUTURES[0], WRONG], Here(), kept=kept)
    assert len(kept.read_bytes().splitlines()) == 2
    assert len(read_kept(kept)) == 1


def test_results_of_another_problem_are_not_taken_and_not_lost(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    other = problem({"A": [9], "B": [7], "C": [5]}, [21], 100, 1900, [AT_MOST], "ABC")
    first = run(STANDS, FUTURES[:3], Here(), kept=kept)
    second = run(other, FUTURES[:3], Here(), kept=kept)
    assert first != second
    nobody = Here(0)
    assert run(STANDS, FUTURES[:3], nobody, kept=kept) == first
    assert run(other, FUTURES[:3], nobody, kept=kept) == second


@pytest.mark.parametrize("strange", [b"hallo\n", b'{"key":"x"}\n', b'{"key":"x","trial":{}}\n'])
def test_a_file_of_somebody_else_is_refused_and_stays_as_it_is(
    strange: bytes, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.jsonl"
    kept.write_bytes(strange)
    with pytest.raises(NotKeptError):
        run(STANDS, FUTURES[:3], Here(), kept=kept)
    assert kept.read_bytes() == strange


def _others() -> Iterator[Any]:
    capacity = {"A": [9], "B": [7], "C": [5]}
    yield problem(capacity, [20], 100, 1900, [AT_MOST], "AB")
    yield problem(capacity, [20], 100, 1901, [AT_MOST], "ABC")
    yield problem(capacity, [20], 101, 1900, [AT_MOST], "ABC")
    yield problem(capacity, [20], 100, 1900, [], "ABC")
    yield problem(capacity, [20], 100, 1900, [AT_MOST])


def test_a_key_tells_problems_and_futures_apart() -> None:
    hashes = {problem_hash(one) for one in (STANDS, *_others())}
    assert len(hashes) == 6
    own = problem_hash(STANDS)
    assert len({key_of(own, one) for one in (*FUTURES, WRONG)}) == 41


def test_nothing_to_do_is_nothing_done() -> None:
    assert run(STANDS, []) == ()
