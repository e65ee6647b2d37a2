"""The files of the round against the hashes in the record."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.canonical import fingerprint
from aanbesteding.verification.inputs import check_inputs, files_of_the_round, hash_of

FILES = ("tender.toml", "areas.csv", "register.csv", "bids/K01.xlsx", "assessments/A1.xlsx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    return tmp_path


def rows(**changed: str) -> list[dict[str, str]]:
    hashes = {name: fingerprint(name.encode()) for name in sorted(FILES)}
    return [{"path": name, "sha256": changed.get(name, value)} for name, value in hashes.items()]


def found(folder: Path, listed: Any) -> list[tuple[str, str]]:
    steps = check_inputs(folder, "award/award.json", listed)
    return [(f.code, str(f.place)) for step in steps for f in step.findings]


def test_files_that_did_not_change_are_no_finding(folder: Path) -> None:
    assert found(folder, rows()) == []


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_names_the_file(folder: Path, name: str) -> None:
    (folder / name).write_text(name[:-1] + "?", "utf-8")
    assert found(folder, rows()) == [("V201", name)]


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert found(folder, rows()) == [("V202", name)]


@pytest.mark.parametrize("name", FILES)
def test_a_link_to_the_same_bytes_is_not_the_file(folder: Path, name: str) -> None:
    (folder / name).rename(folder / "elsewhere")
    (folder / name).symlink_to(folder / "elsewhere")
    assert found(folder, rows()) == [("V202", name)]


@pytest.mark.parametrize(
    "name", ["bids/K02.xlsx", "assessments/A2.csv", "draws.toml", "tender.xlsx", "rules.csv"]
)
def test_a_file_the_record_does_not_know_is_named(folder: Path, name: str) -> None:
    (folder / name).write_text("later", "utf-8")
    assert found(folder, rows()) == [("V203", name)]


@pytest.mark.parametrize("name", ["award/award.html", "bids/~$K01.xlsx", "bids/.hidden", "a.txt"])
def test_other_files_do_not_count(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("", "utf-8")
    assert name not in files_of_the_round(folder)


@pytest.mark.parametrize(
    "row",
    [
        {"path": "../secret", "sha256": ""},
        {"path": "/etc/hostname", "sha256": ""},
        {"path": "bids/../tender.toml", "sha256": ""},
        {"path": "bids\\K01.xlsx", "sha256": ""},
        {"path": "tender.toml"},
        {"path": "tender.toml", "sha256": 5},
        "tender.toml",
    ],
    ids=str,
)
def test_a_path_that_is_no_file_of_the_round_is_refused_unread(
    folder: Path, row: Mapping[str, Any]
) -> None:
    assert found(folder, [*rows(), row]) == [("V204", "award/award.json")]


def test_a_file_listed_twice_is_a_finding(folder: Path) -> None:
    assert ("V204", "award/award.json") in found(folder, [*rows(), rows()[0]])


@pytest.mark.parametrize("listed", [None, {}, "all"])
def test_a_list_that_is_none_leaves_every_file_unknown(folder: Path, listed: Any) -> None:
    assert sorted(found(folder, listed)) == sorted(("V203", name) for name in FILES)


@pytest.mark.parametrize(
    "path", ["weg", "", ".", "bids", "../buiten", "/etc/hosts", "a" * 300, "x/" * 3000, "\ud800"]
)
def test_what_is_no_file_of_the_folder_has_no_hash(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "round"
    (folder / "bids").mkdir(parents=True)
    (tmp_path / "buiten").write_bytes(b"elders")
    assert hash_of(folder, path) == ""


def test_a_link_is_no_file_of_the_folder_and_what_it_leads_to_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"hier")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert hash_of(tmp_path, "a") == sha256(b"hier").hexdigest()
    assert hash_of(tmp_path, "b") == ""
