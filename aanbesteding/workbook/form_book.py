"""From a form to a book: printed cells, cells to fill in, and the sheet that says what it is."""

import json
import re
from collections.abc import Mapping

from aanbesteding.basis.places import Path
from aanbesteding.gate.places import cell_of, letters_of
from aanbesteding.workbook.book import Book, CellOut, CellValue, Row, Sheet
from aanbesteding.workbook.entries import Choices, Lists, choice_lists, choices_shown
from aanbesteding.workbook.slots import Form, Layout, Slot, Value
from aanbesteding.workbook.text import footer

IDENTITY_SHEET = "_aanbesteding"


def identity(form: Form) -> dict[str, str]:
    """Return what the hidden sheet says of the form."""
    own = {"kind": form.kind, "tender": form.tender, "version": form.version, "hash": form.hash}
    return own | {"lang": form.lang, "about": json.dumps(dict(form.about), ensure_ascii=False)}


def form_book(form: Form, values: Mapping[Path, Value]) -> tuple[Book, Lists]:
    """Return the form as a book, filled in with the values, and where its drop-downs stand."""
    found = choice_lists(form.slots, form.lang)
    names = _defined_names(form.slots)
    sheets = tuple(_sheet(form, name, values, names) for name in form.sheets)
    book = Book(form.title or form.tender, (*sheets, _identity_sheet(form, found)))
    ranges = {
        choices: f"='{IDENTITY_SHEET}'!${letter}$1:${letter}${len(choices)}"
        for letter, choices in ((letters_of(4 + n), c) for n, c in enumerate(found))
    }
    return book, Lists(form.lang, ranges)


def _sheet(form: Form, name: str, values: Mapping[Path, Value], names: Mapping[Path, str]) -> Sheet:
    cells = {fixed.cell: CellOut(fixed.text, fixed.style, span=fixed.span)
             for fixed in form.fixed if fixed.sheet == name}  # fmt: skip
    for slot in form.slots:
        if slot.sheet == name:
            value = _as_shown(slot, values.get(slot.path), form.lang)
            cells[slot.cell] = CellOut(value, span=slot.span, name=names[slot.path], entry=slot)
    look = next((found for found in form.layouts if found.sheet == name), Layout(name))
    return Sheet(
        name,
        rows=_rows(cells),
        columns=look.columns,
        freeze=look.freeze,
        heights=look.heights,
        landscape=look.landscape,
        repeat=look.repeat,
        protected=True,
        footer=footer(form.title),
    )


def _rows(cells: Mapping[str, CellOut]) -> tuple[Row, ...]:
    grid: dict[int, dict[int, CellOut]] = {}
    for at, cell in cells.items():
        row, column = row_and_column(at)
        grid.setdefault(row, {})[column] = cell
    return tuple(_row(grid.get(row, {})) for row in range(1, max(grid, default=0) + 1))


def _row(cells: Mapping[int, CellOut]) -> Row:
    line: list[CellOut | None] = []
    column = 1
    for at in sorted(cells):
        line.extend([None] * (at - column))
        line.append(cells[at])
        column = at + cells[at].span
    return tuple(line)


def row_and_column(at: str) -> tuple[int, int]:
    """Return the row and column of a cell, both counted from 1; raises ValueError for no cell.

    >>> row_and_column("AB12")
    (12, 28)
    """
    found = cell_of(at)
    if found is None:
        raise ValueError(f"{at!r} is no cell")
    return found


def _as_shown(slot: Slot, value: Value | None, lang: str) -> CellValue:
    if value is None:
        return None
    if slot.shows == "yes_no":
        yes, no = choices_shown(slot, lang)
        return yes if value is True else no
    if slot.shows == "choice" and slot.labels:
        return dict(zip(slot.choices, slot.labels, strict=True)).get(str(value), str(value))
    return value


def _defined_names(slots: tuple[Slot, ...]) -> dict[Path, str]:
    """Return a name for each cell to fill in; a sign that a name may not hold becomes a line."""
    given: dict[str, Path] = {}
    for slot in slots:
        plain = "in." + re.sub(r"[^A-Za-z0-9._]", "_", slot.name)[:230]
        name, number = plain, 1
        while name.casefold() in given:
            number += 1
            name = f"{plain}_{number}"
        given[name.casefold()] = slot.path
    folded = {path: name for name, path in given.items()}
    return {slot.path: folded[slot.path] for slot in slots}


def _identity_sheet(form: Form, lists: tuple[Choices, ...]) -> Sheet:
    said = list(identity(form).items())
    length = max([len(said), *map(len, lists)])
    rows: list[Row] = []
    for number in range(length):
        key, text = said[number] if number < len(said) else ("", "")
        line: list[CellOut | None] = [CellOut(key), CellOut(text), None]
        line += [CellOut(c[number]) if number < len(c) else None for c in lists]
        rows.append(tuple(line))
    return Sheet(IDENTITY_SHEET, rows=tuple(rows), hidden=True, protected=True)
