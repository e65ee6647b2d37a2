"""Workbooks of tables: sheets with a column per field and a row per record.

The same definitions serve ``workbook.table_writer`` and ``workbook.table_reader``; neither knows
what the tables are about.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from aanbesteding.basis.places import Path

Kind = Literal["text", "integer", "number", "euro", "day", "yes_no", "choice", "list"]
LISTS = "_lijsten"


@dataclass(frozen=True)
class Field:
    """One column, or one row of a key sheet: what it is called and what may stand in it.

    `labels` are what people see for each stored value; `words` are all the ways to write
    one, folded to lower case. `refers` is the table whose names may stand here.
    """

    key: str
    kind: Kind
    title: str
    help: str = ""
    required: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    refers: str = ""
    width: float = 16


@dataclass(frozen=True)
class TableSheet:
    """A sheet with a row per record; `names` are what it may be called, first what we write."""

    key: str
    names: tuple[str, ...]
    intro: str
    fields: tuple[Field, ...]
    rows: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Section:
    """A group of rows on the key sheet, for the values under one path."""

    path: Path
    title: str
    fields: tuple[Field, ...]
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class KeySheet:
    """A sheet with a row per field: name, value, explanation and field name."""

    names: tuple[str, ...]
    intro: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Check:
    """A number that a formula counts and that we counted too, and what it must be.

    `wanted` is none (0), some (1 or more), whole (100), or look: better none, and no mistake. Where
    the formula `unless` holds it need not be; `skipped` says whether it does.
    """

    title: str
    formula: str
    value: int | Decimal
    wanted: str
    unless: str = ""
    skipped: bool = False


@dataclass(frozen=True)
class CheckSheet:
    """A sheet of checks that count along."""

    names: tuple[str, ...]
    intro: str
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Tables:
    """A workbook of tables; `words` are the fixed texts on it, `guide` its first sheet.

    `always` are the sheets that every round fills in; the others are for who needs them. `terms`
    are words of the drop-downs with what they mean.
    """

    title: str
    guide: tuple[str, ...]
    intro: str
    steps: tuple[str, ...]
    keys: KeySheet
    sheets: tuple[TableSheet, ...]
    checks: CheckSheet
    always: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def of(self, always: bool) -> tuple[TableSheet, ...]:
        """Return the sheets that every round fills in, or the others."""
        return tuple(one for one in self.sheets if (one.key in self.always) is always)


def cell_value(value: Any, wanted: Field) -> str | int | Decimal | date | None:
    """Return what to write in a cell for a stored value."""
    match value:
        case None:
            return None
        case bool():
            return wanted.labels["yes" if value else "no"]
        case str():
            return wanted.labels.get(value, value)
        case list() | tuple():
            return ", ".join(wanted.labels.get(str(one), str(one)) for one in value)
        case int() | Decimal() | date():
            return value
    raise TypeError(f"no cell can hold {type(value).__name__}")
