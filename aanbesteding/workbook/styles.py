"""How cells look: the styles of ``templates/workbook/styles.toml``, each with what it is like."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from aanbesteding.basis.shipped import shipped

ENTRY_STYLE = {
    "text": "entry_text",
    "integer": "entry_integer",
    "euro": "entry_euro",
    "number": "entry_number",
    "yes_no": "entry_choice",
    "choice": "entry_choice",
    "identifier": "entry_identifier",
}


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
