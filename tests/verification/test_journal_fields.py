"""A line of the journal that is spelled and chained well but is no step is named, and not read."""

from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.canonical import canonical
from aanbesteding.verification.journal import FILE, read_steps

STEP = {
    "seq": 1,
    "time": "2027-03-02T09:00:00Z",
    "step": "frozen",
    "by": ["Anna"],
    "about": {"tender": "1"},
    "previous": "",
}


def read(folder: Path, line: Any) -> tuple[int, list[tuple[str, object]]]:
    (folder / FILE).write_bytes(canonical(line) + b"\n")
    found = read_steps(folder)
    return len(found.rows), [(one.code, one.values["says"]) for one in found.findings]


def test_a_step_of_somebody_about_something_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, STEP) == (1, [])


@pytest.mark.parametrize(
    "line",
    [
        ["frozen"],
        {**STEP, "more": ""},
        {key: STEP[key] for key in STEP if key != "about"},
        {**STEP, "by": "Anna"},
        {**STEP, "by": []},
        {**STEP, "by": ["Anna", 2]},
        {**STEP, "about": ["tender"]},
        {**STEP, "about": {"tender": 1}},
        {**STEP, "seq": "1"},
        {**STEP, "seq": True},
        {**STEP, "step": None},
        {**STEP, "previous": 0},
    ],
)
def test_a_field_of_another_kind_is_named(tmp_path: Path, line: Any) -> None:
    assert read(tmp_path, line) == (0, [("V411", "fields")])


@pytest.mark.parametrize("time", ["2027-03-02", "2027-03-02T09:00:00", "2027-03-02T09:00:00+01:00"])
def test_a_time_that_is_not_to_the_second_in_universal_time_is_named(
    tmp_path: Path, time: str
) -> None:
    assert read(tmp_path, {**STEP, "time": time}) == (0, [("V411", "time")])


def test_a_last_line_that_was_cut_is_named_with_its_number(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(canonical(STEP) + b'\n{"seq":2')
    found = read_steps(tmp_path)
    assert len(found.rows) == len(found.heads) == 1
    assert [(f.values["line"], f.values["says"]) for f in found.findings] == [(2, '{"seq":2')]


def test_another_spelling_of_a_step_is_named_and_not_read(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(canonical(STEP).replace(b":", b": ", 1) + b"\n")
    found = read_steps(tmp_path)
    assert found.rows == ()
    assert [(f.values["line"], f.values["says"]) for f in found.findings] == [(1, "spelling")]
