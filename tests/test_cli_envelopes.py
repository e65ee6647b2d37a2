"""The commands of the two envelopes: what they print and how they exit."""

import re
from pathlib import Path

import pytest

from aanbesteding.round.journal import read_journal
from tests.two_envelopes import NOW, put_marks, tender, written
from tests.typed import run


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aanbesteding.round.taking.present", lambda: NOW)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "r")


def test_each_step_prints_the_new_head_and_says_to_keep_it(folder: Path) -> None:
    for command in ("quality", "prices"):
        result = run(command, folder, "--by", "A. de Vries")
        assert result.exit_code == 0, result.output
        assert f"Kop van het journaal: {read_journal(folder).head}\n" in result.stdout
        assert "proces-verbaal" in result.stdout


def test_several_people_are_all_named(folder: Path) -> None:
    result = run("quality", folder, "--by", "A. de Vries", "--by", " B. Jansen ", "--lang", "en")
    assert "Quality frozen by A. de Vries and B. Jansen; marks: 9, bids: 3." in result.stdout
    assert read_journal(folder).entries[3].by == ("A. de Vries", "B. Jansen")


@pytest.mark.parametrize("by", [(), ("--by", " "), ("--by", "A", "--by", "")])
def test_a_step_by_nobody_is_a_usage_error(folder: Path, by: tuple[str, ...]) -> None:
    for command in ("quality", "prices"):
        assert run(command, folder, *by).exit_code == 2
    assert len(read_journal(folder).entries) == 3


def test_prices_before_quality_exits_with_one_and_says_what_to_do(folder: Path) -> None:
    result = run("prices", folder, "--by", "A")
    assert result.exit_code == 1
    assert "R264" in result.stderr
    assert "aanbesteding quality" in result.stderr
    assert len(read_journal(folder).entries) == 3


def test_check_tells_what_comes_next(folder: Path) -> None:
    assert re.search("R117.*aanbesteding quality", run("check", folder).stderr)
    run("quality", folder, "--by", "A")
    assert re.search("R118.*aanbesteding prices", run("check", folder).stderr)
    run("prices", folder, "--by", "A")
    assert run("check", folder).exit_code == 0


def test_changed_marks_are_told_with_the_entry_they_were_frozen_in(folder: Path) -> None:
    run("quality", folder, "--by", "A. de Vries")
    put_marks(folder, {"K01": 1, "K02": 2, "K03": 3})
    result = run("prices", folder, "--by", "A. de Vries")
    assert result.exit_code == 1
    assert re.search(r"R119 \[journal.jsonl:4\].*A\. de Vries", result.stderr)


def test_award_before_the_prices_are_open_writes_nothing(folder: Path) -> None:
    run("quality", folder, "--by", "A")
    result = run("award", folder)
    assert result.exit_code == 1
    assert "R118" in result.stderr
    assert not (folder / "award").exists()


def test_a_tender_in_one_envelope_needs_no_steps(tmp_path: Path) -> None:
    folder = written(tmp_path / "r", tender(award={"envelopes": "one"}))
    assert "T384" in run("quality", folder, "--by", "A").stderr
    assert run("award", folder).exit_code == 0


def test_a_missing_folder_exits_with_three(tmp_path: Path) -> None:
    for command in ("quality", "prices"):
        assert run(command, tmp_path / "weg", "--by", "A").exit_code == 3
    assert run("panel", tmp_path / "weg").exit_code == 3
