"""The three commands of sealing as they are typed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import aanbesteding
from tests.two_envelopes import tender, written
from tests.typed import run

LATER = datetime(2027, 3, 2, 9, tzinfo=UTC)
US = ("Anna", "Bea")


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
