"""Nothing in the tree names the machine it was made on."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = {".py", ".md", ".toml", ".csv", ".json", ".yml", ".html", ".css", ".j2", ".svg", ".txt", ""}
OURS = ("aanbesteding", "templates", "examples", "tests", "docs", ".ci")
FILES = sorted(
    path
    for folder in (*(ROOT / name for name in OURS), ROOT)
    for path in (folder.glob("*") if folder == ROOT else folder.rglob("*"))
    if path.is_file()
    and path.suffix in TEXT
    and path.name != ".coverage"
    and not {"__pycache__", "_build"} & set(path.parts)
    and path != Path(__file__)
)
HOSTS = r"https?://[^/\s\"']*(?:pypi|npmjs|deb\.debian|artifactory|nexus|mirror|localhost:\d)"
HOMES = r"(?<![\w.])/(?:home|root|Users)/\w|[A-Z]:\\Users\\"
HERE = f"{re.escape(str(ROOT))}(?!\\w)"
MACHINE = re.compile(f"{HOSTS}|{HOMES}|{HERE}")


def test_no_file_names_a_machine_path_or_a_registry() -> None:
    assert {path: one for path in FILES if (one := MACHINE.findall(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    "planted", ["see /home/someone/x", "https://pypi.org/simple", str(ROOT / "other")]
)
def test_a_planted_leak_is_seen(planted: str) -> None:
    assert MACHINE.search(planted)
