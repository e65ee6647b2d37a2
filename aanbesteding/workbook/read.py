"""Reads a form back: values by path, the cell of each, and everything that is wrong with it."""

import json
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any

from aanbesteding.basis.findings import Finding, Weight, in_order
from aanbesteding.basis.places import Cell, Line, Path, Place
from aanbesteding.workbook.check import checked, missing, shown, wrong
from aanbesteding.workbook.form_book import IDENTITY_SHEET, row_and_column
from aanbesteding.workbook.gate import content_of, gate
from aanbesteding.workbook.pages import column_letter
from aanbesteding.workbook.slots import Form, Reading, Slot, Value


@dataclass(frozen=True)
class Opened:
    """A workbook that passed the gate, and what its hidden sheet says it is."""

    label: str
    book: Any = None
    identity: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def sheets(self) -> frozenset[str]:
        """The sheets that have cells."""
        return frozenset(sheet.title for sheet in self.book.worksheets)

    @property
    def about(self) -> dict[str, Any]:
        """What further travels with the form; empty when it cannot be read."""
        try:
            about = json.loads(self.identity.get("about", "{}"))
        except ValueError:
            return {}
        return about if isinstance(about, dict) else {}


def read_form(
    path: FilePath | bytes, form: Form, slots: Iterable[Slot], file_label: str
) -> Reading:
    """Return what stands in the slots of a file that should be this form; never raises for a file.

    Only the given slots are looked at, so that prices can stay unread.
    """
    asked = tuple(slots)
    reading = read_opened(open_form(path, file_label), form, asked)
    findings = (*reading.findings, *missing(reading, asked))
    return Reading(reading.file, reading.values, reading.places, in_order(findings), reading.extra)


def open_form(path: FilePath | bytes, label: str) -> Opened:
    """Return the workbook and its identity, or why it could not be opened."""
    if isinstance(path, bytes):
        content, findings = path, gate(path, label)
    else:
        content, findings = content_of(path, label)
        findings = findings or gate(content, label)
    if findings:
        return Opened(label, findings=findings)
    import openpyxl

    try:
        with warnings.catch_warnings():
            # What openpyxl leaves out (drop-downs as Excel saves them) is nothing we read.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(content), data_only=False, keep_links=False)
        return Opened(label, book, _identity(book))
    except Exception:
        # openpyxl has no error of its own for a damaged part: any of a dozen types comes through.
        return Opened(label, findings=(_file_finding("W108", label),))


def read_opened(opened: Opened, form: Form, slots: Iterable[Slot]) -> Reading:
    """Return values, cells and findings of an opened form; what is missing is not looked for."""
    if opened.findings:
        return Reading(opened.label, findings=opened.findings)
    refused = _other_form(opened, form)
    if refused:
        return Reading(opened.label, findings=refused, extra=opened.identity)
    findings = [*_sheets(opened, form), *_changed(opened, form), *_beside(opened, form)]
    values: dict[Path, Value] = {}
    places: dict[Path, Place] = {}
    for slot in slots:
        if slot.sheet not in opened.sheets:
            continue
        place = Cell(opened.label, slot.sheet, slot.cell)
        places[slot.path] = place
        match _read(opened.book[slot.sheet][slot.cell], slot, place):
            case Finding() as finding:
                findings.append(finding)
            case None:
                pass
            case value:
                values[slot.path] = value
    return Reading(opened.label, values, places, in_order(findings), opened.identity)


def _identity(book: Any) -> dict[str, str]:
    if IDENTITY_SHEET not in {sheet.title for sheet in book.worksheets}:
        return {}
    rows = book[IDENTITY_SHEET].iter_rows(min_row=1, max_row=20, max_col=2, values_only=True)
    return {key: text for key, text in rows if isinstance(key, str) and isinstance(text, str)}


def _read(cell: Any, slot: Slot, place: Place) -> Value | Finding | None:
    if cell.data_type == "f":
        formula = getattr(cell.value, "text", None) or cell.value
        return wrong(slot, "W209", place, found=shown(formula))
    if cell.data_type == "e":
        return wrong(slot, "W208", place, found=shown(cell.value))
    return checked(slot, cell.value, place)


def _other_form(opened: Opened, form: Form) -> tuple[Finding, ...]:
    said = opened.identity
    if "kind" not in said or "tender" not in said:
        return (_file_finding("W120", opened.label),)
    wanted = (
        ("W121", "kind", form.kind),
        ("W122", "tender", form.tender),
        ("W123", "version", form.version),
        ("W123", "hash", form.hash),
    )
    for code, key, value in wanted:
        found = said.get(key, "")
        if found != value:
            return (_file_finding(code, opened.label, found=found[:40], asked=value[:40]),)
    return ()


def _sheets(opened: Opened, form: Form) -> Iterator[Finding]:
    for sheet in form.sheets:
        if sheet not in opened.sheets:
            yield _file_finding("W124", opened.label, sheet=sheet)
    for sheet in opened.book.sheetnames:
        if sheet not in form.sheets and sheet != IDENTITY_SHEET:
            hidden = opened.book[sheet].sheet_state != "visible"
            weight = Weight.REPAIRABLE if hidden else Weight.NOTICE
            code = "W126" if hidden else "W128"
            yield _file_finding(code, opened.label, weight, sheet=sheet)


def _changed(opened: Opened, form: Form) -> Iterator[Finding]:
    """The first printed cell that no longer says what was printed; how many more there are."""
    differing = [
        (fixed, found)
        for fixed in form.fixed
        if fixed.sheet in opened.sheets
        and (found := opened.book[fixed.sheet][fixed.cell].value) != fixed.text
        and (str(found or "").split() != fixed.text.split())
    ]
    if differing:
        fixed, found = differing[0]
        values = {"found": shown(found or "–"), "printed": shown(fixed.text)}
        place = Cell(opened.label, fixed.sheet, fixed.cell)
        more = len(differing) - 1
        yield Finding("W125", Weight.REPAIRABLE, place, {**values, "more": more})


def _beside(opened: Opened, form: Form) -> Iterator[Finding]:
    """Text outside the cells of the form: the first on each sheet, and how many there are."""
    known = {(slot.sheet, slot.cell) for slot in form.slots}
    known |= {(fixed.sheet, fixed.cell) for fixed in form.fixed}
    for sheet in form.sheets:
        if sheet not in opened.sheets:
            continue
        loose = [
            cell
            for row in opened.book[sheet].iter_rows()
            for cell in row
            if cell.value is not None and (sheet, cell.coordinate) not in known
        ]
        if loose:
            first = min(loose, key=lambda cell: row_and_column(cell.coordinate))
            place = Cell(opened.label, sheet, f"{column_letter(first.column)}{first.row}")
            values = {"found": shown(first.value), "count": len(loose)}
            yield Finding("W127", Weight.NOTICE, place, values)


def _file_finding(
    code: str, label: str, weight: Weight = Weight.REPAIRABLE, **values: Any
) -> Finding:
    return Finding(code, weight, Line(label), {"file": label, **values})
