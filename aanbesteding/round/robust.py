"""How the award of a round folder holds in futures drawn at random: advice, never an award."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from pathlib import Path

from aanbesteding.awarding.decision import Outcome
from aanbesteding.basis.canonical import jsonable
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.round.lock import locked
from aanbesteding.round.read import Round, read_round
from aanbesteding.round.result import Result, Tell, in_language, silent
from aanbesteding.round.scenarios import scenario_record, unknown_bidders, written
from aanbesteding.scenarios.compare import compare
from aanbesteding.scenarios.kept import NotKeptError
from aanbesteding.scenarios.problem import Problem
from aanbesteding.scenarios.robust import Asked, Robustness, robustness
from aanbesteding.scenarios.run import run, workers_of
from aanbesteding.scenarios.shift import Future
from aanbesteding.scenarios.stand import Stand, stand_of
from aanbesteding.scenarios.trial import Trial
from aanbesteding.tender.scenarios import Spread
from aanbesteding.tender.tender import Tender

FORMAT, PLACE, KEPT = "aanbesteding-robust/1", "robust", "kept.jsonl"
FUTURES, SEED = 200, 2015
USUAL = (
    Spread.model_validate({"what": "demand", "low": "0.9", "high": "1.1"}),
    Spread.model_validate({"what": "capacity", "low": "0.9", "high": "1"}),
)
Progress = Callable[[int], None]


def _uncounted(done: int) -> None:
    """Count nothing."""


@in_language
def robust(
    folder: Path | str,
    futures: int = FUTURES,
    seed: int = SEED,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress = _uncounted,
    lang: str = "nl",
    tell: Tell = silent,
) -> Result:
    """Return how the award holds in so many futures, after writing it to ``robust/``.

    How far figures stray stands in the tender's spreads; without these, demand and capacity stray
    as a finding says. The work goes to `workers` processes (one per core when left) or to any
    executor; `progress` hears how many re-solved awards are done. A run that was stopped goes on
    where it was. Nothing is written while a finding blocks, or where no volume was awarded.

    Raises UnreadableError for a folder without tender, WorkersLostError when the executor fails,
    ValueError for fewer than one, and otherwise as `award` does.
    """
    if futures < 1:
        raise ValueError("at least one future is needed")
    with locked(folder), workers_of(executor, workers) as pool:
        return _robust(Path(folder), Asked(futures, seed, ()), pool, lang, tell, progress)


def _robust(
    folder: Path,
    how_many: Asked,
    pool: Executor | None,
    lang: str,
    tell: Tell,
    progress: Progress,
) -> Result:
    tell("read")
    found = read_round(folder)
    if found.tender is None or found.blocked:
        return Result(found.folder, found.findings)
    tell("decide")
    stand = stand_of(found.tender, found.bids, found.marks, found.draws)
    stop = tuple(hindrances(stand))
    if stop:
        return Result(found.folder, (*found.findings, *stop))
    tell("robust")
    asked = replace(how_many, spreads=found.tender.spreads or USUAL)
    kept = found.folder / PLACE / KEPT
    try:
        outcome = _outcome(stand, asked, _work(pool, kept, progress))
    except NotKeptError:
        strange = Finding("R153", Weight.REPAIRABLE, None, {"file": f"{PLACE}/{KEPT}"})
        return Result(found.folder, (*found.findings, strange))
    tell("report")
    result = _write(found, found.tender, outcome, lang)
    kept.unlink(missing_ok=True)
    return result


def hindrances(stand: Stand) -> Iterator[Finding]:
    """Yield why there is no award to try: nothing was awarded, or no volume goes with it."""
    if stand.decision.outcome is not Outcome.AWARDED:
        yield Finding("R151", Weight.REPAIRABLE)
    elif not stand.problem.facts.demand:
        yield Finding("R152", Weight.REPAIRABLE)


def _outcome(
    stand: Stand, asked: Asked, work: Callable[[Problem, Sequence[Future]], tuple[Trial, ...]]
) -> Robustness:
    contracts = stand.decision.chosen.contracts
    return robustness(stand.problem, contracts, asked, work, stand.named, stand.reserve)


def _work(
    pool: Executor | None, kept: Path, progress: Progress
) -> Callable[[Problem, Sequence[Future]], tuple[Trial, ...]]:
    before = 0

    def work(problem: Problem, futures: Sequence[Future]) -> tuple[Trial, ...]:
        nonlocal before
        heard = partial(_heard, progress, before)
        found = run(problem, futures, pool, heard, kept, workers=1)
        before += len(futures)
        return found

    return work


def _heard(progress: Progress, before: int, done: int, of: int) -> None:
    progress(before + done)


def _write(found: Round, tender: Tender, outcome: Robustness, lang: str) -> Result:
    comparison = compare(tender, found.bids, found.marks, found.draws)
    record = scenario_record(found, tender, comparison)
    whole = {**record, "format": FORMAT, "robust": jsonable(outcome)}
    findings = (*found.findings, *unknown_bidders(tender, found.bids), *_noticed(tender, outcome))
    result = written(found, whole, PLACE, PLACE, lang)
    return replace(result, findings=findings)


def _noticed(tender: Tender, outcome: Robustness) -> Iterator[Finding]:
    if not tender.spreads:
        yield Finding("R154", Weight.NOTICE)
    failed = [trial for one in outcome.tested for trial in (*one.failed, *one.named)]
    failed = [trial for trial in failed if trial.error]
    if failed:
        values = {"count": len(failed), "future": failed[0].future, "error": failed[0].error}
        yield Finding("R155", Weight.NOTICE, None, values)
