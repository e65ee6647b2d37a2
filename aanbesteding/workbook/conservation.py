"""Nothing is lost: every cell with content in a file was used, or was set aside by name."""

from collections.abc import Iterable, Mapping
from typing import Any

from aanbesteding.workbook.opened import Opened
from aanbesteding.workbook.pages import cell_name
from aanbesteding.workbook.slots import Form, Slot, Tally

Loose = Mapping[str, tuple[Any, ...]]


def has_content(cell: Any) -> bool:
    """Return whether anything stands in a cell as openpyxl read it."""
    return cell.value is not None and cell.value != ""


def loose_cells(opened: Opened, form: Form, left_alone: frozenset[str]) -> Loose:
    """Return the cells with content outside those of the form, by sheet, in reading order."""
    known = {(slot.sheet, slot.cell) for slot in form.slots}
    known |= {(fixed.sheet, fixed.cell) for fixed in form.fixed}
    return {
        name: tuple(
            cell
            for at, cell in sorted(opened.book[name]._cells.items())
            if has_content(cell) and (name, cell_name(*at)) not in known
        )
        for name in form.sheets
        if name in opened.sheets and name not in left_alone
    }


def conserved(opened: Opened, form: Form, used: Iterable[Slot], loose: Loose) -> Tally:
    """Return what became of every cell of the file.

    What there was is counted by the gate, what became of it by those who read with openpyxl.
    Raises RuntimeError when the two differ.
    """
    read = {(slot.sheet, slot.cell) for slot in used}
    unread = [s for s in form.slots if s.sheet in loose and (s.sheet, s.cell) not in read]
    aside = [name for name in opened.sheets if name in form.sheets and name not in loose]
    others = [name for name in opened.sheets if name not in form.sheets]
    tally = Tally(
        cells=sum(len(sheet.cells) for sheet in opened.gated.sheets.values()),
        used=_filled(opened, read),
        printed=_filled(opened, {(f.sheet, f.cell) for f in form.fixed if f.sheet in loose}),
        beside=sum(map(len, loose.values())),
        unasked=_filled(opened, {(s.sheet, s.cell) for s in unread}) + _all(opened, aside),
        others=_all(opened, others),
    )
    if not tally.adds_up:
        raise RuntimeError(f"{opened.label}: not every cell is accounted for: {tally}")
    return tally


def _filled(opened: Opened, cells: Iterable[tuple[str, str]]) -> int:
    return sum(has_content(opened.book[sheet][cell]) for sheet, cell in cells)


def _all(opened: Opened, sheets: Iterable[str]) -> int:
    return sum(has_content(cell) for name in sheets for cell in opened.book[name]._cells.values())
