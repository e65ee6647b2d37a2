"""All marks of a round folder: one form per assessor, one of the panel together, or a table."""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from aanbesteding.assessment.form import KIND, assessor_form, marks_of
from aanbesteding.assessment.marks import CONSENSUS, Mark, Marks
from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.findings import Finding, Weight, in_order
from aanbesteding.basis.places import Line, Path, Place
from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.bids.bid import Bids, Received
from aanbesteding.bids.sources import files_in
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.check import LONGEST_TEXT, checked, from_text, shown
from aanbesteding.workbook.gate import content_of
from aanbesteding.workbook.read import Opened, open_form, read_opened
from aanbesteding.workbook.rows import csv_rows
from aanbesteding.workbook.slots import Form, Slot

COLUMNS = ("assessor", "bidder", "lot", "criterion", "mark", "reason")
ENDINGS = (".xlsx", ".csv", ".xls", ".xlsm")
Placed = tuple[Mark, Place]
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
    findings += _strangers(marks, tender, bids)
    findings += _twice(marks)
    findings += _absent(marks, tender, bids, flawed)
    kept = {_key(mark): mark for mark, _ in sorted(marks, key=_order, reverse=True)}
    return Marks(
        tuple(kept[key] for key in sorted(kept)),
        in_order(findings),
        tuple(sorted(received, key=lambda r: r.path)),
    )


def _key(mark: Mark) -> tuple[str, str, str, str]:
    return (mark.assessor, mark.bidder, mark.lot, mark.criterion)


def _order(placed: Placed) -> tuple[tuple[str, str, str, str], str]:
    return (_key(placed[0]), str(placed[1]))


def _from_form(content: bytes, label: str, tender: Tender) -> Found:
    opened = open_form(content, label)
    assessor = FilePath(label).stem
    form = _form_of(opened, tender, assessor)
    reading = read_opened(opened, form, form.slots)
    findings = list(reading.findings)
    if not reading.places:
        return [], findings
    said = str(opened.about.get("assessor", ""))
    if said != assessor:
        values = {"file": label, "found": shown(said), "asked": assessor}
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
        str(about.get("assessor", assessor)),
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
        slot = _slot(path, tender)
        mark = checked(slot, from_text(slot, said["mark"]), place)
        if isinstance(mark, Finding):
            findings.append(_on_scale(mark, said["assessor"]))
            continue
        reason = said["reason"][:LONGEST_TEXT]
        marks += _mark(said["assessor"], path, mark, reason, (place, place))
        findings += _unexplained(said["assessor"], path, mark, reason, (place, place))
    return marks, findings


def _slot(path: Path, tender: Tender) -> Slot:
    criterion = next((c for c in tender.criteria if c.id == path[2]), None)
    allowed = marks_of(tender, criterion) if criterion else ()
    label = " ".join(path[:3])
    return Slot(path, "", "", "number", label, choices=tuple(str(mark) for mark in allowed))


def _strangers(marks: Iterable[Placed], tender: Tender, bids: Bids) -> Iterator[Finding]:
    """Marks by or about somebody or something that is not there."""
    assessors = {assessor.id for assessor in tender.assessors} | {CONSENSUS}
    bidders = {bid.id: {lot.lot for lot in bid.lots} for bid in bids.bids}
    gone = {event.bidder for event in bids.events if event.puts_out}
    strange: set[str] = set()
    for mark, place in sorted(marks, key=_order):
        if mark.assessor not in assessors and mark.assessor not in strange:
            strange.add(mark.assessor)
            known = tuple(sorted(assessors))
            yield _finding("A106", place, found=shown(mark.assessor), known=known)
        criteria = {criterion.id for criterion in tender.judged(mark.lot)}
        known_bid = mark.lot in bidders.get(mark.bidder, ()) or mark.bidder in gone
        if not known_bid or mark.criterion not in criteria:
            values = {"bidder": mark.bidder, "lot": mark.lot, "criterion": mark.criterion}
            yield _finding("A108", place, **values)


def _twice(marks: Iterable[Placed]) -> Iterator[Finding]:
    seen: set[tuple[str, str, str, str]] = set()
    for mark, place in sorted(marks, key=_order):
        if _key(mark) in seen:
            values = {"bidder": mark.bidder, "lot": mark.lot, "criterion": mark.criterion}
            yield _finding("A109", place, assessor=mark.assessor, **values)
        seen.add(_key(mark))


def _absent(
    marks: Iterable[Placed], tender: Tender, bids: Bids, flawed: set[str]
) -> Iterator[Finding]:
    """Marks that should be there: of the panel together each one, of an assessor as a notice."""
    given = {_key(mark) for mark, _ in marks}
    asked = [
        (bid.id, lot.lot, criterion.id)
        for bid in bids.bids
        for lot in bid.lots
        if bids.out(bid.id, lot.lot) is None
        for criterion in tender.judged(lot.lot)
    ]
    for assessor in (*(a.id for a in tender.assessors), CONSENSUS):
        panel = assessor == CONSENSUS
        weight = Weight.REPAIRABLE if panel else Weight.NOTICE
        lacking = [(b, lot, c) for b, lot, c in asked
                   if (assessor, b, lot, c) not in given
                   and f"{assessor}.{lot}.{b}.{c}.mark" not in flawed]  # fmt: skip
        if asked and len(lacking) == len(asked):
            yield Finding("A112" if panel else "A105", weight, None, {"assessor": assessor})
            continue
        for bidder, lot, criterion in lacking:
            values: Mapping[str, str] = {
                "assessor": assessor, "bidder": bidder, "lot": lot, "criterion": criterion
            }  # fmt: skip
            yield Finding("A104" if panel else "A111", weight, None, values)


def _finding(code: str, place: Place, **values: object) -> Finding:
    return Finding(code, Weight.REPAIRABLE, place, values)


__all__ = ["KIND", "read_marks"]
