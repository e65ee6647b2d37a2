"""The solver writes nothing of its own between what an officer reads."""

import subprocess
import sys

import pytest

SOLVE = """
from aanbesteding.rules.rule import Row
from aanbesteding.solving.program import Aim, Program

row = Row("r", "p", {("a",): 2, ("b",): 3}, "<=", 7)
print(Program.of([row], {("a",): 9, ("b",): 9}).reach(Aim("g", {("a",): 3, ("b",): 4}, True)).value)
"""


@pytest.mark.programs("python")
def test_nothing_stands_beside_the_answer() -> None:
    """In a process of its own: the solver writes its name once, whichever test came first."""
    run = subprocess.run([sys.executable, "-c", SOLVE], capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("10\n", "")
