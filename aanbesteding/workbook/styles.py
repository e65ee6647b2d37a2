"""How cells look: the styles of ``templates/workbook/styles.toml``, each with what it is like."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from aanbesteding.basis.shipped import shipped
from aanbesteding.workbook.book import CellOut

ENTRY_STYLE = {
    "text": "entry_text",
    "integer": "entry_integer",
    "euro": "entry_euro",
    "number": "entry_number",
    "yes_no": "entry_choice",
    "choice": "entry_choice",
    "identifier": "entry_identifier",
}


def style_of(cell: CellOut) -> str:
    """Return the name of a cell's style; a cell to fill in has that of what it shows."""
    if cell.entry is None:
        return cell.style
    long = cell.entry.shows == "text" and cell.span > 1
    return "entry_long_text" if long else ENTRY_STYLE[cell.entry.shows]


@cache
def styles() -> Mapping[str, Mapping[str, Any]]:
    """Return the properties of every style by name, inherited ones included."""
    tables = tomllib.loads(shipped("templates", "workbook", "styles.toml").read_text("utf-8"))
    return {name: _inherited(name, tables) for name in tables}


def _inherited(name: str, tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    own = dict(tables[name])
    parent = own.pop("like", "")
    return {**_inherited(parent, tables), **own} if parent else own


def wraps(style: str) -> bool:
    """Whether text in that style goes on to the next line of its cell."""
    return bool(styles()[style].get("text_wrap"))
