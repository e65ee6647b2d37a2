"""Every question about an award in one go, and the internal edition: one page and one workbook."""

from collections.abc import Callable, Sequence
from pathlib import Path

from aanbesteding.basis.files import write_all
from aanbesteding.basis.findings import Finding
from aanbesteding.report.explained import explained_book, explained_page
from aanbesteding.report.questions import answered
from aanbesteding.round.alternatives import alternatives
from aanbesteding.round.compare import compare
from aanbesteding.round.explained import PLACE, opened, silent
from aanbesteding.round.frontier import frontier
from aanbesteding.round.lock import locked
from aanbesteding.round.look import read_look
from aanbesteding.round.rules_cost import rules_cost
from aanbesteding.round.run import Result, Tell
from aanbesteding.round.why import explain
from aanbesteding.round.why_infeasible import why_infeasible
from aanbesteding.workbook.write import book_bytes

KIND = "internal"
Question = Callable[..., Result]
OF_AN_AWARD: tuple[Question, ...] = (compare, rules_cost, alternatives, frontier)


def internal(
    folder: Path | str,
    lang: str = "nl",
    tell: Tell = silent,
    workers: int | None = None,
    seconds: float | None = None,
) -> Result:
    """Return the explanation of every bid, after asking every question and writing all answers.

    The page and the workbook ``explanation/internal`` hold all of it, for the authority's own
    eyes. A question without an answer is left out, and its findings say why. With a limit in
    seconds `explain` says what is not settled by then. Raises UnreadableError for a folder without
    tender; otherwise as `award` does.
    """
    with locked(folder):
        return _internal(folder, lang, tell, workers, seconds)


def _internal(
    folder: Path | str, lang: str, tell: Tell, workers: int | None, seconds: float | None
) -> Result:
    source = opened(folder, tell)
    if isinstance(source, Result):
        return source
    first = explain(source, lang=lang, tell=tell, workers=workers, seconds=seconds)
    if not first.ok:
        return first
    awarded = source.case.decision.outcome == "awarded"
    further = OF_AN_AWARD if awarded else (why_infeasible,)
    results = (first, *(question(source, lang=lang, tell=tell) for question in further))
    return _together(results, lang)


def _together(results: Sequence[Result], lang: str) -> Result:
    first = results[0]
    answers = [answered(one.record, lang, one.record_hash) for one in results if one.ok]
    target = first.folder / PLACE
    made = {
        target / f"{KIND}.html": explained_page(answers, KIND, read_look(first.folder)[0]).encode(),
        target / f"{KIND}.xlsx": book_bytes(explained_book(answers, KIND)),
    }
    files = (*(path for one in results for path in one.files), *write_all(made))
    findings: list[Finding] = []
    for one in results:
        findings += [finding for finding in one.findings if finding not in findings]
    return Result(first.folder, tuple(findings), first.record, first.record_hash, files)
