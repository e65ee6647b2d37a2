"""What is wrong with a value, and where: from a path to a finding with its place."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Path, Place
from aanbesteding.tender.tables import Column, row_columns, sections, tables

Tree = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """A finding that does not know yet where it stands."""

    code: str
    path: Path
    values: Mapping[str, Any] = field(default_factory=dict)
    weight: Weight = Weight.REPAIRABLE

    def at(self, places: Mapping[Path, Place]) -> Finding:
        """Return the finding at the place of its path, or of the nearest thing around it."""
        return Finding(self.code, self.weight, nearest(self.path, places), self.values)


@dataclass(frozen=True)
class Source:
    """What was read from a folder: plain values, the place of each, and what is wrong.

    The tree is nothing when the file could not be read as a whole.
    """

    tree: Tree | None
    places: Mapping[Path, Place]
    findings: tuple[Finding, ...] = ()


def nearest(path: Path, places: Mapping[Path, Place]) -> Place | None:
    """Return the place of a path, or of the shortest way up from it that has one."""
    for size in range(len(path), -1, -1):
        if path[:size] in places:
            return places[path[:size]]
    return None


CODES: Mapping[str, str] = {
    "missing": "T101",
    "extra_forbidden": "T102",
    "string_type": "T103",
    "decimal_type": "T104",
    "decimal_parsing": "T104",
    "finite_number": "T104",
    "int_type": "T106",
    "int_parsing": "T106",
    "int_from_float": "T106",
    "date_type": "T107",
    "date_parsing": "T107",
    "date_from_datetime_parsing": "T107",
    "date_from_datetime_inexact": "T107",
    "bool_type": "T108",
    "bool_parsing": "T108",
    "enum": "T109",
    "literal_error": "T109",
    "tuple_type": "T110",
    "model_type": "T110",
    "model_attributes_type": "T110",
    "greater_than": "T111",
    "greater_than_equal": "T111",
    "less_than": "T112",
    "less_than_equal": "T112",
    "int_parsing_size": "T112",
    "string_pattern_mismatch": "T113",
    "string_too_short": "T115",
    "too_short": "T115",
    "string_too_long": "T116",
    "decimal_max_digits": "T117",
    "decimal_max_places": "T117",
    "decimal_whole_digits": "T117",
    "union_tag_invalid": "T118",
    "union_tag_not_found": "T118",
}
_OWN: Mapping[str, str] = {
    "whole cents": "T114",
    "control character": "T119",
    "need goes with unmet only": "T343",
    "a goal has one bound": "T413",
    "a goal with a bound has no weight": "T414",
    "the bound is on the wrong side": "T415",
    "at_least or at_most is needed": "T345",
    "at_most or at_most_share is needed": "T345",
    "at_least is above at_most": "T346",
}
_COMMA = re.compile(r"\s*-?[\d.]*,\d+\s*")


def from_pydantic(error: ValidationError, tree: Tree) -> tuple[Problem, ...]:
    """Return a problem per error of the model."""
    found = error.errors(include_url=False)
    return tuple(_problem(item, tree) for item in found if not _echo(item))


def _echo(error: ErrorDetails) -> bool:
    """Return whether a list only counts as too short because the rows in it are wrong."""
    return error["type"] == "too_short" and bool(error["input"])


def _problem(error: ErrorDetails, tree: Tree) -> Problem:
    kind, context = error["type"], error.get("ctx", {})
    path = _path(error["loc"])
    limits = [context[name] for name in _LIMITS if name in context]
    values = {
        "field": _name(path),
        "given": shown(error["input"]),
        "limit": shown(limits[0]) if limits else "",
        "choices": _allowed(path, tree),
        "row": _title(path, tree),
    }
    code = CODES.get(kind) or _OWN.get(str(context.get("error")), "T199")
    return Problem(code, path, values)


_LIMITS = ("ge", "gt", "le", "lt", "min_length", "max_length", "max_digits", "decimal_places")


def _path(location: Sequence[int | str]) -> Path:
    steps = tuple(str(step) for step in location)
    return steps[:2] + steps[3:] if steps[0] == "rules" else steps


def _name(path: Path) -> str:
    return ".".join(step for step in path if not step.isdigit())


def shown(value: Any) -> str:
    """Return a value as people may see it in a sentence: short, in digits."""
    if isinstance(value, Decimal):
        return format(value, "f") if abs(value.adjusted()) < 20 else str(value)
    if isinstance(value, dict | list | tuple):
        return "…"
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _column(path: Path, tree: Tree) -> Column | None:
    steps = tuple(step for step in path if not step.isdigit())
    if not steps:
        return None
    if steps[0] in tables():
        rows = tree.get(steps[0])
        row = _row(rows, path[1]) if len(path) > 1 else {}
        options = row_columns(steps[0], row)
    else:
        options = sections().get(steps[:-1], ())
    return next((c for c in options if c.name == steps[-1]), None)


def _row(rows: Any, number: str) -> Mapping[str, Any]:
    row = rows[int(number)] if isinstance(rows, list) and int(number) < len(rows) else {}
    return row if isinstance(row, dict) else {}


def _title(path: Path, tree: Tree) -> str:
    """Return how people know the row a path leads through, if any."""
    row = _row(tree.get(path[0]), path[1]) if len(path) > 1 and path[1].isdigit() else {}
    return str(row.get("id") or row.get("kind") or "")


def _allowed(path: Path, tree: Tree) -> tuple[str, ...]:
    column = _column((*path, "kind"), tree) if path[0] == "rules" and len(path) == 2 else None
    column = column or _column(path, tree)
    return column.choices if column else ()


def mismatches(tree: Tree) -> Iterator[Problem]:
    """Yield every value of another kind than its field; the model alone would be too lenient."""
    for path, options in sections().items():
        part = _part_at(tree, path)
        if part is not None:
            yield from _in_row(part, path, options)
    for name in tables():
        rows = tree.get(name)
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, dict):
                yield from _in_row(row, (name, str(number)), row_columns(name, row))


def _part_at(tree: Tree, path: Path) -> Tree | None:
    part: Any = tree
    for step in path:
        part = part.get(step) if isinstance(part, dict) else None
    return part if isinstance(part, dict) else None


def _in_row(row: Tree, path: Path, options: Iterable[Column]) -> Iterator[Problem]:
    for column in options:
        if column.name not in row:
            continue
        here = (*path, column.name)
        code = wrong_kind(column, row[column.name])
        if code:
            given = shown(row[column.name])
            yield Problem(
                code,
                here,
                {"field": _name(here), "given": given, "limit": "", "choices": column.choices},
            )


def wrong_kind(column: Column, value: Any) -> str | None:
    """Return the code when a value is not of the column's kind, else nothing."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    match column.kind:
        case "text":
            return None if isinstance(value, str) else "T103"
        case "choice":
            return None if isinstance(value, str) else "T109"
        case "integer":
            return None if whole else _not_number(value, "T106")
        case "number" | "euro":
            return None if whole or isinstance(value, Decimal) else _not_number(value, "T104")
        case "day":
            good = isinstance(value, date) and not isinstance(value, datetime)
            return None if good else "T107"
        case "yes_no":
            return None if isinstance(value, bool) else "T108"
        case "list":
            items = value if isinstance(value, list) else [None]
            return None if all(_listed(item) for item in items) else "T110"


def _listed(item: Any) -> bool:
    """Whether a list may hold this: a text or, as in the shares of a ladder, a number."""
    return isinstance(item, str | int | Decimal) and not isinstance(item, bool)


def _not_number(value: Any, code: str) -> str:
    return "T105" if isinstance(value, str) and _COMMA.fullmatch(value) else code
