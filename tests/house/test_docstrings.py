"""Public names say in their first line what they are or return; examples in them run."""

import ast
import doctest
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "aanbesteding"
FILES = sorted(PACKAGE.rglob("*.py"))
WITH_EXAMPLES = [path for path in FILES if ">>> " in path.read_text("utf-8")]
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _module(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _public(node: ast.AST) -> Iterator[Documented]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if child.name.startswith("_"):
                continue
            yield child
            if isinstance(child, ast.ClassDef):
                yield from _public(child)


def _silent(source: str) -> list[str]:
    """Return the public names whose docstring has no full sentence as its first line."""
    tree = ast.parse(source)
    silent = []
    for node in (tree, *_public(tree)):
        words = (ast.get_docstring(node) or "").split("\n\n")[0].strip()
        if not words.endswith((".", ":", ")", "?")):
            silent.append(getattr(node, "name", "module"))
    return silent


def test_every_public_name_has_a_docstring() -> None:
    found = {_module(path): _silent(path.read_text("utf-8")) for path in FILES}
    assert {module: names for module, names in found.items() if names} == {}


def test_a_planted_silent_function_is_seen() -> None:
    assert _silent('"""A room."""\n\ndef helps() -> None: ...\n\ndef _own() -> None: ...') == [
        "helps"
    ]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=_module)
def test_examples_in_docstrings_run(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each module in an empty folder, where an example may make a round."""
    monkeypatch.chdir(tmp_path)
    found = doctest.testmod(importlib.import_module(_module(path)))
    assert found.attempted > 0
    assert found.failed == 0
