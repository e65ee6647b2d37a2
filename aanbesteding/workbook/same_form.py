"""Is this the form that was sent out, and is it still as it was printed?"""

from collections.abc import Iterator

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Cell
from aanbesteding.workbook.check import shown
from aanbesteding.workbook.conservation import Loose
from aanbesteding.workbook.form_book import IDENTITY_SHEET
from aanbesteding.workbook.opened import Opened, file_finding
from aanbesteding.workbook.pages import cell_name
from aanbesteding.workbook.slots import Form


def other_form(opened: Opened, form: Form) -> tuple[Finding, ...]:
    """Return why this is not the form that was asked for; empty when it is."""
    said = opened.identity
    if "kind" not in said or "tender" not in said:
        return (file_finding("W120", opened.label),)
    wanted = (
        ("W121", "kind", form.kind),
        ("W122", "tender", form.tender),
        ("W123", "version", form.version),
    )
    for code, key, value in wanted:
        found = said.get(key, "")
        if found != value:
            return (file_finding(code, opened.label, found=found[:40], asked=value[:40]),)
    return ()


def differences(opened: Opened, form: Form, loose: Loose) -> Iterator[Finding]:
    """Yield what is no longer as it was printed: sheets, printed cells, text beside them.

    `loose` are the cells outside the form, by sheet that may be looked at; of any other sheet only
    name and state are looked for. A tender that was changed under the same version is told too:
    what the form prints is compared cell by cell, but rules that no form prints may have changed
    since it was sent.
    """
    if opened.identity.get("hash", "") != form.hash:
        yield file_finding("W129", opened.label, Weight.NOTICE, version=form.version)
    yield from _sheets(opened, form)
    yield from _changed(opened, form, frozenset(loose))
    yield from _filtered(opened, frozenset(loose))
    yield from _beside(opened, loose)


def _sheets(opened: Opened, form: Form) -> Iterator[Finding]:
    for sheet in form.sheets:
        if sheet not in opened.sheets:
            yield file_finding("W124", opened.label, sheet=sheet)
        elif opened.book[sheet].sheet_state != "visible":
            yield file_finding("W184", opened.label, sheet=sheet)
    for sheet in opened.book.sheetnames:
        if sheet not in form.sheets and sheet != IDENTITY_SHEET:
            hidden = opened.book[sheet].sheet_state != "visible"
            weight = Weight.REPAIRABLE if hidden else Weight.NOTICE
            code = "W126" if hidden else "W128"
            yield file_finding(code, opened.label, weight, sheet=sheet)


def _filtered(opened: Opened, seen: frozenset[str]) -> Iterator[Finding]:
    """A filter on a sheet may keep rows from sight, and does so at a click."""
    for sheet in sorted(seen):
        for top, left, bottom, right in opened.gated.sheets[sheet].filters:
            first = cell_name(top, left)
            values = {"sheet": sheet, "area": f"{first}:{cell_name(bottom, right)}"}
            yield Finding("W187", Weight.NOTICE, Cell(opened.label, sheet, first), values)


def _changed(opened: Opened, form: Form, seen: frozenset[str]) -> Iterator[Finding]:
    """The first printed cell that no longer says what was printed; how many more there are."""
    differing = [
        (fixed, found)
        for fixed in form.fixed
        if fixed.sheet in seen
        and (found := opened.book[fixed.sheet][fixed.cell].value) != fixed.text
        and (str(found or "").split() != fixed.text.split())
    ]
    if differing:
        fixed, found = differing[0]
        values = {"found": shown(found or "–"), "printed": shown(fixed.text)}
        place = Cell(opened.label, fixed.sheet, fixed.cell)
        more = len(differing) - 1
        yield Finding("W125", Weight.REPAIRABLE, place, {**values, "more": more})


def _beside(opened: Opened, loose: Loose) -> Iterator[Finding]:
    """Text outside the cells of the form: the first on each sheet, and how many there are."""
    for sheet, cells in loose.items():
        if cells:
            place = Cell(opened.label, sheet, cells[0].coordinate)
            values = {"found": shown(cells[0].value), "count": len(cells)}
            yield Finding("W127", Weight.NOTICE, place, values)
