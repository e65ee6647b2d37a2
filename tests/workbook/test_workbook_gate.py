"""What is no plain workbook is refused before any reader opens it."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from aanbesteding.workbook import gate as gate_module
from aanbesteding.workbook.gate import content_of, gate
from tests.small_round import filled

OLD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512


def with_part(name: str, content: bytes) -> bytes:
    stream = io.BytesIO(filled())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def a_zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def damaged() -> bytes:
    content = bytearray(filled())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        info = archive.getinfo("xl/workbook.xml")
        start = info.header_offset + 30 + len(info.filename)
    content[start : start + 40] = b"\xff" * 40
    return bytes(content)


def test_a_form_of_ours_passes() -> None:
    assert gate(filled(), "bids/K01.xlsx") == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "W102"),
        (b"no zip at all", "W103"),
        (filled()[:-100], "W103"),
        (a_zip(note=b"a zip but no workbook"), "W103"),
        (damaged(), "W103"),
        (OLD, "W104"),
        (with_part("xl/extra.xml", b'<?xml version="1.0"?><!DOCTYPE a><a/>'), "W106"),
        (with_part("xl/e.xml", '<!ENTITY a "b">'.encode("utf-16")), "W106"),
        (with_part("xl/vbaProject.bin", b"x"), "W107"),
        (with_part("xl/externalLinks/externalLink1.xml", b"<a/>"), "W107"),
        (with_part("xl/embeddings/oleObject1.bin", b"x"), "W107"),
    ],
)
def test_a_file_that_is_no_plain_workbook_is_refused(content: bytes, code: str) -> None:
    assert [finding.code for finding in gate(content, "bids/K01.xlsx")] == [code]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_with_the_same_part_twice_is_refused() -> None:
    content = with_part("xl/workbook.xml", b"<a/>")
    assert [finding.code for finding in gate(content, "bids/K01.xlsx")] == ["W109"]


def test_a_part_under_the_same_name_in_capitals_is_the_same_part() -> None:
    content = with_part("XL/WORKBOOK.xml", b"<a/>")
    assert [finding.code for finding in gate(content, "bids/K01.xlsx")] == ["W109"]


def test_a_small_file_that_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate_module, "LARGEST_CONTENT", 1_000_000)
    content = with_part("xl/media/image1.png", b"\0" * 1_000_000)
    assert len(content) < 100_000
    assert [finding.code for finding in gate(content, "bids/K01.xlsx")] == ["W105"]


def test_an_encrypted_member_is_refused() -> None:
    content = bytearray(filled())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert [finding.code for finding in gate(bytes(content), "x.xlsx")] == ["W104"]


def test_a_file_over_the_limit_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_module, "LARGEST_FILE", 10)
    (tmp_path / "big.xlsx").write_bytes(b"x" * 11)
    content, findings = content_of(tmp_path / "big.xlsx", "big.xlsx")
    assert (content, [finding.code for finding in findings]) == (b"", ["W101"])
    assert [finding.code for finding in gate(b"x" * 11, "big.xlsx")] == ["W101"]


def test_a_folder_a_link_and_a_missing_file_are_no_regular_files(tmp_path: Path) -> None:
    (tmp_path / "map.xlsx").mkdir()
    (tmp_path / "echt.xlsx").write_bytes(filled())
    os.symlink(tmp_path / "echt.xlsx", tmp_path / "link.xlsx")
    for name in ("map.xlsx", "link.xlsx", "weg.xlsx"):
        content, findings = content_of(tmp_path / name, name)
        assert (content, [finding.code for finding in findings]) == (b"", ["W100"])
