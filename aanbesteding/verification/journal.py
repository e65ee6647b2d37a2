"""The journal of the round: its chain, the order of its steps, and what was frozen."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.canonical import canonical, fingerprint, jsonable, read_json
from aanbesteding.basis.findings import Finding
from aanbesteding.bids.bid import Bids
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.compare import Step, compared, objection, step
from aanbesteding.verification.inputs import files_of_the_round
from aanbesteding.verification.order import Row, state_after, way_of
from aanbesteding.verification.record import Json, shown

FILE = "journal.jsonl"
FREEZE, OPEN = "quality_frozen", "prices_opened"
KEYS = {"seq", "time", "step", "by", "about", "previous"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
BIDS = "bids/"
PRICES_KNOWN = (OPEN, "decided", "standstill", "final")


class Read(NamedTuple):
    """The journal as it stands on disk; `heads` are the hashes of its lines, the last its head."""

    rows: tuple[Row, ...]
    heads: tuple[str, ...]
    findings: tuple[Finding, ...]


def read_steps(folder: Path) -> Read:
    """Return the lines of the journal, and every place where its chain is broken."""
    path = folder / FILE
    content = path.read_bytes() if path.is_file() else b""
    *lines, rest = content.split(b"\n")
    rows: list[Row] = []
    findings: list[Finding] = []
    heads: list[str] = []
    before = ""
    for number, line in enumerate(lines, 1):
        said, wrong = _said(line)
        if not wrong and said["seq"] != number:
            wrong = f"seq {said['seq']}"
        if not wrong and said["previous"] != before:
            wrong = f"previous {said['previous']}"
        if wrong:
            findings.append(objection("V411", FILE, line=number, says=shown(wrong)))
        if said:
            rows.append(Row(number, said))
        before = fingerprint(line)
        heads.append(before)
    if rest:
        cut = shown(rest.decode("utf-8", "replace"))
        findings.append(objection("V411", FILE, line=len(lines) + 1, says=cut))
    return Read(tuple(rows), tuple(heads), tuple(findings))


def _said(line: bytes) -> tuple[dict[str, Any], str]:
    """What a line says, and what is wrong with how it says it."""
    try:
        tree = read_json(line.decode("utf-8"))
        spelled = canonical(tree) == line
    except (ValueError, RecursionError) as error:
        return {}, str(error) or "unreadable"
    if not spelled:
        return {}, "spelling"
    if not isinstance(tree, dict) or set(tree) != KEYS:
        return {}, "fields"
    names, about = tree["by"], tree["about"]
    if not isinstance(names, list) or not names or not isinstance(about, dict):
        return {}, "fields"
    texts = (tree["time"], tree["step"], tree["previous"], *names, *about.values())
    if type(tree["seq"]) is not int or not all(isinstance(text, str) for text in texts):
        return {}, "fields"
    return (tree, "") if TIME.fullmatch(tree["time"]) else ({}, "time")


def prices_may_be_read(folder: Path, tender: Tender) -> bool:
    """Whether the journal says that prices were opened; always so of a draft in one envelope."""
    rows = read_steps(folder).rows
    if tender.award.envelopes == "one" and not rows:
        return True
    said = [row.said["about"].get("envelopes") for row in rows if row.said["step"] == "frozen"]
    two = "two" in (tender.award.envelopes, *said)
    return any(passed.after == (OPEN if two else "opened") for passed in way_of(rows))


def check_journal(folder: Path, file: str, told: Json, listed: Json) -> Iterator[Step]:
    """Yield the checks that the journal is unbroken and that the record tells how it began.

    Steps that were taken after the record was made stand below those it tells of.
    """
    read = read_steps(folder)
    yield step("verify.journal", read.findings, number=len(read.rows))
    rows = read.rows[: _told(told)]
    keys = ("seq", "time", "step", "by")
    steps = [{key: row.said[key] for key in keys} for row in rows]
    counted = {"head": read.heads[len(rows) - 1] if rows else "", "steps": steps}
    one = compared("verify.journal_told", "V414", file, "journal", told, jsonable(counted))
    same = tuple(_same_file(folder, len(rows), listed))
    check = one.check if not same else step("verify.journal_told", same, **one.check.values).check
    yield Step(check, (*one.findings, *same))


def _told(told: Json) -> int | None:
    """How many steps a record tells of; None when it does not tell."""
    steps = told.get("steps") if isinstance(told, dict) else None
    return len(steps) if isinstance(steps, list) else None


def _same_file(folder: Path, number: int, listed: Json) -> Iterator[Finding]:
    """The journal among the inputs of a record has to be its first lines."""
    path = folder / FILE
    lines = path.read_bytes().splitlines(keepends=True) if path.is_file() else []
    counted = fingerprint(b"".join(lines[:number])) if number else ""
    rows = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
    says = next((row.get("sha256") for row in rows if row.get("path") == FILE), "")
    if says != counted:
        yield objection("V201", FILE, pointer="inputs", says=shown(says), counted=shown(counted))


def check_head(folder: Path, head: str) -> Iterator[Step]:
    """Yield the check that a published head is of a line of the journal; none without a head."""
    if not head:
        return
    read = read_steps(folder)
    line = read.heads.index(head) + 1 if head in read.heads else 0
    last = read.heads[-1] if read.heads else ""
    found = [objection("V610", FILE, says=shown(head), counted=shown(last))] if not line else []
    yield step("verify.published_head", found, line=line, number=len(read.heads))


def check_envelopes(
    folder: Path, tender: Tender, bids: Bids, marks: Marks, told: Json
) -> Iterator[Step]:
    """Yield the check that the quality was frozen first, and is still what was frozen.

    Of the steps that the record tells of: the round may have gone back since.
    """
    rows = read_steps(folder).rows[: _told(told)]
    frozen = [row for row in rows if row.said["step"] == FREEZE]
    opened = [row.line for row in rows if row.said["step"] == OPEN]
    if tender.award.envelopes == "one" and not frozen:
        return
    found: list[Finding] = []
    if state_after(way_of(rows)) not in PRICES_KNOWN:
        lines = [row.line for row in frozen]
        found.append(objection("V412", FILE, frozen=shown(lines), opened=shown(opened)))
    if frozen:
        found += _frozen_again(folder, frozen[-1], tender, bids, marks)
    yield step("verify.envelopes", found)


def _frozen_again(
    folder: Path, row: Row, tender: Tender, bids: Bids, marks: Marks
) -> Iterator[Finding]:
    about = row.said["about"]
    answers = [
        {"bidder": bid.id, "lot": part.lot, "answers": part.answers}
        for bid in bids.bids
        for part in bid.lots
    ]
    parts = {"tender": tender, "marks": marks.marks, "answers": answers}
    for key, value in parts.items():
        says, counted = about.get(key, ""), fingerprint(canonical(value))
        if says != counted:
            values = {"what": key, "says": shown(says), "counted": counted}
            yield objection("V413", FILE, line=row.line, **values)
    frozen = {name: sha for name, sha in about.items() if name.startswith(BIDS)}
    present = {
        name: fingerprint((folder / name).read_bytes())
        for name in files_of_the_round(folder)
        if name.startswith(BIDS)
    }
    for name in sorted({*frozen, *present}):
        says, counted = frozen.get(name, ""), present.get(name, "")
        if says != counted:
            values = {"says": shown(says), "counted": counted}
            yield objection("V415", name, line=row.line, **values)
