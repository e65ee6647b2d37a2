"""Marks out of a form: read as the form was sent, pseudonyms turned back into bidders."""

from collections.abc import Mapping
from pathlib import Path as FilePath

from aanbesteding.assessment.asked import asked_in
from aanbesteding.assessment.form import assessor_form
from aanbesteding.assessment.given import Given, MarkKey, Placed, mark_in, on_scale
from aanbesteding.assessment.marks import CONSENSUS
from aanbesteding.assessment.pseudonyms import unknown
from aanbesteding.basis.findings import Finding, Weight, blocking
from aanbesteding.basis.places import Line, Path, Place
from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.check import shown
from aanbesteding.workbook.opened import Opened, open_form
from aanbesteding.workbook.read import read_opened
from aanbesteding.workbook.slots import Form, Reading

Bidders = Mapping[str, str] | None


def from_form(content: bytes, label: str, tender: Tender, bidders: Bidders) -> Given:
    """Return what an assessor filled in; `bidders` are those behind the pseudonyms, if any."""
    opened = open_form(content, label)
    stem = FilePath(label).stem
    assessor = str(opened.about.get("assessor", stem))
    form = _form_of(opened, tender, assessor)
    reading = read_opened(opened, form, form.slots)
    findings = list(reading.findings)
    if not reading.places:
        spoiled = [] if blocking(findings) else [_finding("W120", Line(label), file=label)]
        return Given(findings=(*findings, *spoiled))
    if assessor != stem and stem in {CONSENSUS, *(person.id for person in tender.assessors)}:
        values = {"file": label, "found": shown(assessor), "asked": stem}
        findings.append(_finding("A107", Line(label), **values))
    return _given(reading, form, assessor, bidders, findings)


def _form_of(opened: Opened, tender: Tender, assessor: str) -> Form:
    """The form as it was sent out: its hidden sheet says what it asked."""
    lang = opened.identity.get("lang", "")
    known = lang if lang in LANGUAGES else tender.language
    return assessor_form(tender, asked_in(opened.about, assessor), known)


def _given(
    reading: Reading, form: Form, assessor: str, bidders: Bidders, findings: list[Finding]
) -> Given:
    spoiled = {finding.values.get("slot") for finding in findings}
    marks: list[Placed] = []
    cells: dict[MarkKey, Place] = {}
    flawed: set[MarkKey] = set()
    strange: dict[str, Place] = {}
    for slot in form.slots:
        if slot.path[3] != "mark" or slot.path not in reading.places:
            continue
        lot, called, criterion = slot.path[:3]
        at = reading.places[slot.path]
        bidder = called if bidders is None else bidders.get(called)
        if bidder is None:
            strange.setdefault(called, at)
            continue
        key = (assessor, bidder, lot, criterion)
        cells[key] = at
        if slot.name in spoiled:
            flawed.add(key)
        found, wrong = _mark(key, slot.path, reading, slot.name in spoiled)
        marks += found
        findings += wrong
    if strange:
        findings.append(unknown(next(iter(strange.values())), strange))
    told = tuple(on_scale(finding) for finding in findings)
    return Given(tuple(marks), cells, told, frozenset(flawed))


def _mark(
    key: MarkKey, path: Path, reading: Reading, flawed: bool
) -> tuple[list[Placed], list[Finding]]:
    reason = (*path[:3], "reason")
    places = (reading.places[path], reading.places[reason])
    said = str(reading.values.get(reason, ""))
    return mark_in(key, reading.values.get(path), said, places, flawed)


def _finding(code: str, place: Place, **values: object) -> Finding:
    return Finding(code, Weight.REPAIRABLE, place, values)
