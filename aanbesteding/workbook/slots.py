"""A slot is one place to fill in; the same list of slots serves the writer and the reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from aanbesteding.basis.findings import Finding
from aanbesteding.basis.places import Path, Place

Shows = Literal["text", "integer", "euro", "number", "yes_no", "choice", "identifier"]
Value = str | Decimal | int | bool


@dataclass(frozen=True)
class Slot:
    """One input cell: where its value goes, where it stands, what may be filled in.

    A required slot may be left empty when one of the slots in `when` says no, zero or nothing.
    `labels` are the words a person sees for `choices`; a number with choices must be one of them.
    `span` merges the cell over that many columns.
    """

    path: Path
    sheet: str
    cell: str
    shows: Shows
    label: str
    hint: str = ""
    required: bool = True
    least: Decimal | None = None
    most: Decimal | None = None
    choices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    when: tuple[Path, ...] = ()
    span: int = 1

    @property
    def name(self) -> str:
        """The slot's path as one word, such as ``lots.C.capacity.licht``."""
        return ".".join(self.path)


@dataclass(frozen=True)
class Fixed:
    """A cell that is printed and may not be changed: headings, labels, units, instructions."""

    sheet: str
    cell: str
    text: str
    style: str = "label"
    span: int = 1


@dataclass(frozen=True)
class Layout:
    """How a sheet of a form looks: column widths, rows and columns that stay in view, heights."""

    sheet: str
    columns: tuple[float, ...] = ()
    freeze: tuple[int, int] = (0, 0)
    heights: Mapping[int, float] = field(default_factory=dict)
    landscape: bool = True
    repeat: int = 0


@dataclass(frozen=True)
class Form:
    """A workbook to fill in: its identity, its sheets in order, slots and fixed cells.

    `about` is further identity that travels with the form, such as the assessor it is for.
    """

    kind: str
    tender: str
    version: str
    hash: str
    lang: str
    sheets: tuple[str, ...]
    slots: tuple[Slot, ...]
    fixed: tuple[Fixed, ...]
    layouts: tuple[Layout, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    title: str = ""


@dataclass(frozen=True)
class Tally:
    """How many cells with content a file had, and what became of each of them.

    `used` were read into a slot, `printed` are cells of the form itself, `beside` stand outside
    it, `unasked` on a sheet that was left alone, `others` on a sheet that is not of the form.
    """

    cells: int
    used: int = 0
    printed: int = 0
    beside: int = 0
    unasked: int = 0
    others: int = 0

    @property
    def adds_up(self) -> bool:
        """Whether every cell of the file is accounted for, once."""
        said = self.used + self.printed + self.beside + self.unasked + self.others
        return said == self.cells


@dataclass(frozen=True)
class Reading:
    """What stood in a form: values by path, the place of each, and what is wrong.

    `tally` counts the cells of a workbook; other sources have none.
    """

    file: str
    values: Mapping[Path, Value] = field(default_factory=dict)
    places: Mapping[Path, Place] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    tally: Tally | None = None
