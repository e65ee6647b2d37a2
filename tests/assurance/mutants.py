"""Small faults planted in a source, one at a time: what the tests must notice.

Comparisons turned or shifted, plus and minus, times and divided by, whole numbers one off, and and
or, not, a condition turned, nothing returned, a statement dropped, min and max, any and all. What
says nothing at run time is left: annotations, docstrings, the words of an error, decorators, and
what stands under ``if TYPE_CHECKING``. So is ``raise AssertionError``: it says that no input leads
there.
"""

import ast
from collections.abc import Iterator
from typing import NamedTuple

COMPARED: dict[type, tuple[str, ...]] = {
    ast.Lt: ("<=", ">"),
    ast.LtE: ("<", ">"),
    ast.Gt: (">=", "<"),
    ast.GtE: (">", "<"),
    ast.Eq: ("!=",),
    ast.NotEq: ("==",),
    ast.In: ("not in",),
    ast.NotIn: ("in",),
    ast.Is: ("is not",),
    ast.IsNot: ("is",),
}
COUNTED: dict[type, str] = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "//",
    ast.Div: "*",
    ast.FloorDiv: "*",
    ast.Mod: "//",
    ast.Pow: "*",
    ast.BitOr: "&",
    ast.BitAnd: "|",
}
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any"}
DROPPED = (ast.Expr, ast.Assign, ast.AugAssign, ast.Continue, ast.Break, ast.Raise)
Put = tuple[ast.expr | ast.stmt, str]


class Mutant(NamedTuple):
    """One fault: the line it stands on, what it changes, and the source that holds it.

    ``lines`` are those of the statement it stands in, without statements within it: a run that
    does not come by any of them does not come by the fault.
    """

    line: int
    change: str
    source: str
    lines: tuple[int, ...]


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every fault that can be planted in a source, in the order of its lines."""
    tree, text = ast.parse(source), source.encode()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    skipped, lines = _left(tree), _lines(tree)
    puts = [put for node in ast.walk(tree) if id(node) not in skipped for put in _puts(node)]
    puts.sort(key=lambda put: (put[0].lineno, put[0].col_offset, put[1]))
    for node, put in puts:
        if node.end_lineno is None or node.end_col_offset is None:
            raise AssertionError
        first = starts[node.lineno - 1] + node.col_offset
        last = starts[node.end_lineno - 1] + node.end_col_offset
        if put.encode() == text[first:last]:
            continue
        planted = text[:first] + put.encode() + text[last:]
        said = f"{_short(text[first:last].decode())} -> {_short(put)}"
        yield Mutant(node.lineno, said, planted.decode(), lines[id(node)])


def _lines(tree: ast.AST) -> dict[int, tuple[int, ...]]:
    """The lines of the statement that each node stands in, without those of statements within."""
    found: dict[int, tuple[int, ...]] = {}
    for one in ast.walk(tree):
        if isinstance(one, ast.stmt):
            own: list[ast.AST] = [one]
            within = {line for inner in _within(one) for line in _range(inner)}
            lines = tuple(line for line in _range(one) if line not in within)
            while own:
                node = own.pop()
                found[id(node)] = lines
                own += (n for n in ast.iter_child_nodes(node) if not isinstance(n, ast.stmt))
    return found


def _within(one: ast.AST) -> Iterator[ast.stmt]:
    for node in ast.iter_child_nodes(one):
        if isinstance(node, ast.stmt):
            yield node
        else:
            yield from _within(node)


def _range(one: ast.stmt) -> range:
    return range(one.lineno, (one.end_lineno or one.lineno) + 1)


def _left(tree: ast.AST) -> set[int]:
    """The nodes that say nothing at run time, and those whose place Python 3.11 does not tell."""
    found: set[int] = set()
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        match node:
            case ast.arg() | ast.AnnAssign():
                parts = [node.annotation]
            case ast.FunctionDef():
                parts = [node.returns, *node.decorator_list]
            case ast.ClassDef():
                parts = [*node.decorator_list]
            case ast.Raise(exc=ast.Name(id="AssertionError")):
                parts = [node]
            case ast.Raise(exc=ast.Call(func=ast.Name(id="AssertionError"))):
                parts = [node]
            case ast.Raise():
                parts = [node.exc]
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                parts = [node]
            case ast.JoinedStr():
                parts = [node]
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                parts = [node]
            case ast.Call(func=ast.Name(id="TypeVar" | "NewType" | "cast" | "isinstance")):
                parts = [*node.args[1:]]
        found |= {id(inner) for part in parts if part is not None for inner in ast.walk(part)}
    return found


def _puts(node: ast.AST) -> Iterator[Put]:
    """What is put in the place of a node, or of its condition."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            for sign in COMPARED[type(op)]:
                yield node, f"({_in(left)} {sign} {_in(right)})"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in COUNTED:
            yield node, f"({_in(left)} {COUNTED[type(op)]} {_in(right)})"
        case ast.BoolOp(op=op, values=values):
            yield (
                node,
                "(" + (" and " if isinstance(op, ast.Or) else " or ").join(map(_in, values)) + ")",
            )
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield node, _in(operand)
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(value)):
            yield node, str(value + 1)
        case ast.Call(func=ast.Name(id=name) as func) if name in SWAPPED:
            yield func, SWAPPED[name]
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield node, "return None"
        case ast.If(test=test) | ast.IfExp(test=test) if not _turned_by_itself(test):
            yield test, f"(not {_in(test)})"
        case ast.Expr(value=ast.Constant() | ast.Yield() | ast.YieldFrom()):
            if not isinstance(node.value, ast.Constant):
                yield node, "yield from ()"
        case _ if isinstance(node, DROPPED):
            yield node, "pass"


def _turned_by_itself(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare | ast.UnaryOp)


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _in(node: ast.AST) -> str:
    return f"({ast.unparse(node)})" if not isinstance(node, ast.Name) else node.id


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 90 else f"{one_line[:87]}..."
