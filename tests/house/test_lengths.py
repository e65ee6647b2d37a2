"""Rooms stay small."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = sorted((ROOT / "aanbesteding").rglob("*.py"))
EVERY = PACKAGE + sorted((ROOT / "tests").rglob("*.py")) + sorted((ROOT / "docs").glob("*.py"))


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_python_file_is_over_400_lines() -> None:
    assert {p.relative_to(ROOT): _lines(p) for p in EVERY if _lines(p) > 400} == {}


def test_four_of_five_package_files_are_under_150_lines() -> None:
    rooms = [path for path in PACKAGE if path.name != "__init__.py"]
    small = [path for path in rooms if _lines(path) < 150]
    assert len(small) * 5 >= len(rooms) * 4


def test_stage_init_files_hold_a_docstring_only() -> None:
    shelves = {"formulas", "rules"}
    rooms = [
        p for p in (ROOT / "aanbesteding").glob("*/__init__.py") if p.parent.name not in shelves
    ]
    assert rooms
    assert [p.parent.name for p in rooms if "import" in p.read_text("utf-8")] == []
