"""Many futures on any executor: the same bytes out, whichever ran them and after any stop."""

import os
import pickle
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import closing, contextmanager
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from aanbesteding.basis.canonical import canonical
from aanbesteding.basis.errors import AanbestedingError
from aanbesteding.scenarios import shift
from aanbesteding.scenarios.kept import keep, key_of, problem_hash, read_kept, write_kept
from aanbesteding.scenarios.problem import Problem
from aanbesteding.scenarios.trial import Trial, tried

Progress = Callable[[int, int], None]
BATCHES, MOST_IN_BATCH = 64, 50


class WorkersLostError(AanbestedingError):
    """The processes that worked on futures stopped; what they finished is kept."""


def run(
    problem: Problem,
    futures: Sequence[shift.Future],
    executor: Executor | None = None,
    progress: Progress | None = None,
    kept: Path | None = None,
    workers: int | None = None,
) -> tuple[Trial, ...]:
    """Return how the award goes in every future, in the order of the futures.

    Any executor of `concurrent.futures` does the work, also one of Dask; without one, a pool of
    so many processes (`workers`, one for each core when left; one works here). A future that goes
    wrong is a trial that failed, and the others go on. `progress` hears how many are done of how
    many. Results go to the file `kept` as they come in: a run that was stopped goes on from there,
    and leaves the same file as one that was not.

    Raises ValueError when two futures have one name, NotKeptError when the file holds something
    else, and WorkersLostError when the executor itself fails.
    """
    if len({one.id for one in futures}) != len(futures):
        raise ValueError("two futures have one name")
    keys = _keys(problem, futures) if kept is not None else [one.id for one in futures]
    found = dict(read_kept(kept)) if kept is not None else {}
    if kept is not None:
        write_kept(kept, found.items())
    todo = [(key, one) for key, one in zip(keys, futures, strict=True) if key not in found]
    done = len(futures) - len(todo)
    with closing(_worked(problem, todo, executor, workers)) as coming:
        for results in coming:
            if kept is not None:
                keep(kept, results)
            found.update(results)
            done += len(results)
            if progress is not None:
                progress(done, len(futures))
    if kept is not None:
        others = [(key, one) for key, one in sorted(found.items()) if key not in set(keys)]
        write_kept(kept, [*((key, found[key]) for key in keys), *others])
    return tuple(found[key] for key in keys)


def lines(trials: Sequence[Trial]) -> bytes:
    """Return trials as lines of canonical JSON."""
    return b"".join(canonical(trial) + b"\n" for trial in trials)


def _keys(problem: Problem, futures: Sequence[shift.Future]) -> list[str]:
    own = problem_hash(problem)
    return [key_of(own, one) for one in futures]


Named = tuple[str, shift.Future]
Results = tuple[tuple[str, Trial], ...]


def _worked(
    problem: Problem, todo: Sequence[Named], executor: Executor | None, workers: int | None
) -> Generator[Results, None, None]:
    """The results, batch by batch as they come in; a batch is large enough to be worth sending."""
    size = min(MOST_IN_BATCH, -(-len(todo) // BATCHES))
    batches = [tuple(todo[at : at + size]) for at in range(0, len(todo), size or 1)]
    processes = min(len(batches), workers or _cores())
    with workers_of(executor, processes) as pool:
        if pool is None:
            yield from (_batch(problem, batch) for batch in batches)
            return
        content = pickle.dumps(problem)
        sent = [pool.submit(_sent, content, batch) for batch in batches]
        try:
            yield from _coming_in(sent)
        finally:
            for one in sent:
                one.cancel()


def _coming_in(sent: "Sequence[Future[Results]]") -> Iterator[Results]:
    """Every batch that was finished, and only then what went wrong with others."""
    lost: BaseException | None = None
    for one in as_completed(sent):
        error = one.exception()
        if error is None:
            yield one.result()
        lost = lost or error
    if lost is not None:
        raise WorkersLostError(f"{type(lost).__name__}: {lost}") from lost


def _batch(problem: Problem, batch: Sequence[Named]) -> Results:
    return tuple((key, tried(problem, future)) for key, future in batch)


def _sent(content: bytes, batch: Sequence[Named]) -> Results:
    return _batch(_unpacked(content), batch)


@lru_cache(maxsize=2)
def _unpacked(content: bytes) -> Problem:
    """The problem of this run; a process that works on many batches unpacks it once."""
    problem: Problem = pickle.loads(content)  # noqa: S301 - our own bytes, sent by `_worked`
    return problem


@contextmanager
def workers_of(
    executor: Executor | None = None, workers: int | None = None
) -> Iterator[Executor | None]:
    """Hand out the executor given, which stays open; or a pool of processes, which is closed.

    None when this process does the work itself: with one worker.
    """
    processes = workers or _cores()
    if executor is not None or processes < 2:
        yield executor
        return
    fresh = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=fresh, initializer=_leave_stopping) as pool:
        yield pool


def _leave_stopping() -> None:
    """Who presses Ctrl-C stops the run, not a worker halfway through a batch."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
