"""The files of the tree: what a clone would hold, as far as `.gitignore` tells."""

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]
_IGNORED = [".git", *(ROOT / ".gitignore").read_text("utf-8").split()]


def _is_ignored(path: str) -> bool:
    name = path.rpartition("/")[2]
    return any(path == rule.strip("/") or fnmatch(name, rule.strip("/")) for rule in _IGNORED)


def _walk(folder: str) -> Iterator[str]:
    for entry in sorted(os.scandir(ROOT / folder), key=lambda entry: entry.name):
        path = f"{folder}/{entry.name}" if folder else entry.name
        if _is_ignored(path):
            continue
        if entry.is_dir():
            yield from _walk(path)
        else:
            yield path


FILES = tuple(_walk(""))
