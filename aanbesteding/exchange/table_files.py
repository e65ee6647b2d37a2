"""Every table of a record as CSV: for a spreadsheet, and back again without loss.

A semicolon between fields and a comma in numbers is what Excel in Dutch opens as a table: with a
point, it takes 1.5 for the first of May. With a comma between fields numbers have a point.

What a spreadsheet would take for a formula has an apostrophe before it, as in every CSV of ours.
"""

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from aanbesteding.basis.visible import as_csv_text, from_csv_text
from aanbesteding.exchange.asked import Shown
from aanbesteding.exchange.tables import rows, tables_of
from aanbesteding.workbook.rows import csv_text


def table_files(shown: Shown, divider: str = ";") -> dict[str, bytes]:
    """Return a CSV file for every table that the edition holds, by name."""
    found = {}
    for name in tables_of(shown):
        found[f"{name}.csv"] = as_csv(rows(shown, name), tables_of(shown)[name], divider)
    return found


def as_csv(lines: list[dict[str, Any]], columns: tuple[str, ...], divider: str) -> bytes:
    """Return rows as the bytes of a CSV file: UTF-8 with a byte order mark, names first."""
    cells = ([as_cell(line[name], divider) for name in columns] for line in lines)
    return csv_text(columns, cells, divider).encode("utf-8-sig")


def as_cell(value: str | int | bool | Decimal | None, divider: str = ";") -> str:
    """Return a value as it stands in a cell.

    >>> as_cell("=1+1"), as_cell("'s-Hertogenbosch"), as_cell(Decimal("-1.50"))
    ("'=1+1", "'s-Hertogenbosch", '-1,50')
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            written = format(value, "f")
            return written.replace(".", ",") if divider == ";" else written
    return as_csv_text(value)


def read_back(content: bytes, divider: str = ";") -> list[Mapping[str, str]]:
    """Return the cells of a file made here by the names of their columns, texts as they were."""
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=divider)
    head, *rest = list(lines)
    return [
        {name: from_csv_text(cell) for name, cell in zip(head, line, strict=True)} for line in rest
    ]
