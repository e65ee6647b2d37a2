"""From lines of cells to a form: nobody counts rows and columns by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from aanbesteding.basis.visible import storable
from aanbesteding.gate.places import letters_of
from aanbesteding.workbook.slots import Fixed, Layout, Slot

FORBIDDEN = str.maketrans({**dict.fromkeys("[]:*?/\\'", "-"), "\n": " ", "\t": " "})
RESERVED = ("history",)
LONGEST_NAME = 31


@dataclass(frozen=True)
class Line:
    """One row of a page: printed cells and cells to fill in, from column A on; a height if set."""

    cells: tuple[Fixed | Slot | None, ...] = ()
    height: float = 0


@dataclass(frozen=True)
class Page:
    """One sheet of a form, as lines from top to bottom."""

    name: str
    lines: tuple[Line, ...]
    columns: tuple[float, ...]
    freeze: tuple[int, int] = (0, 0)
    landscape: bool = True
    repeat: int = 0
    heights: Mapping[int, float] = field(default_factory=dict)


def printed(text: str, style: str = "label", span: int = 1) -> Fixed:
    """Return a printed cell that still has to be given its place."""
    return Fixed("", "", text, style, span)


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, both counted from 1.

    >>> cell_name(7, 28)
    'AB7'
    """
    return f"{letters_of(column)}{row}"


def placed(pages: Iterable[Page]) -> tuple[tuple[Slot, ...], tuple[Fixed, ...]]:
    """Return all slots and all printed cells of the pages, each with its sheet and cell."""
    slots: list[Slot] = []
    fixed: list[Fixed] = []
    for page in pages:
        for row, line in enumerate(page.lines, 1):
            column = 1
            for cell in line.cells:
                at = cell_name(row, column)
                if isinstance(cell, Slot):
                    slots.append(replace(cell, sheet=page.name, cell=at))
                elif cell is not None:
                    fixed.append(replace(cell, sheet=page.name, cell=at))
                column += cell.span if cell is not None else 1
    return tuple(slots), tuple(fixed)


def layout(page: Page) -> Layout:
    """Return how the page looks."""
    heights = {row: line.height for row, line in enumerate(page.lines, 1) if line.height}
    return Layout(page.name, page.columns, page.freeze, heights, page.landscape, page.repeat)


def sheet_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return names a workbook accepts: no forbidden signs, at most 31 characters, all different.

    None is empty or a name that Excel keeps for itself.

    >>> sheet_names(["Perceel A/B", "perceel a-b"])
    ('Perceel A-B', 'perceel a-b (2)')
    """
    given: list[str] = []
    for name in wanted:
        plain = storable(name).translate(FORBIDDEN).strip() or "-"
        candidate, number = _cut(plain, LONGEST_NAME), 1
        while candidate.casefold() in {*RESERVED, *(g.casefold() for g in given)}:
            number += 1
            tail = f" ({number})"
            candidate = _cut(plain, LONGEST_NAME - len(tail)) + tail
        given.append(candidate)
    return tuple(given)


def _cut(name: str, most: int) -> str:
    """The beginning of a name; Excel counts a character outside the basic plane as two."""
    return name.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore").rstrip()
