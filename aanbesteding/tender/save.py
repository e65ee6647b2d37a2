"""Writes a tender to its folder: tender.toml, and the long tables as CSV beside it."""

from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path as File
from typing import Any

import tomli_w
from pydantic import BaseModel

from aanbesteding.basis.files import write_all, writing
from aanbesteding.tender.tables import tables as columns_of
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.rows import csv_text

AS_CSV = (
    "areas", "demand", "budgets", "tariffs", "criteria", "scales", "interests", "contract_holders",
    "cost_shares", "ceilings", "attributes", "incumbents",
)  # fmt: skip


def save_toml(tender: Tender, folder: File | str) -> None:
    """Write tender.toml and the CSV tables; loading them again gives an equal tender.

    Raises UnwritableError when a file cannot be written; the old ones are then as they were.
    """
    save_tree(as_tree(tender), File(folder))


def save_tree(values: dict[str, Any], folder: File) -> None:
    """Write plain values as tender.toml and CSV tables, also where they are no whole tender yet.

    Raises as `save_toml` does.
    """
    tree = dict(values)
    tables = {folder / f"{name}.csv": tree.pop(name, ()) for name in AS_CSV}
    made = {path: _csv(path.stem, rows).encode("utf-8") for path, rows in tables.items() if rows}
    text = tomli_w.dumps(_values_first(tree), multiline_strings=False)
    write_all({**made, folder / "tender.toml": text.encode("utf-8")})
    for path in tables.keys() - made.keys():
        with writing(path):
            path.unlink(missing_ok=True)


def as_tree(part: BaseModel, whole: bool = False) -> dict[str, Any]:
    """Return the fields as plain values: those that differ from their default, or all.

    A rule keeps its kind; what is empty is left out, but for a list that is not empty by default.
    """
    found = {}
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        emptied = value == () and isinstance(info.default, tuple) and info.default != ()
        if emptied or (
            value not in (None, "", ()) and (whole or value != info.default or name == "kind")
        ):
            found[name] = _plain(value, whole)
    return found


def _plain(value: Any, whole: bool) -> Any:
    if isinstance(value, BaseModel):
        return as_tree(value, whole)
    if isinstance(value, tuple):
        return [_plain(item, whole) for item in value]
    return value.value if isinstance(value, Enum) else value


def _values_first(tree: dict[str, Any]) -> dict[str, Any]:
    """Return the tree with plain values before tables, as TOML wants them."""
    return dict(sorted(tree.items(), key=lambda item: isinstance(item[1], dict | list)))


def _csv(name: str, rows: list[dict[str, Any]]) -> str:
    titles = [c.name for c in columns_of()[name] if any(c.name in row for row in rows)]
    return csv_text(titles, ([as_text(row.get(title)) for title in titles] for row in rows))


def as_text(value: Any) -> str:
    """Return a value as it stands in a cell of a CSV table."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case list():
            return ", ".join(value)
    return str(value)
