"""The file itself: what is no plain workbook is refused in one sentence that says what it is."""

import os
from pathlib import Path

import pytest

from aanbesteding.gate import file as file_module
from aanbesteding.gate.file import content_of
from tests.gate.changed import codes, found, packed
from tests.small_round import filled

OLD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512


def test_a_form_of_ours_passes() -> None:
    assert found(filled()) == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "W102"),
        (b"no zip at all", "W103"),
        (b"\0" * 100, "W103"),
        (OLD, "W104"),
        (filled()[:-100], "W111"),
        (filled()[:200], "W111"),
        (b"PK\x03\x04", "W111"),
        (packed({"note": b"a zip but no workbook"}), "W103"),
    ],
)
def test_a_file_that_is_no_plain_workbook_is_refused(content: bytes, code: str) -> None:
    assert codes(content) == [code]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"<!DOCTYPE html><html></html>", "HTML"),
        (b"\xef\xbb\xbf  <html>", "HTML"),
        (b'<?xml version="1.0"?><a/>', "XML"),
        (b"naam;prijs\nK01;5\n", "CSV"),
        (b"{\\rtf1 }", "RTF"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "ODF"),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_kind(content: bytes, kind: str) -> None:
    assert [(f.code, f.values["kind"]) for f in found(content)] == [("W110", kind)]


def test_a_file_over_the_limit_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_module, "LARGEST_FILE", 10)
    (tmp_path / "big.xlsx").write_bytes(b"x" * 11)
    content, findings = content_of(tmp_path / "big.xlsx", "big.xlsx")
    assert (content, [finding.code for finding in findings]) == (b"", ["W101"])
    assert codes(b"x" * 11) == ["W101"]


def test_a_folder_a_link_a_pipe_and_a_missing_file_are_no_regular_files(tmp_path: Path) -> None:
    (tmp_path / "map.xlsx").mkdir()
    (tmp_path / "echt.xlsx").write_bytes(filled())
    os.symlink(tmp_path / "echt.xlsx", tmp_path / "link.xlsx")
    os.mkfifo(tmp_path / "pijp.xlsx")
    for name in ("map.xlsx", "link.xlsx", "pijp.xlsx", "weg.xlsx"):
        content, findings = content_of(tmp_path / name, name)
        assert (content, [finding.code for finding in findings]) == (b"", ["W100"])


def test_a_link_that_takes_the_place_of_the_file_at_the_last_moment_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "echt.xlsx").write_bytes(filled())
    os.symlink(tmp_path / "echt.xlsx", tmp_path / "link.xlsx")
    monkeypatch.setattr(Path, "lstat", Path.stat)
    assert [f.code for f in content_of(tmp_path / "link.xlsx", "x")[1]] == ["W100"]


def test_a_regular_file_gives_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "K01.xlsx").write_bytes(filled())
    assert content_of(tmp_path / "K01.xlsx", "K01.xlsx") == (filled(), ())


def test_no_other_door_leads_to_the_spreadsheet_library() -> None:
    rooms = Path(__file__).parents[2] / "aanbesteding"
    loads = [p.name for p in rooms.rglob("*.py") if "load_workbook" in p.read_text("utf-8")]
    assert loads == ["opened.py"]
