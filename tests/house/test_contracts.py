"""Who may import whom."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.programs("python")

WITHOUT_SOLVER = """
import importlib, pkgutil, sys
for name in ("pulp", "highspy"):
    sys.modules[name] = None
import aanbesteding.verification as room
for found in pkgutil.walk_packages(room.__path__, "aanbesteding.verification."):
    importlib.import_module(found.name)
checked = ("scoring", "awarding", "explanation", "scenarios", "report")
print(sorted(m for m in sys.modules if m.split(".")[:1] == ["aanbesteding"]
             and m.split(".")[1:2] and m.split(".")[1] in checked))
"""


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_every_import_contract_is_kept() -> None:
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    run = _python("-c", lint, "--no-logo", "--no-cache")
    assert run.returncode == 0, run.stdout + run.stderr


def test_verification_runs_without_a_solver_and_without_what_it_checks() -> None:
    run = _python("-c", WITHOUT_SOLVER)
    assert (run.returncode, run.stdout.strip()) == (0, "[]"), run.stdout + run.stderr
