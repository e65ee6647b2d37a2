"""No floating point where everything is exact."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "aanbesteding"
# Not the room `solving`: what goes in and comes out is whole and counted again; prices between
# are not.
EXACT = ("scoring", "formulas", "explanation", "verification", "dossier", "rules", "awarding")
FILES = [path for room in EXACT for path in sorted((PACKAGE / room).glob("*.py"))]


def _floats(source: str) -> list[int]:
    """Return the lines on which a float is made."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]


def test_no_exact_room_makes_a_float() -> None:
    assert {path: lines for path in FILES if (lines := _floats(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize("planted", ["x = 0.5", "x = float('1')", "def f(x: float) -> int: ..."])
def test_a_planted_float_is_seen(planted: str) -> None:
    assert _floats(planted) == [1]
