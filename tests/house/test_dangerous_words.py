"""The package runs no text as code, starts no program and unpacks nothing that runs code.

CBC is started by PuLP, behind its one door; a pool of processes packs its own work by itself.
"""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "aanbesteding"
FILES = sorted(PACKAGE.rglob("*.py"))
CALLS = {"eval", "exec", "compile", "__import__"}
MODULES = {
    "pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "yaml", "subprocess",
    "pty", "socket", "ssl", "http", "urllib", "ftplib", "smtplib", "telnetlib", "requests", "httpx",
    "aiohttp", "ctypes", "code", "runpy",
}  # fmt: skip
OF_OS = {"system", "popen", "fork", "startfile"}
ALLOWED = {"urllib.parse"}
REASONS = {
    "scenarios/run.py": ["pickle"],  # the problem goes to our own processes as bytes we made
    "basis/processes.py": ["ctypes"],  # Windows tells only so whether a process still lives
}


def _found(source: str) -> list[str]:
    """Return every dangerous word in a source, in the order of the lines."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(source)):
        found += [(getattr(node, "lineno", 0), word) for word in _words(node)]
    return [word for _, word in sorted(found)]


def _words(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names if _forbidden(name.name)]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        if node.module == "os":
            return [name.name for name in node.names if _of_os(name.name)]
        return [node.module] if _forbidden(node.module) else []
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return [node.func.id] if node.func.id in CALLS else []
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return [f"os.{node.attr}"] if node.value.id == "os" and _of_os(node.attr) else []
    if isinstance(node, ast.keyword) and node.arg == "shell":
        return ["shell="]
    return []


def _forbidden(module: str) -> bool:
    return module.split(".")[0] in MODULES and module not in ALLOWED


def _of_os(name: str) -> bool:
    return name in OF_OS or name.startswith(("exec", "spawn", "posix_spawn"))


def test_the_package_holds_no_dangerous_word_but_those_with_a_reason() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): _found(path.read_text("utf-8")) for path in FILES
    }
    assert {file: words for file, words in found.items() if words} == REASONS


@pytest.mark.parametrize(
    "planted",
    [
        "eval('1')",
        "exec('x = 1')",
        "import pickle",
        "from pickle import loads",
        "import yaml",
        "import subprocess",
        "from urllib.request import urlopen",
        "import os\nos.system('ls')",
        "from os import execv",
        "run(x, shell=True)",
        "import socket",
    ],
)
def test_a_planted_danger_is_seen(planted: str) -> None:
    assert len(_found(planted)) == 1


def test_the_package_is_read_whole() -> None:
    assert len(FILES) > 300
