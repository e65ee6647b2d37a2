"""What the gate reads from a sheet: cells with content, and what a person does not see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

At = tuple[int, int]
Area = tuple[int, int, int, int]
Kind = Literal["number", "text", "yes_no", "error", "day", "formula"]


class Content(NamedTuple):
    """What stands in a cell: its kind, the text in the file, and its number format's number."""

    kind: Kind
    text: str
    style: int


@dataclass
class SheetRead:
    """One sheet: its cells with content by row and column, and the rows and columns not shown.

    `pale` are the styles with letters that nobody sees; over the areas of `pale_over` and
    `shown_over` lies a conditional format that makes letters pale or shows another number.
    """

    name: str
    state: str = "visible"
    cells: dict[At, Content] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    listed_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    rows_hidden: bool = False
    formats: tuple[str, ...] = ("General",)
    pale: frozenset[int] = frozenset()
    pale_over: list[Area] = field(default_factory=list)
    shown_over: list[Area] = field(default_factory=list)
    filters: list[Area] = field(default_factory=list)

    def hides(self, at: At) -> bool:
        """Return whether a person does not see the cell in its row or column."""
        row, column = at
        unlisted = self.rows_hidden and row not in self.listed_rows
        aside = any(first <= column <= last for first, last in self.hidden_columns)
        return row in self.hidden_rows or unlisted or aside

    def format_at(self, at: At) -> str:
        """Return the number format of a cell with content."""
        content = self.cells.get(at)
        return self.formats[content.style] if content else "General"

    def is_pale(self, at: At) -> bool:
        """Return whether the letters of a cell with content cannot be told from its paper."""
        content = self.cells.get(at)
        return content is not None and (content.style in self.pale or _in(at, self.pale_over))

    def is_shown_otherwise(self, at: At) -> bool:
        """Return whether a conditional format may show another number than stands in a cell."""
        return _in(at, self.shown_over)


def _in(at: At, areas: list[Area]) -> bool:
    return any(a[0] <= at[0] <= a[2] and a[1] <= at[1] <= a[3] for a in areas)


@dataclass(frozen=True)
class Gated:
    """A workbook that passed: its sheets with cells, by name, and whether days start in 1904."""

    sheets: Mapping[str, SheetRead] = field(default_factory=dict)
    dates_from_1904: bool = False
