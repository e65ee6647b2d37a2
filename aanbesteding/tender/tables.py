"""The tables and sections of a tender file, as its models describe them."""

import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from aanbesteding.basis.places import Path
from aanbesteding.rules import WRITTEN
from aanbesteding.tender.tender import Tender

Kind = Literal["text", "integer", "number", "euro", "day", "yes_no", "choice", "list"]


@dataclass(frozen=True)
class Column:
    """One field as a column of a table or a key of a section."""

    name: str
    kind: Kind
    required: bool
    description: str
    choices: tuple[str, ...] = ()


def columns(model: type[BaseModel]) -> tuple[Column, ...]:
    """Return the plain fields of a model, in its order; nested parts are left out."""
    found = ((name, info, _kind(info)) for name, info in model.model_fields.items())
    return tuple(
        Column(name, kind, info.is_required(), info.description or "", _choices(info))
        for name, info, kind in found
        if kind is not None
    )


def _bare(info: FieldInfo) -> Any:
    kind = info.annotation
    while get_origin(kind) in (Annotated, Union, types.UnionType):
        kind = next(arg for arg in get_args(kind) if arg is not types.NoneType)
    return kind


def _kind(info: FieldInfo) -> Kind | None:
    bare = _bare(info)
    if get_origin(bare) is Literal:
        return "choice"
    if get_origin(bare) is tuple:
        return None if _part(bare) is not None else "list"
    if issubclass(bare, BaseModel):
        return None
    for base, kind in _KINDS:
        if issubclass(bare, base):
            euro = "_whole_cents" in f"{info.annotation}{info.metadata}"
            return "euro" if kind == "number" and euro else kind
    raise TypeError(f"no kind of column for {bare}")


_KINDS: tuple[tuple[type, Kind], ...] = (
    (StrEnum, "choice"),
    (str, "text"),
    (bool, "yes_no"),
    (int, "integer"),
    (Decimal, "number"),
    (date, "day"),
)


def _choices(info: FieldInfo) -> tuple[str, ...]:
    bare = _bare(info)
    if get_origin(bare) is Literal:
        return tuple(str(item) for item in get_args(bare))
    if get_origin(bare) is tuple:
        bare = get_args(bare)[0]
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        return tuple(item.value for item in bare)
    return ()


def _part(bare: Any) -> type[BaseModel] | None:
    inner = get_args(bare)[0]
    while get_origin(inner) is Annotated:
        inner = get_args(inner)[0]
    if get_origin(inner) in (Union, types.UnionType):
        return WRITTEN[0]
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


RULES: Mapping[str, type[BaseModel]] = {
    str(rule.model_fields["kind"].default): rule for rule in WRITTEN
}


def _rule_columns() -> tuple[Column, ...]:
    kind = Column("kind", "choice", True, "Which rule of the shelf.", tuple(RULES))
    found: dict[str, Column] = {"kind": kind}
    for rule in WRITTEN:
        for column in columns(rule):
            known = found.setdefault(column.name, column)
            if known.kind != column.kind:
                found[column.name] = Column(column.name, "number", False, known.description)
    return tuple(found.values())


@cache
def tables() -> Mapping[str, tuple[Column, ...]]:
    """Return the columns of every list table by its name, in the tender's order."""
    found: dict[str, tuple[Column, ...]] = {}
    for name, info in Tender.model_fields.items():
        bare = _bare(info)
        part = _part(bare) if get_origin(bare) is tuple else None
        if part is not None:
            found[name] = _rule_columns() if name == "rules" else columns(part)
    return found


@cache
def sections() -> Mapping[Path, tuple[Column, ...]]:
    """Return the columns of the tender itself and of its parts, by path."""
    return dict(_sections(Tender, ()))


def _sections(model: type[BaseModel], path: Path) -> list[tuple[Path, tuple[Column, ...]]]:
    found = [(path, columns(model))]
    for name, info in model.model_fields.items():
        bare = _bare(info)
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            found += _sections(bare, (*path, name))
    return found


def row_columns(table: str, row: Mapping[str, Any]) -> tuple[Column, ...]:
    """Return the columns that hold for one row; a rule has those of its kind."""
    rule = RULES.get(str(row.get("kind"))) if table == "rules" else None
    return columns(rule) if rule else tables()[table]
