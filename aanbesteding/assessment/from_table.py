"""Marks out of a table: a line per mark, for a panel that worked in a system of its own."""

from collections.abc import Mapping

from aanbesteding.assessment.form_pages import marks_of
from aanbesteding.assessment.given import Given, MarkKey, Placed, mark_in, on_scale
from aanbesteding.assessment.pseudonyms import unknown
from aanbesteding.basis.exact import plain
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line, Place
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.check import checked, from_text
from aanbesteding.workbook.rows import csv_rows
from aanbesteding.workbook.slots import Slot

COLUMNS = ("assessor", "bidder", "lot", "criterion", "mark", "reason")


def from_table(
    content: bytes, label: str, tender: Tender, bidders: Mapping[str, str] | None
) -> Given:
    """Return what a table holds; `bidders` are those behind the pseudonyms, if it has any."""
    rows, wrong = csv_rows(content, label)
    names = tuple(rows[0][1]) if rows else COLUMNS
    if set(names) != set(COLUMNS):
        columns = {"file": label, "columns": COLUMNS}
        other = Finding("A110", Weight.REPAIRABLE, Line(label, 1), columns)
        return Given(findings=(*wrong, other))
    marks: list[Placed] = []
    findings = list(wrong)
    flawed: set[MarkKey] = set()
    for place, row in rows:
        said = {name: (row.get(name) or "").strip() for name in COLUMNS}
        bidder = said["bidder"] if bidders is None else bidders.get(said["bidder"])
        if bidder is None:
            findings.append(unknown(place, (said["bidder"],)))
            continue
        key = (said["assessor"], bidder, said["lot"], said["criterion"])
        found, told, good = _read(key, said, place, tender)
        marks += found
        findings += told
        if not good:
            flawed.add(key)
    return Given(tuple(marks), {}, tuple(findings), frozenset(flawed))


def _read(
    key: MarkKey, said: Mapping[str, str], place: Place, tender: Tender
) -> tuple[list[Placed], list[Finding], bool]:
    """The mark of a line, what is wrong with it, and whether nothing is wrong with the mark."""
    slot, text = _slots(key, tender)
    mark = checked(slot, from_text(slot, said["mark"]), place)
    reason = checked(text, said["reason"], place) or ""
    wrong = [found for found in (mark, reason) if isinstance(found, Finding)]
    if wrong or not isinstance(reason, str):
        return [], [on_scale(found) for found in wrong], not isinstance(mark, Finding)
    return *mark_in(key, mark, reason, (place, place)), True


def _slots(key: MarkKey, tender: Tender) -> tuple[Slot, Slot]:
    """The slots of a mark and its reason, as a form would have them."""
    _, bidder, lot, criterion = key
    path = (lot, bidder, criterion)
    one = next((c for c in tender.criteria if c.id == criterion), None)
    choices = tuple(plain(mark) for mark in marks_of(tender, one)) if one else ()
    label = " ".join(path)
    mark = Slot((*path, "mark"), "", "", "number", label, choices=choices)
    return mark, Slot((*path, "reason"), "", "", "text", label)
