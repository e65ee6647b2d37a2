"""What a page is made of: tables, charts and marks, with every word and width worked out."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from aanbesteding.basis.exact import rounded

LONG = 40
MARKS = 9
WORDY = 24
NAMED = 16
SLIM = Decimal(15)


@dataclass(frozen=True)
class Cell:
    """One cell of a table; `tone` is good, bad, wait or quiet and never says what words don't."""

    text: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Column:
    """One column; numbers are set flush right, marks in the middle."""

    label: str
    number: bool = False
    wide: bool = False
    middle: bool = False

    @property
    def look(self) -> str:
        """The class of its cells."""
        return "n" if self.number else "w" if self.wide else "m" if self.middle else "t"

    @property
    def head(self) -> str:
        """The class of its heading; a long one keeps room on a phone."""
        return f"{self.look} named" if len(self.label) > NAMED else self.look


@dataclass(frozen=True)
class Row:
    """One row; the first cell is its heading."""

    cells: tuple[Cell, ...]
    tone: str = ""


@dataclass(frozen=True)
class Table:
    """A table with its caption; `total` rows close it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: tuple[Row, ...] = ()
    note: str = ""

    def about(self, title: str) -> "Table":
        """Return the table with what it is about in its caption, to tell it from its likes."""
        return replace(self, caption=f"{self.caption} – {title}")

    @property
    def looks(self) -> tuple[str, ...]:
        """The classes of the cells of each column; words of some length keep room on a phone."""
        rows = [row.cells for row in self.rows if row.tone != "group"]
        return tuple(
            f"{column.look} long"
            if at and column.look == "t" and any(_wordy(cells[at]) for cells in rows)
            else column.look
            for at, column in enumerate(self.columns)
        )

    @property
    def dense(self) -> bool:
        """Whether it has so many columns that they must stand closer together."""
        return len(self.columns) > 6

    @property
    def tight(self) -> bool:
        """Whether it has so many columns of marks that their headings must stand upright."""
        return sum(1 for column in self.columns if column.middle) > MARKS

    @property
    def long(self) -> bool:
        """Whether it has so many rows that it is folded away until somebody opens it."""
        return len(self.rows) > LONG


@dataclass(frozen=True)
class Fact:
    """A term and what it is."""

    term: str
    text: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Segment:
    """A piece of a bar: where it starts and how wide it is, in percent of the chart."""

    x: str
    width: str
    look: str
    text: str = ""
    middle: str = ""

    @property
    def slim(self) -> bool:
        """Whether its words don't fit in it on a phone."""
        return Decimal(self.width.removesuffix("%")) < SLIM


@dataclass(frozen=True)
class Bar:
    """One bar with its name at the left and its value at the right, both above it.

    `limits` are the places of the lines drawn over it, in percent of the chart.
    """

    label: str
    value: str
    segments: tuple[Segment, ...]
    head_y: int
    bar_y: int
    limits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Key:
    """One entry of a legend."""

    look: str
    text: str


@dataclass(frozen=True)
class Chart:
    """A bar chart; always beside a table that holds the same numbers."""

    id: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    height: int
    keys: tuple[Key, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Mark:
    """A place along a side of a plot, in percent, and what is written there."""

    place: str
    text: str
    anchor: str = "start"


def along(left: str, middle: str, right: str) -> tuple[Mark, ...]:
    """Return the words under a plot: at its ends and in its middle."""
    return Mark("0%", left), Mark("50%", middle, "middle"), Mark("100%", right, "end")


def _wordy(cell: Cell) -> bool:
    return max(len(cell.text), len(cell.note)) > WORDY


def text_row(*cells: str | Cell, tone: str = "") -> Row:
    """Return a row of plain texts."""
    return Row(tuple(c if isinstance(c, Cell) else Cell(c) for c in cells), tone)


def columns(*labels: str, numbers: str = "") -> tuple[Column, ...]:
    """Return columns; `numbers` holds an n for every column of numbers, such as ``-nn``."""
    marks = numbers.ljust(len(labels), "-")
    return tuple(Column(label, mark == "n") for label, mark in zip(labels, marks, strict=True))


def share_of(part: Fraction | int, whole: Fraction | int) -> str:
    """Return a width or place in percent, between 0 and 100.

    >>> share_of(1, 3)
    '33.333%'
    """
    if whole <= 0:
        return "0%"
    share = min(max(Fraction(part) / Fraction(whole), Fraction(0)), Fraction(1))
    return f"{rounded(share * 100, 3):f}".rstrip("0").rstrip(".") + "%" if share else "0%"
