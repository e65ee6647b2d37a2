"""The same input gives the same bytes, whatever the hash seed, time zone or locale."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.programs("python")
CODE = """
import sys, aanbesteding
folder = aanbesteding.new(sys.argv[1], example="amsterdam-segment-c-2021")
aanbesteding.award(folder)
aanbesteding.award(folder, what_if=True, lang="en")
"""
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"},
)


def made(folder: Path, place: dict[str, str]) -> dict[str, str]:
    """Hash of every file of a round made and awarded there, but for the times in run.json."""
    subprocess.run(
        [sys.executable, "-c", CODE, str(folder)], check=True, env={**os.environ, **place}
    )
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "run.json"
    }


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made(tmp_path_factory.mktemp("first") / "r", PLACES[0])


@pytest.mark.parametrize("place", PLACES[1:], ids=lambda place: place["TZ"])
def test_every_file_of_a_round_is_the_same_elsewhere(
    first: dict[str, str], place: dict[str, str], tmp_path: Path
) -> None:
    assert made(tmp_path / "r", place) == first
