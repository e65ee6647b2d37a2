"""One run over a round folder: award or what-if, written whole; and lots that were drawn."""

import importlib.metadata
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from aanbesteding import flow
from aanbesteding.awarding.decision import Draw
from aanbesteding.basis.canonical import canonical
from aanbesteding.basis.errors import (
    AanbestedingError,
    RecountError,
    SolverFailedError,
    StoppedError,
    TooFineError,
)
from aanbesteding.basis.files import write_all
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.dossier.dossier import Dossier, written
from aanbesteding.report.write import reports
from aanbesteding.round.draws import (
    PEOPLE,
    add_draws,
    drawn_by_seed,
    people_findings,
    seed_findings,
)
from aanbesteding.round.journal import FILE, read_journal, steps_of
from aanbesteding.round.lock import locked
from aanbesteding.round.read import Round, read_round
from aanbesteding.round.result import Result, Tell, in_language, silent
from aanbesteding.round.states import DECIDED, stand_of
from aanbesteding.round.unchanged import DECISION_STANDS
from aanbesteding.solving.effort import UNTIL_PROVEN, Effort
from aanbesteding.tender.tender import Tender

Against = Callable[[Dossier], tuple[Finding, ...]]
AWARD, WHAT_IF = "award", "what-if"
CANNOT = (SolverFailedError, RecountError, TooFineError)
FAILED: Mapping[type, str] = {
    StoppedError: "R184",
    SolverFailedError: "R181",
    RecountError: "R182",
    TooFineError: "R183",
}


def _nothing(dossier: Dossier) -> tuple[Finding, ...]:
    """Hold nothing against writing a record."""
    return ()


@in_language
def award(
    folder: Path | str,
    *,
    what_if: bool = False,
    lang: str = "nl",
    tell: Tell = silent,
    effort: Effort = UNTIL_PROVEN,
) -> Result:
    """Return the award (or what-if) of a round folder, after writing record and reports.

    This is the one-step run, for examples and drafts: no step is written in the journal, and a
    decision that was taken formally is never written over. Nothing is written while a finding
    blocks, or when the solver fails or is not confirmed by the recount. With limits on the effort
    the outcome may be `not_proven`: then nobody has won. Raises UnreadableError for a folder
    without tender, UnwritableError when a file cannot be written, and BusyError while another run
    is busy in the folder.

    >>> from aanbesteding import new
    >>> result = award(new("ronde", "een-perceel"))
    >>> result.ok, result.record["decision"]["lots"][0]["winners"]
    (True, ['A', 'B'])
    """
    with locked(folder):
        taken = () if what_if else decision_taken(Path(folder))
        if taken:
            return Result(Path(folder), taken)
        return made(Path(folder), what_if, lang, tell, effort)


def decision_taken(folder: Path) -> tuple[Finding, ...]:
    """Return that a decision stands by the journal, so that a draft may not write over it."""
    stand = stand_of(read_journal(folder).entries)
    if stand.state not in DECISION_STANDS:
        return ()
    entry = stand.last[DECIDED]
    values = {"line": entry.seq, "time": entry.time, "by": entry.by}
    return (Finding("R258", Weight.REPAIRABLE, Line(FILE, entry.seq), values),)


def made(
    folder: Path,
    what_if: bool,
    lang: str,
    tell: Tell,
    effort: Effort,
    against: Against = _nothing,
) -> Result:
    """Return the award after writing it, unless `against` finds something in its record."""
    started = time.perf_counter()
    tell("read")
    found = read_round(folder)
    if found.tender is None or found.blocked:
        return Result(found.folder, found.findings, lang=lang)
    read = time.perf_counter()
    tell("decide")
    dossier = _dossier(found, found.tender, what_if, effort)
    if not isinstance(dossier, Dossier):
        return Result(found.folder, (*found.findings, dossier), lang=lang)
    stop = against(dossier)
    if stop:
        return Result(found.folder, (*found.findings, *stop), lang=lang)
    decided = time.perf_counter()
    tell("report")
    times = {"read": read - started, "decide": decided - read}
    return _write(found, dossier, WHAT_IF if what_if else AWARD, lang, times)


def _dossier(
    found: Round, tender: Tender, what_if: bool = False, effort: Effort = UNTIL_PROVEN
) -> Dossier | Finding:
    """The record of the decision, or why the solver could not be relied on."""
    walk = flow.what_if if what_if else flow.award
    read = (tender, found.bids, found.marks, found.draws, found.inputs, found.findings)
    try:
        dossier = walk(*read, effort.anew())
    except CANNOT as error:
        return failed(error)
    return replace(dossier, journal=steps_of(found.journal))


def failed(error: AanbestedingError) -> Finding:
    """Return why nothing was decided: out of time with nothing found, or no usable answer."""
    return Finding(FAILED[type(error)], Weight.REPAIRABLE, None, {"what": str(error)})


def _write(
    found: Round, dossier: Dossier, place: str, lang: str, times: Mapping[str, float]
) -> Result:
    record = dossier.record()
    content, record_hash = written(record)
    target = found.folder / place
    shown = reports(record, lang, record_hash, found.look)
    whole = {"award.json": content, **shown, "run.json": _run(times)}
    files = write_all({target / name: content for name, content in whole.items()})
    return Result(found.folder, dossier.findings, record, record_hash, files, lang)


def _run(times: Mapping[str, float]) -> bytes:
    """Versions and times stand beside the record, so that the record depends on neither."""
    packages = ("aanbesteding", "pulp", "highspy", "pydantic", "openpyxl", "XlsxWriter")
    versions = {name: _version(name) for name in packages}
    milliseconds = {step: round(seconds * 1000) for step, seconds in times.items()}
    return canonical(
        {
            "python": platform.python_version(),
            "versions": versions,
            "milliseconds": milliseconds,
        }
    )


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


@in_language
def draw(
    folder: Path | str,
    outcome: Sequence[str] = (),
    *,
    seed: str = "",
    lang: str = "nl",
    tell: Tell = silent,
) -> Result:
    """Return the award after people drew one lot, or the published seed drew every one.

    `outcome` is the order in which the bidders came up. One that does not name exactly the bidders
    between whom lots must be drawn is a finding; so is a seed that does not fit the tender.
    Raises as `award` does.
    """
    with locked(folder):
        return _draw(Path(folder), outcome, lang, tell, seed)


def _draw(folder: Path, outcome: Sequence[str], lang: str, tell: Tell, seed: str) -> Result:
    taken = decision_taken(folder)
    if taken:
        return Result(folder, taken)
    found = read_round(folder)
    if found.tender is None or found.blocked:
        return Result(found.folder, found.findings)
    wrong = seed_findings(found.tender, seed) if seed else people_findings(found.tender)
    if wrong:
        return Result(found.folder, wrong)
    dossier = _dossier(found, found.tender)
    if not isinstance(dossier, Dossier):
        return Result(found.folder, (dossier,))
    asked = _asked(dossier)
    values = {"outcome": list(outcome), "bidders": list(asked.bidders) if asked else []}
    if asked is None:
        code = "R175" if seed else "R102"
        return Result(found.folder, (Finding(code, Weight.REPAIRABLE, None, values),))
    if seed:
        add_draws(found.folder, _every_draw(found, found.tender, asked, seed))
        return award(found.folder, lang=lang, tell=tell)
    if sorted(asked.bidders) != sorted(outcome):
        return Result(found.folder, (Finding("R103", Weight.REPAIRABLE, None, values),))
    held = Draw(asked.lot, asked.bidders, asked.about, tuple(outcome), PEOPLE)
    add_draws(found.folder, (held,))
    return award(found.folder, lang=lang, tell=tell)


def _every_draw(found: Round, tender: Tender, asked: Draw | None, seed: str) -> tuple[Draw, ...]:
    """What the seed draws, one lot after the other, until nothing is left to draw."""
    drawn: list[Draw] = []
    while asked is not None:
        drawn.append(drawn_by_seed(tender, asked, seed))
        asked = _asked(_dossier(replace(found, draws=(*found.draws, *drawn)), tender))
    return tuple(drawn)


def _asked(dossier: Dossier | Finding) -> Draw | None:
    draws = dossier.decision.draws if isinstance(dossier, Dossier) else ()
    return next((item for item in draws if not item.outcome), None)
