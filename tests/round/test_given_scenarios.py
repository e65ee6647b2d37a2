"""Scenarios given in code do what the same ones in the folder do, and are checked as strictly."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import aanbesteding
from aanbesteding.basis.findings import blocking

GIVEN: Mapping[str, Any] = {
    "groei": [{"what": "demand", "factor": "1.20"}],
    "samen": [
        {"what": "capacity", "factor": "0.80", "needs": "begeleiding"},
        {"what": "tariff", "factor": "1.15", "lots": "1"},
    ],
}
SCENARIOS = "id;title\ngroei;groei\nsamen;samen\n"
CHANGES = """scenario;what;factor;needs;lots
groei;demand;1.20;;
samen;capacity;0.80;begeleiding;
samen;tariff;1.15;;1
"""


@pytest.fixture(name="folder")
def an_example(tmp_path: Path) -> Path:
    return aanbesteding.new(tmp_path / "r", "een-perceel")


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0] != "scenarios"
    }


def test_they_give_what_the_tables_in_the_folder_give(folder: Path) -> None:
    given = aanbesteding.compare_scenarios(folder, GIVEN).record
    (folder / "scenarios.csv").write_text(SCENARIOS, "utf-8")
    (folder / "changes.csv").write_text(CHANGES, "utf-8")
    read = aanbesteding.compare_scenarios(folder).record
    assert [one["scenario"] for one in given["scenarios"]] == [None, "groei", "samen"]
    assert given["scenarios"] == read["scenarios"]
    assert given["tender"] == read["tender"]


def test_they_stand_in_place_of_those_in_the_folder_which_keeps_its_own(folder: Path) -> None:
    (folder / "scenarios.csv").write_text("id;title\neigen;eigen\n", "utf-8")
    (folder / "changes.csv").write_text("scenario;what;factor\neigen;demand;2\n", "utf-8")
    before = _files(folder)
    found = aanbesteding.compare_scenarios(folder, GIVEN)
    assert [one["scenario"] for one in found.record["scenarios"]] == [None, "groei", "samen"]
    assert _files(folder) == before


def test_a_number_is_taken_as_it_was_typed(folder: Path) -> None:
    """No scenario is further off than the digits: 1.2 of Python is not exactly 1.2."""
    typed = aanbesteding.compare_scenarios(folder, {"g": [{"what": "demand", "factor": 1.2}]})
    said = aanbesteding.compare_scenarios(folder, {"g": [{"what": "demand", "factor": "1.20"}]})
    assert typed.record["scenarios"] == said.record["scenarios"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"what": "demnd", "factor": "1.2"}, "T109"),
        ({"what": "demand", "factor": "veel"}, "T104"),
        ({"what": "demand", "factor": "1,2"}, "T105"),
        ({"what": "demand", "factor": "1.2", "lotz": "1"}, "T102"),
        ({"factor": "1.2"}, "T101"),
        ({"what": "demand", "factor": ["1.2"]}, "T104"),
    ],
)
def test_a_change_that_cannot_be_is_a_finding_with_its_number(
    folder: Path, change: Mapping[str, Any], code: str
) -> None:
    given: Mapping[str, Any] = {"goed": [{"what": "demand", "factor": "1.1"}], "fout": [change]}
    found = aanbesteding.compare_scenarios(folder, given)
    assert not found.ok
    (wrong,) = blocking(found.findings)
    assert (wrong.code, str(wrong.place)) == (code, "changes:2")
    assert not (folder / "scenarios").exists()


def test_a_lot_that_is_not_there_is_a_finding(folder: Path) -> None:
    found = aanbesteding.compare_scenarios(folder, {"g": [{"what": "demand", "lots": "9"}]})
    assert not found.ok
    assert "changes:1" in {str(one.place) for one in blocking(found.findings)}


def test_none_at_all_is_told(folder: Path) -> None:
    assert "R104" in {one.code for one in aanbesteding.compare_scenarios(folder, {}).findings}
