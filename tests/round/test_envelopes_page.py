"""The officer's page on two envelopes: its commands run and print what it says."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from aanbesteding.cli.main import main
from tests.two_envelopes import NOW

PAGE = Path(__file__).parents[2] / "docs" / "for-the-officer" / "twee-enveloppen.md"
BLOCK = re.compile(r"^```(sh|toml|text)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def test_the_commands_of_the_page_run_in_order_and_print_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("aanbesteding.round.taking.present", lambda: NOW)
    printed, shown = "", 0
    for language, text in BLOCK.findall(PAGE.read_text("utf-8")):
        if language == "toml":
            file = tmp_path / "mijn-ronde" / "tender.toml"
            stated = file.read_text("utf-8").replace("[award]\n", f"[award]\n{text}")
            file.write_text(stated, "utf-8")
        elif language == "text":
            assert all(line in printed for line in text.splitlines()), (text, printed)
            shown += 1
        else:
            words = [shlex.split(line)[1:] for line in text.splitlines()]
            printed = "".join(CliRunner().invoke(main, line).output for line in words)
    assert shown == 8
