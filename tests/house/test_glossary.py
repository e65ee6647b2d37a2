"""The glossary names only what is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "glossary.md").read_text("utf-8")
ROWS = re.findall(r"^\| (.+?) \| (.+?) \| `(\w+)` \|$", PAGE, re.MULTILINE)


def _names() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "aanbesteding").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
    return found


def test_every_name_in_the_glossary_exists_in_the_package() -> None:
    assert len(ROWS) > 40
    assert sorted({name for _, _, name in ROWS} - _names()) == []


def test_no_dutch_term_stands_twice() -> None:
    terms = [term for dutch, _, _ in ROWS for term in dutch.split(", ")]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []
