"""The journal of the round: its chain, the order of its steps, and what was frozen."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from aanbesteding.assessment.marks import Marks
from aanbesteding.basis.canonical import canonical, fingerprint, jsonable, read_json
from aanbesteding.basis.findings import Finding
from aanbesteding.bids.bid import Bids
from aanbesteding.tender.tender import Tender
from aanbesteding.verification.compare import Step, compared, objection, step
from aanbesteding.verification.inputs import files_of_the_round
from aanbesteding.verification.record import Json, shown

FILE = "journal.jsonl"
FREEZE, OPEN = "quality_frozen", "prices_opened"
KEYS = {"seq", "time", "step", "by", "about", "previous"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
BIDS = "bids/"


class Row(NamedTuple):
    """A line of the journal that could be read: its number and what it says."""

    line: int
    said: Mapping[str, Any]


class Read(NamedTuple):
    """The journal as it stands on disk."""

    rows: tuple[Row, ...]
    head: str
    findings: tuple[Finding, ...]

    def lines_of(self, name: str) -> list[int]:
        """Return the numbers of the lines that tell of this step."""
        return [row.line for row in self.rows if row.said["step"] == name]


def read_steps(folder: Path) -> Read:
    """Return the lines of the journal, and every place where its chain is broken."""
    path = folder / FILE
    content = path.read_bytes() if path.is_file() else b""
    *lines, rest = content.split(b"\n")
    rows: list[Row] = []
    findings: list[Finding] = []
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
    if rest:
        cut = shown(rest.decode("utf-8", "replace"))
        findings.append(objection("V411", FILE, line=len(lines) + 1, says=cut))
    return Read(tuple(rows), before, tuple(findings))


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
    """Whether a tender in two envelopes had its prices opened; always so with one envelope."""
    read = read_steps(folder)
    frozen, opened = read.lines_of(FREEZE), read.lines_of(OPEN)
    if tender.award.envelopes == "one" and not frozen:
        return True
    return bool(frozen and opened and frozen[0] < opened[0])


def check_journal(folder: Path, file: str, told: Json) -> Iterator[Step]:
    """Yield the checks that the journal is unbroken and that the record tells of the same one."""
    read = read_steps(folder)
    yield step("verify.journal", read.findings, number=len(read.rows))
    keys = ("seq", "time", "step", "by")
    steps = [{key: row.said[key] for key in keys} for row in read.rows]
    counted = {"head": read.head, "steps": steps}
    yield compared("verify.journal_told", "V414", file, "journal", told, jsonable(counted))


def check_envelopes(folder: Path, tender: Tender, bids: Bids, marks: Marks) -> Iterator[Step]:
    """Yield the check that the quality was frozen first, and is still what was frozen."""
    read = read_steps(folder)
    frozen = read.lines_of(FREEZE)
    if tender.award.envelopes == "one" and not frozen:
        return
    found = list(_order(frozen, read.lines_of(OPEN)))
    for row in read.rows:
        if frozen and row.line == frozen[-1]:
            found += _frozen_again(folder, row, tender, bids, marks)
    yield step("verify.envelopes", found)


def _order(frozen: list[int], opened: list[int]) -> Iterator[Finding]:
    """The quality at least once, then the prices once, and never the quality again."""
    if not frozen or len(opened) != 1 or frozen[-1] > opened[0]:
        yield objection("V412", FILE, frozen=shown(frozen), opened=shown(opened))


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
