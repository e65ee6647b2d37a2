"""The formula laboratory and the calculator of a round folder, before publication."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aanbesteding import __version__
from aanbesteding.assessment.assess import assess
from aanbesteding.basis.canonical import canonical, fingerprint, jsonable
from aanbesteding.basis.files import write_all
from aanbesteding.basis.findings import Finding, Weight, blocking
from aanbesteding.laboratory.lab import Lab, laboratory
from aanbesteding.laboratory.past import Past, past_contests
from aanbesteding.report.calculator import calculator
from aanbesteding.report.lab_page import lab_page
from aanbesteding.round.lock import locked
from aanbesteding.round.look import read_look
from aanbesteding.round.read import Round, read_round, read_tender
from aanbesteding.round.result import Result, Tell, in_language, silent
from aanbesteding.scoring.score import score
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.write import book_bytes

FORMAT, PLACE = "aanbesteding-lab/1", "lab"


@dataclass(frozen=True)
class _Earlier:
    """Bids to look at: their contests, the files they were read from, and what is wrong."""

    past: Past = field(default_factory=Past)
    inputs: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()


@in_language
def lab(
    folder: Path | str, past: Path | str | None = None, *, lang: str = "nl", tell: Tell = silent
) -> Result:
    """Return what the tender's formula does to made-up bids, after writing it to ``lab/``.

    It needs the tender alone. Bids in the folder, or those of the round in `past`, are looked at
    too. Also writes the calculator for bidders. Nothing is written while a finding blocks. Raises
    UnreadableError for a folder without tender; otherwise as `award` does.
    """
    with locked(folder):
        return _lab(Path(folder), past, lang, tell)


def _lab(home: Path, past: Path | str | None, lang: str, tell: Tell) -> Result:
    tell("read")
    tender, findings = read_tender(home)
    if tender is None or blocking(findings):
        return Result(home, findings)
    earlier = _own(home) if past is None else _of(tender, Path(past))
    every = (*findings, *earlier.findings, *earlier.past.findings)
    if blocking(every):
        return Result(home, every)
    tell("lab")
    found = laboratory(tender, earlier.past.contests)
    tell("report")
    return _write(home, tender, found, earlier, every, lang)


def _own(home: Path) -> _Earlier:
    """The bids in the folder itself; what stops them is no reason not to try the formula."""
    found = read_round(home)
    if found.tender is None or (not found.blocked and not found.bids.bids):
        return _Earlier()
    if found.blocked:
        number = len(blocking(found.findings))
        return _Earlier(findings=(Finding("R135", Weight.NOTICE, None, {"number": number}),))
    return _Earlier(_contests(found.tender, found.tender, found), _hashes(found))


def _of(tender: Tender, folder: Path) -> _Earlier:
    found = read_round(folder)
    if found.tender is None or found.blocked:
        values = {"folder": folder.name, "number": len(blocking(found.findings))}
        return _Earlier(findings=(Finding("R136", Weight.REPAIRABLE, None, values),))
    past = _contests(tender, found.tender, found)
    if not past.contests and not past.findings:
        none = Finding("R137", Weight.REPAIRABLE, None, {"folder": folder.name})
        return _Earlier(findings=(none,))
    return _Earlier(past, _hashes(found))


def _contests(tender: Tender, asked: Tender, found: Round) -> Past:
    """The bids of a round that asked for other things, as they fit the lots of this tender."""
    scores = score(asked, found.bids, assess(asked, found.bids, found.marks))
    return past_contests(tender, asked, found.bids, scores)


def _hashes(found: Round) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(found.inputs.items()))


def _write(
    home: Path,
    tender: Tender,
    found: Lab,
    earlier: _Earlier,
    findings: tuple[Finding, ...],
    lang: str,
) -> Result:
    record = _record(tender, found, earlier)
    content = canonical(record)
    record_hash = fingerprint(content)
    page = lab_page(record, lang, record_hash, read_look(home)[0]).encode()
    sheets = book_bytes(*calculator(tender, lang))
    target = home / PLACE
    made = {"lab.json": content, "lab.html": page, "calculator.xlsx": sheets}
    files = write_all({target / name: whole for name, whole in made.items()})
    return Result(home, findings, record, record_hash, files)


def _record(tender: Tender, found: Lab, earlier: _Earlier) -> dict[str, Any]:
    """The record in JSON types; `bids_from` are the files of the bids that were looked at."""
    record = {
        "format": FORMAT,
        "package": __version__,
        "kind": "lab",
        "tender": tender,
        "tender_hash": tender.hash,
        "bids_from": [{"path": p, "sha256": h} for p, h in earlier.inputs],
        "lab": found,
    }
    return dict(jsonable(record))
