"""An error found after the decision: the first record beside the round as it should have been."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from aanbesteding import __version__, flow
from aanbesteding.basis.canonical import fingerprint, read_json
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.dossier.dossier import FORMAT
from aanbesteding.explanation.judged import Judged
from aanbesteding.explanation.rechecked import rechecked
from aanbesteding.round.editions import DAMAGED, damaged
from aanbesteding.round.explained import PLACE, explained_record, write_answer
from aanbesteding.round.lock import locked
from aanbesteding.round.read import read_round, read_tender
from aanbesteding.round.result import Result, Tell, in_language, silent
from aanbesteding.round.run import CANNOT, failed
from aanbesteding.round.unchanged import RECORD
from aanbesteding.tender.tender import Tender

KIND = "recheck"
Record = Mapping[str, Any]


@in_language
def recheck(
    folder: Path | str,
    other: Path | str,
    reason: str,
    by: Sequence[str],
    *,
    lang: str = "nl",
    tell: Tell = silent,
) -> Result:
    """Return what an error changes, after writing it to ``explanation/recheck-N.json``.

    The first decision is read from ``award/award.json`` of `folder`, which stays as it is. `other`
    holds the round as it should have been; it may be the same folder, corrected. Earlier answers
    are kept: each gets the next number. Raises UnreadableError for a folder without tender;
    otherwise as `award` does.
    """
    with locked(folder):
        return _recheck(Path(folder), other, reason, by, lang, tell)


def _recheck(
    target: Path, other: Path | str, reason: str, by: Sequence[str], lang: str, tell: Tell
) -> Result:
    read_tender(target)  # raises for a folder that is no round, before anything is said of it
    names = tuple(name.strip() for name in by if name.strip())
    if not reason.strip() or not names:
        return Result(target, (Finding("R238", Weight.REPAIRABLE),))
    tell("read")
    first, wrong = _first(target)
    found = read_round(Path(other))
    if first is None or found.tender is None or found.blocked:
        return Result(target, (*wrong, *found.findings))
    before: Record = read_json(first)
    if before["tender"]["id"] != found.tender.id:
        values = {"own": before["tender"]["id"], "other": found.tender.id}
        return Result(target, (*found.findings, Finding("R237", Weight.REPAIRABLE, None, values)))
    tell("decide")
    read = (found.tender, found.bids, found.marks, found.draws, found.inputs)
    try:
        dossier = flow.award(*read)
    except CANNOT as error:
        return Result(target, (*found.findings, failed(error)))
    tell("explain")
    case = Judged(*read[:4], dossier.scoresheet, dossier.decision)
    try:
        answer = rechecked(before, dossier.record(), fingerprint(first), reason.strip(), names)
        record = explained_record(found, case, KIND, answer)
        record["bids"] += _gone(before, record)
        said = (*found.findings, *_notices(before, not (answer.files or answer.fields)))
    except DAMAGED as error:
        return Result(target, (*found.findings, damaged(error)))
    tell("report")
    return write_answer(target, record, said, lang, _next(target))


def _first(folder: Path) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The first record as it was written, or why it can't be used."""
    path = folder / RECORD
    if not path.is_file():
        return None, (Finding("R235", Weight.REPAIRABLE),)
    content = path.read_bytes()
    what = _wrong(content)
    if what:
        place = Line(RECORD)
        return None, (Finding("R236", Weight.REPAIRABLE, place, {"what": what}),)
    return content, ()


def _wrong(content: bytes) -> str:
    """What keeps a file from being a record of an award; empty when nothing does."""
    try:
        record = read_json(content)
    except ValueError as error:
        return str(error)
    if not isinstance(record, Mapping) or record.get("format") != FORMAT:
        return f"format ≠ {FORMAT}"
    if record.get("kind") != "award":
        return f"kind = {record.get('kind')}"
    try:
        tender = Tender.model_validate(record.get("tender"))
    except ValidationError:
        return "tender"
    return "" if tender.hash == record.get("tender_hash") else "tender_hash"


def _gone(before: Record, record: Record) -> list[dict[str, str]]:
    """Bidders that only the first record knows, so that they keep their name."""
    known = {bid["id"] for bid in record["bids"]}
    return [
        {"id": bid["id"], "name": bid["name"]} for bid in before["bids"] if bid["id"] not in known
    ]


def _notices(before: Record, same: bool) -> tuple[Finding, ...]:
    found = [Finding("R234", Weight.NOTICE)] if same else []
    if before["package"] != __version__:
        values = {"first": before["package"], "now": __version__}
        found.append(Finding("R239", Weight.NOTICE, None, values))
    return tuple(found)


def _next(folder: Path) -> str:
    """The name of the next answer: no earlier one is written over."""
    number = 1
    while list((folder / PLACE).glob(f"{KIND}-{number}.*")):
        number += 1
    return f"{KIND}-{number}"
