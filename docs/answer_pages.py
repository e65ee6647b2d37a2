"""The page about ``explanation/*.json``: every answer with the fields its own records hold."""

import inspect
import re
import types
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from aanbesteding.explanation.alternatives import Alternatives
from aanbesteding.explanation.compared import Compared
from aanbesteding.explanation.correction import Rechecked
from aanbesteding.explanation.frontier import Frontier
from aanbesteding.explanation.infeasible import WhyInfeasible
from aanbesteding.explanation.rules_cost import RulesCost
from aanbesteding.explanation.why_not import Why

ANSWERS: dict[str, tuple[str, type]] = {
    "why": ("explain", Why),
    "clash": ("why-infeasible", WhyInfeasible),
    "rules-cost": ("rules-cost", RulesCost),
    "alternatives": ("alternatives", Alternatives),
    "compared": ("compare", Compared),
    "frontier": ("frontier", Frontier),
    "recheck": ("recheck", Rechecked),
}
INTRODUCTION = """\
A question about an award is answered in `explanation/KIND.json`, with a page and a workbook made
of that record alone (`recheck` numbers its files). The award itself, `award/award.json`, is never
touched: what explains a decision can be asked again, later or by someone else.

Canonical JSON (RFC 8785). Around every answer: `format` (`aanbesteding-KIND/1`), `package`, `kind`,
`what_if` (it shows other awards than the one decided), `inputs` with their SHA-256, `tender` and
`tender_hash`, `bids` (id and name), `decision` (mode and outcome) and `answer`. Money is in cents,
care in units a period, fractions are texts such as `"1/3"`.
"""
WORDS = {int: "whole number", str: "text", bool: "true or false"}


def answers_page(made: str) -> str:
    """Return every kind of answer with its records, field by field."""
    lines = ["# What explains an award: the records", "", made, "", INTRODUCTION]
    for kind, (command, root) in ANSWERS.items():
        lines += [f"## `{kind}`", "", f"Asked with `aanbesteding {command}`.", ""]
        for record in _records(root):
            lines += [f"### {record.__name__} ({kind})", "", *_told(record), ""]
    return "\n".join(lines)


def _records(root: type) -> Iterator[type]:
    """The record and those inside it, each once."""
    seen, left = [], [root]
    while left:
        record = left.pop(0)
        if record not in seen:
            seen.append(record)
            left += [one for kind in _hints(record).values() for one in _inside(kind)]
    yield from seen


def _hints(record: type) -> dict[str, Any]:
    return {one.name: typing.get_type_hints(record)[one.name] for one in fields(record)}


def _inside(kind: Any) -> Iterator[type]:
    if isinstance(kind, type) and is_dataclass(kind):
        yield kind
    for part in typing.get_args(kind):
        yield from _inside(part)


def _told(record: type) -> Iterator[str]:
    yield re.sub(r"(?<!`)``(?!`)", "`", inspect.getdoc(record) or "")
    yield ""
    yield "| field | what |"
    yield "|---|---|"
    for name, kind in _hints(record).items():
        yield f"| `{name}` | {_said(kind)} |"


def _said(kind: Any) -> str:
    parts = [part for part in typing.get_args(kind) if part is not Ellipsis]
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        said = dict.fromkeys(_said(part) for part in parts if part is not types.NoneType)
        return " or ".join((*said, *(["null"] if types.NoneType in parts else [])))
    if typing.get_origin(kind) is tuple:
        return f"list of {_said(parts[0])}"
    if parts:
        return "object"
    if hasattr(kind, "_fields"):
        return f"list of {', '.join(kind._fields)}"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return ", ".join(f"`{one.value}`" for one in kind)
    is_record = isinstance(kind, type) and is_dataclass(kind)
    return WORDS.get(kind, kind.__name__ if is_record else "number as text")
