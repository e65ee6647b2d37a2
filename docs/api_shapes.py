"""Signatures and fields as the code writes them, with every alias written out."""

import ast
import dataclasses
import inspect
import re
import sys
import textwrap
import typing
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

WIDTH = 88


def words(thing: Any) -> str:
    """Return the docstring of a function or type, its examples fenced."""
    said = re.sub(r"(?<!`)``(?!`)", "`", inspect.getdoc(thing) or "")
    paragraphs = said.split("\n\n")
    return "\n\n".join(
        f"```pycon\n{one}\n```" if one.startswith(">>> ") else one for one in paragraphs
    )


def first_words(thing: Any) -> str:
    """Return the first paragraph of a docstring, on one line."""
    return words(thing).split("\n\n")[0].replace("\n", " ")


def signature(function: Any, name: str = "") -> str:
    """Return name, parameters and what is returned, on one line or a line each."""
    node = typing.cast(ast.FunctionDef, _tree(function))
    returns = f" -> {_kind(node.returns, function.__module__)}"
    parts = list(_parameters(node, function))
    called = name or node.name
    whole = f"{called}({', '.join(parts)}){returns}"
    if len(whole) <= WIDTH:
        return whole
    return "\n".join((f"{called}(", *(f"    {part}," for part in parts), f"){returns}"))


def _parameters(node: ast.FunctionDef, function: Any) -> Iterator[str]:
    """Each parameter with its kind, and its default where that is a plain value."""
    written = {one.arg: one for one in (*node.args.args, *node.args.kwonlyargs)}
    starred = False
    for name, parameter in inspect.signature(function).parameters.items():
        if name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            starred = True
            yield "*"
        said = f"{name}: {_kind(written[name].annotation, function.__module__)}"
        given = parameter.default is not parameter.empty
        yield f"{said} = {_default(parameter.default)}" if given else said


def _default(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Fraction | Decimal):
        return str(value)
    return repr(value) if value is None or isinstance(value, bool | int | float | tuple) else "…"


def fields_of(record: type) -> dict[str, str]:
    """Return the fields of a dataclass or named tuple, each with its kind."""
    node = typing.cast(ast.ClassDef, _tree(record))
    named = _field_names(record)
    return {
        line.target.id: _kind(line.annotation, record.__module__)
        for line in node.body
        if isinstance(line, ast.AnnAssign)
        and isinstance(line.target, ast.Name)
        and line.target.id in named
    }


def _field_names(record: type) -> set[str]:
    if dataclasses.is_dataclass(record):
        return {one.name for one in dataclasses.fields(record)}
    return set(getattr(record, "_fields", ()))


def records_inside(record: type) -> Iterator[type]:
    """Yield the records of this package that stand in the fields of a record."""
    hints = typing.get_type_hints(record)
    for name in fields_of(record):
        yield from _records(hints[name])


def _records(kind: Any) -> Iterator[type]:
    if isinstance(kind, type) and kind.__module__.startswith("aanbesteding.") and (
        dataclasses.is_dataclass(kind) or hasattr(kind, "_fields")
    ):  # fmt: skip
        yield kind
    for part in typing.get_args(kind):
        for one in part if isinstance(part, list) else [part]:
            yield from _records(one)


def _tree(thing: Any) -> ast.stmt:
    return ast.parse(textwrap.dedent(inspect.getsource(thing))).body[0]


def _kind(annotation: ast.expr | None, module: str) -> str:
    """The kind as it is written, an alias by what it stands for; empty where none is."""
    return "" if annotation is None else ast.unparse(_WrittenOut(module).visit(annotation))


class _WrittenOut(ast.NodeTransformer):
    """Puts what an alias stands for in its place; a name in quotes becomes that name."""

    def __init__(self, module: str) -> None:
        self.module = module

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        """Return the name that stands in quotes."""
        return ast.parse(node.value, mode="eval").body if isinstance(node.value, str) else node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Return what an alias stands for, or the name of a type itself."""
        value = vars(sys.modules[self.module]).get(node.id)
        if value is None or isinstance(value, type):
            return node
        found = _assigned(self.module, node.id)
        return node if found is None else _WrittenOut(found[1]).visit(found[0])


def _assigned(module: str, name: str) -> tuple[ast.expr, str] | None:
    """The expression an alias of this package stands for, and the module that says so."""
    for line in ast.walk(ast.parse(inspect.getsource(sys.modules[module]))):
        match line:
            case ast.Assign(targets=[ast.Name(id=found)], value=value) if found == name:
                return value, module
            case ast.ImportFrom(module=str(other), names=names):
                same = [one.name for one in names if (one.asname or one.name) == name]
                if same and other.startswith("aanbesteding.") and other in sys.modules:
                    return _assigned(other, same[0])
    return None
