"""A workbook as data: sheets of cells with a style, formulas with our own result, charts.

``workbook.write.book_bytes`` turns a Book into a file; nothing else knows XlsxWriter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from aanbesteding.workbook.slots import Slot

ChartKind = Literal["bar", "column", "stacked_bar", "stacked_column", "line"]
CellValue = str | int | Decimal | Fraction | bool | date | None


@dataclass(frozen=True)
class CellOut:
    """One cell: a value, or a formula together with our own exact result for it.

    `style` names an entry of ``templates/workbook/styles.toml``: title, subtitle, section,
    header, header_number, label, text, wrapped, note, integer, euro, number1, number2, number,
    percent, date, good, bad, total, total_integer, total_euro, total_number2, total_percent.
    `formula` starts with "="; `value` is then the cached result, so it may not be missing.
    `span` merges the cell over that many columns; `name` makes it a defined name;
    `comment` is a note on the cell; `entry` makes it a cell to fill in; `link` is the name of a
    sheet of the same workbook that its text leads to.
    """

    value: CellValue = None
    style: str = "text"
    formula: str = ""
    span: int = 1
    name: str = ""
    comment: str = ""
    entry: Slot | None = None
    link: str = ""


Row = tuple[CellOut | None, ...]


@dataclass(frozen=True)
class Series:
    """One row of bars or line of a chart; `values` is a range such as ``='Scores'!$B$2:$B$9``."""

    name: str
    values: str
    color: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart on a sheet; `description` is its text for who cannot see it.

    `at` is the cell of its upper left corner, `size` its width and height in pixels.
    """

    kind: ChartKind
    title: str
    description: str
    categories: str
    series: tuple[Series, ...]
    at: str
    size: tuple[int, int] = (720, 360)
    value_axis: str = ""
    number_format: str = "#,##0"
    category_format: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows from row 1 on, each a tuple of cells from column A on (None: empty).

    `columns` are widths in characters; `freeze` is (rows, columns) that stay in view;
    `heights` are row heights in points by row number (1 is the first); rows without one fit
    their text. `repeat` is the number of first rows printed on every page. `notes` are
    comments by cell. A protected sheet can only be filled in where a cell has an entry.
    """

    name: str
    rows: tuple[Row, ...] = ()
    columns: tuple[float, ...] = ()
    freeze: tuple[int, int] = (0, 0)
    heights: Mapping[int, float] = field(default_factory=dict)
    landscape: bool = True
    repeat: int = 0
    filter: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    charts: tuple[Chart, ...] = ()
    protected: bool = False
    hidden: bool = False
    footer: str = ""


@dataclass(frozen=True)
class Book:
    """A workbook: its title (document property), its sheets, and custom properties by name.

    A custom property is such as the hash of the record it was made from. Who made it is no
    property: a workbook goes to others, and author and company are left empty. `names` are
    defined names with the cells they stand for, such as ``Award!$C$7:$C$9``.
    """

    title: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
