"""A question about an award of a round folder; its answer as record, page and workbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aanbesteding.basis.canonical import canonical, fingerprint, jsonable
from aanbesteding.basis.files import write_all
from aanbesteding.basis.findings import Finding
from aanbesteding.explanation.judged import Judged, judged
from aanbesteding.report.explained import explained_book, explained_page
from aanbesteding.report.questions import answered
from aanbesteding.round.lock import locked
from aanbesteding.round.look import read_look
from aanbesteding.round.read import Round, origin_of, read_round
from aanbesteding.round.result import Result, Tell, silent
from aanbesteding.round.run import CANNOT, failed
from aanbesteding.workbook.write import book_bytes

PLACE = "explanation"
Answered = tuple[Any, Sequence[Finding]]
Ask = Callable[[Judged], Answered]


@dataclass(frozen=True)
class Question:
    """What is asked of an award, and its name; `what_if` tells of other awards than that one.

    `ask` gives the answer, a dataclass or None where there is none, and its findings.
    """

    kind: str
    ask: Ask
    what_if: bool = False


@dataclass(frozen=True)
class Opened:
    """A round folder read and decided once, for as many questions as there are."""

    found: Round
    case: Judged


Source = Path | str | Opened


def opened(folder: Path | str, tell: Tell = silent) -> Opened | Result:
    """Return the round of a folder, decided; or what keeps it from being decided.

    Raises UnreadableError for a folder without tender.
    """
    tell("read")
    found = read_round(Path(folder))
    if found.tender is None or found.blocked:
        return Result(found.folder, found.findings)
    tell("decide")
    try:
        return Opened(found, judged(found.tender, found.bids, found.marks, found.draws))
    except CANNOT as error:
        return Result(found.folder, (*found.findings, failed(error)))


def asked(
    source: Source,
    question: Question,
    lang: str = "nl",
    tell: Tell = silent,
) -> Result:
    """Return the answer to a question, after writing it to ``explanation/KIND.json`` and beside it.

    `source` is a round folder, or one already opened. Nothing is written while a finding blocks or
    the solver fails. The award itself is not touched. Raises UnreadableError for a folder without
    tender; otherwise as `award` does.
    """
    home = source.found.folder if isinstance(source, Opened) else Path(source)
    with locked(home):
        return _asked(source, question, lang, tell)


def _asked(source: Source, question: Question, lang: str, tell: Tell) -> Result:
    one = source if isinstance(source, Opened) else opened(source, tell)
    if isinstance(one, Result):
        return one
    tell("explain")
    found = one.found
    try:
        answer, findings = question.ask(one.case)
    except CANNOT as error:
        return Result(found.folder, (*found.findings, failed(error)))
    every = (*found.findings, *findings)
    if answer is None:
        return Result(found.folder, every)
    tell("report")
    record = explained_record(found, one.case, question.kind, answer, question.what_if)
    return write_answer(found.folder, record, every, lang)


def write_answer(
    folder: Path, record: dict[str, Any], findings: Sequence[Finding], lang: str, name: str = ""
) -> Result:
    """Return what was written: record, page and workbook, under the kind of the record or a name.

    The page and the workbook are made of the record alone.
    """
    kind: str = record["kind"]
    content = canonical(record)
    record_hash = fingerprint(content)
    answers = [answered(record, lang, record_hash)]
    page = explained_page(answers, kind, read_look(folder)[0]).encode()
    sheets = book_bytes(explained_book(answers, kind))
    target = folder / PLACE
    made = {"json": content, "html": page, "xlsx": sheets}
    files = write_all({target / f"{name or kind}.{ending}": made[ending] for ending in made})
    return Result(folder, tuple(findings), record, record_hash, files)


def explained_record(
    found: Round, case: Judged, kind: str, answer: Any, what_if: bool = False
) -> dict[str, Any]:
    """Return the record of an answer in JSON types; see docs/explanation-json.md."""
    record = {
        **origin_of(found, case.tender),
        "format": f"aanbesteding-{kind}/1",
        "kind": kind,
        "what_if": what_if,
        "decision": {"mode": case.decision.mode, "outcome": case.decision.outcome},
        "answer": answer,
    }
    return dict(jsonable(record))
