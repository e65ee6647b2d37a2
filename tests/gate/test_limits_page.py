"""The page of limits names every limit of the gate, with its number."""

import importlib
import re
from pathlib import Path

import pytest

import aanbesteding.gate

PAGE = Path(__file__).parents[2] / "docs" / "limits.md"
ROW = re.compile(r"^\| [^|]+ \| ([0-9,]+)([^|]*) \| `(\w+)\.(\w+)` \| [^|]+ \|$", re.MULTILINE)
UNITS = {"": 1, " MB": 2**20, " signs": 1, " times": 1}
LISTED = ROW.findall(PAGE.read_text("utf-8"))
LIMIT = re.compile(
    r"^((?:MOST|LARGEST|LONGEST|FARTHEST|DEEPEST|ALWAYS|LEAST|SHOWN|LAST)\w*) =", re.M
)


@pytest.mark.parametrize(("number", "unit", "module", "name"), LISTED)
def test_the_page_says_the_limit_that_holds(number: str, unit: str, module: str, name: str) -> None:
    limit = getattr(importlib.import_module(f"aanbesteding.gate.{module}"), name)
    assert int(number.replace(",", "")) * UNITS[unit] == limit


def test_the_page_leaves_no_limit_out() -> None:
    folder = Path(aanbesteding.gate.__file__).parent
    limits = {
        (path.stem, name)
        for path in folder.glob("*.py")
        for name in LIMIT.findall(path.read_text("utf-8"))
    }
    assert {(module, name) for _, _, module, name in LISTED} == limits
