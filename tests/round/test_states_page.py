"""The officer's page on the whole walk: its commands run and print what it says."""

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from aanbesteding.cli.main import main

PAGE = Path(__file__).parents[2] / "docs" / "for-the-officer" / "van-publicatie-tot-gunning.md"
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```", re.DOTALL | re.MULTILINE)
NOW = datetime(2022, 3, 1, 9, tzinfo=UTC)


def test_the_commands_of_the_walk_run_in_order_and_print_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("aanbesteding.round.taking.present", lambda: NOW)
    printed, shown = "", 0
    for language, text in BLOCK.findall(PAGE.read_text("utf-8")):
        if language == "text":
            assert all(line in printed for line in text.splitlines()), (text, printed)
            shown += 1
        else:
            words = [shlex.split(line)[1:] for line in text.splitlines()]
            printed = "".join(CliRunner().invoke(main, line).output for line in words)
    assert shown == 9
