"""Every question about an award in one go, and the internal edition: one page and one workbook."""

from collections.abc import Sequence
from pathlib import Path

from aanbesteding.basis.files import write_all
from aanbesteding.basis.findings import Finding
from aanbesteding.report.explained import explained_book, explained_page
from aanbesteding.report.questions import answered
from aanbesteding.round.alternatives import near_question
from aanbesteding.round.compare import COMPARED
from aanbesteding.round.explained import PLACE, asked, opened
from aanbesteding.round.frontier import budget_question
from aanbesteding.round.lock import locked
from aanbesteding.round.look import read_look
from aanbesteding.round.result import Result, Tell, silent
from aanbesteding.round.rules_cost import cost_question
from aanbesteding.round.why_asked import why_question
from aanbesteding.round.why_infeasible import clash_question
from aanbesteding.workbook.write import book_bytes

KIND = "internal"
OF_AN_AWARD = (COMPARED, cost_question(), near_question(), budget_question())


def internal(
    folder: Path | str,
    *,
    seconds: float | None = None,
    workers: int | None = None,
    lang: str = "nl",
    tell: Tell = silent,
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
    first = asked(source, why_question("", "", seconds, workers), lang, tell)
    if not first.ok:
        return first
    awarded = source.case.decision.outcome == "awarded"
    further = OF_AN_AWARD if awarded else (clash_question(),)
    results = (first, *(asked(source, question, lang, tell) for question in further))
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
