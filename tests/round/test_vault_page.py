"""The officer's page on sealing, and the three commands as they are typed."""

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import aanbesteding
from aanbesteding.cli.main import main
from tests.two_envelopes import tender, written

PAGE = Path(__file__).parents[2] / "docs" / "for-the-officer" / "verzegelen.md"
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```", re.DOTALL | re.MULTILINE)
NOW = datetime(2022, 3, 1, 9, tzinfo=UTC)
LATER = datetime(2027, 3, 2, 9, tzinfo=UTC)
US = ("Anna", "Bea")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_the_commands_of_the_page_run_in_order_and_print_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("aanbesteding.round.taking.present", lambda: NOW)
    printed, shown = "", 0
    for language, text in BLOCK.findall(PAGE.read_text("utf-8")):
        if text.startswith("pip "):
            continue
        if language == "text":
            assert all(line in printed for line in text.splitlines()), (text, printed)
            shown += 1
        else:
            words = [shlex.split(line)[1:] for line in text.splitlines()]
            printed = "".join(run(*line).output for line in words)
    assert shown == 5


def test_the_commands_end_with_the_codes_of_the_others_and_say_what_they_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = written(tmp_path / "r", tender(award={"envelopes": "one"}))
    assert aanbesteding.freeze(folder, US, LATER).ok
    assert aanbesteding.receive(folder, US, LATER).ok
    both = ("--share", "a", "--share", "b")
    assert run("seal-keys", "r", *both).exit_code == 2
    assert run("seal", "none").exit_code == 3
    unkeyed = run("seal", "r", "--lang", "en")
    assert (unkeyed.exit_code, unkeyed.stderr.split()[0]) == (1, "R323")
    assert unkeyed.stdout == ""
    made = run("seal-keys", "r", "--by", "Anna", "--by", "Bea", *both, "--lang", "en")
    assert made.exit_code == 0, made.output
    key = made.stdout.split()[1]
    assert [f'"public":"{key}' in Path(name).read_text("utf-8") for name in "ab"] == [True, True]
    sealed = run("seal", "r", "--lang", "en")
    assert sealed.exit_code == 0
    assert f"Sealed with key {key}; files: 3." in sealed.stdout
    for said in (made.stdout, sealed.stdout):
        assert "if one of the two shares is lost, the sealed bids are lost" in said
        assert "does not prove that nobody looked before" in said
    assert "aanbesteding unseal r --share" in run("status", "r", "--lang", "en").stderr
    assert run("check", "r").exit_code == 1
    assert run("unseal", "r", "--share", "a").exit_code == 1
    assert run("unseal", "r", *both, "--lang", "en").stdout.splitlines() == [
        "Unsealed; files: 3. They are as they were received.",
        *(f"bids/K0{number}.xlsx" for number in (1, 2, 3)),
    ]


def test_a_share_that_cannot_be_written_is_a_finding_and_no_key_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    folder.mkdir()
    names = ("--by", "Anna", "--by", "Bea")
    too_long = str(tmp_path / ("x" * 300))
    found = run(
        "seal-keys", str(folder), *names, "--share", str(tmp_path / "a"), "--share", too_long
    )
    assert (found.exit_code, found.stderr.split()[0]) == (1, "R144")
    assert not (folder / "seal.json").exists()
