"""All marks of a round folder: one form per assessor, one of the panel together, or a table."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from aanbesteding.assessment.form import assessor_form, marks_of
from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.assessment.together import Placed, key_of, placed_order, together
from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.exact import plain
from aanbesteding.basis.findings import Finding, Weight, blocking, in_order
from aanbesteding.basis.places import Line, Path, Place
from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.bids.bid import Bids, Received
from aanbesteding.bids.sources import files_in
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.check import checked, from_text, shown
from aanbesteding.workbook.gate import content_of
from aanbesteding.workbook.opened import Opened, open_form
from aanbesteding.workbook.read import read_opened
from aanbesteding.workbook.rows import csv_rows
from aanbesteding.workbook.slots import Form, Slot

COLUMNS = ("assessor", "bidder", "lot", "criterion", "mark", "reason")
ENDINGS = (".xlsx", ".csv", ".xls", ".xlsm")
Found = tuple[list[Placed], list[Finding]]


def read_marks(folder: FilePath, tender: Tender, bids: Bids) -> Marks:
    """Return all marks in ``assessments/`` of a round folder, sorted, with every finding."""
    marks: list[Placed] = []
    findings: list[Finding] = []
    received: list[Received] = []
    for path in files_in(folder / "assessments", ENDINGS):
        label = f"assessments/{path.name}"
        content, refused = content_of(path, label)
        if refused:
            findings += refused
            continue
        received.append(Received(label, fingerprint(content), ""))
        read = _from_csv if path.suffix.lower() == ".csv" else _from_form
        found, wrong = read(content, label, tender)
        marks += found
        findings += wrong
    flawed = {str(f.values.get("mark_of", "")) for f in findings}
    findings += together(marks, tender, bids, flawed)
    kept = {key_of(mark): mark for mark, _ in sorted(marks, key=placed_order, reverse=True)}
    return Marks(
        tuple(kept[key] for key in sorted(kept)),
        in_order(findings),
        tuple(sorted(received, key=lambda r: r.path)),
    )


def _from_form(content: bytes, label: str, tender: Tender) -> Found:
    opened = open_form(content, label)
    stem = FilePath(label).stem
    assessor = str(opened.about.get("assessor", stem))
    form = _form_of(opened, tender, assessor)
    reading = read_opened(opened, form, form.slots)
    findings = list(reading.findings)
    if not reading.places:
        spoiled = [] if blocking(findings) else [_finding("W120", Line(label), file=label)]
        return [], [*findings, *spoiled]
    if assessor != stem and stem in {CONSENSUS, *(person.id for person in tender.assessors)}:
        values = {"file": label, "found": shown(assessor), "asked": stem}
        findings.append(_finding("A107", Line(label), **values))
    marks: list[Placed] = []
    for slot in form.slots:
        if slot.path[3] != "mark":
            continue
        reason_path = (*slot.path[:3], "reason")
        mark = reading.values.get(slot.path)
        reason = str(reading.values.get(reason_path, ""))
        places = (reading.places[slot.path], reading.places[reason_path])
        flawed = any(f.values.get("slot") == slot.name for f in reading.findings)
        marks += _mark(assessor, slot.path, mark, reason, places)
        findings += _unexplained(assessor, slot.path, mark, reason, places, flawed)
    return marks, [_on_scale(finding, assessor) for finding in findings]


def _form_of(opened: Opened, tender: Tender, assessor: str) -> Form:
    """The form as it was sent out: for the bidders its hidden sheet names."""
    lang = opened.identity.get("lang", "")
    about = opened.about
    bidders = _parsed(about.get("bidders"), list)
    lots = _parsed(about.get("bid_lots"), dict) if "bid_lots" in about else None
    named = [(str(b[0]), str(b[1])) for b in bidders if isinstance(b, list) and len(b) == 2]
    return assessor_form(
        tender,
        named,
        assessor,
        lang if lang in LANGUAGES else tender.language,
        None if lots is None else {b: v for b, v in lots.items() if isinstance(v, list)},
    )


def _parsed(text: object, kind: type[Any]) -> Any:
    try:
        value = json.loads(str(text))
    except (ValueError, RecursionError):
        return kind()
    return value if isinstance(value, kind) else kind()


def _mark(
    assessor: str, path: Path, mark: object, reason: str, places: tuple[Place, Place]
) -> list[Placed]:
    if not isinstance(mark, Decimal):
        return []
    lot, bidder, criterion = path[:3]
    return [(Mark(assessor, bidder, lot, criterion, mark, reason), places[0])]


def _unexplained(
    assessor: str,
    path: Path,
    mark: object,
    reason: str,
    places: tuple[Place, Place],
    flawed: bool = False,
) -> Iterator[Finding]:
    values = dict(zip(("lot", "bidder", "criterion"), path, strict=False))
    values |= {"assessor": assessor}
    if mark is not None and not reason:
        yield _finding("A102", places[1], **values)
    if mark is None and reason and not flawed:
        yield Finding("A103", Weight.NOTICE, places[0], values)


def _on_scale(finding: Finding, assessor: str) -> Finding:
    """A choice outside the list of marks, told as what it is."""
    name = str(finding.values.get("slot", ""))
    if not name.endswith(".mark"):
        return finding
    values = {**finding.values, "mark_of": f"{assessor}.{name}"}
    return Finding("A101" if finding.code == "W213" else finding.code, finding.weight,
                   finding.place, values)  # fmt: skip


def _from_csv(content: bytes, label: str, tender: Tender) -> Found:
    rows, wrong = csv_rows(content, label)
    findings = list(wrong)
    names = tuple(rows[0][1]) if rows else COLUMNS
    if set(names) != set(COLUMNS):
        findings.append(_finding("A110", Line(label, 1), file=label, columns=COLUMNS))
        return [], findings
    marks: list[Placed] = []
    for place, row in rows:
        said = {name: (row.get(name) or "").strip() for name in COLUMNS}
        path = (said["lot"], said["bidder"], said["criterion"], "mark")
        slot, text = _slots(path, tender)
        mark = checked(slot, from_text(slot, said["mark"]), place)
        reason = checked(text, said["reason"], place) or ""
        wrong_here = [found for found in (mark, reason) if isinstance(found, Finding)]
        if wrong_here or not isinstance(reason, str):
            findings += (_on_scale(found, said["assessor"]) for found in wrong_here)
            continue
        marks += _mark(said["assessor"], path, mark, reason, (place, place))
        findings += _unexplained(said["assessor"], path, mark, reason, (place, place))
    return marks, findings


def _slots(path: Path, tender: Tender) -> tuple[Slot, Slot]:
    """The slots of a mark and its reason, as a form would have them."""
    criterion = next((c for c in tender.criteria if c.id == path[2]), None)
    allowed = marks_of(tender, criterion) if criterion else ()
    label = " ".join(path[:3])
    choices = tuple(plain(mark) for mark in allowed)
    reason = Slot((*path[:3], "reason"), "", "", "text", label)
    return Slot(path, "", "", "number", label, choices=choices), reason


def _finding(code: str, place: Place, **values: object) -> Finding:
    return Finding(code, Weight.REPAIRABLE, place, values)
