"""The zip: every byte belongs to one part, and nothing in it can be read in two ways."""

import io
import struct
import zipfile
import zlib

import pytest

from aanbesteding.gate import archive
from tests.gate.changed import BOOK, codes, found, packed, parts, with_part
from tests.small_round import filled


def patched(at: int, form: str, value: int) -> bytes:
    content = bytearray(filled())
    struct.pack_into(form, content, at, value)
    return bytes(content)


def listed(part: str) -> int:
    """Where the list at the end speaks of a part."""
    return filled().rindex(part.encode()) - 46


def member(part: str) -> tuple[int, int]:
    """Where a part begins, and where its data begin."""
    with zipfile.ZipFile(io.BytesIO(filled())) as file:
        info = file.getinfo(part)
    return info.header_offset, info.header_offset + 30 + len(part)


def written(method: int) -> bytes:
    return packed(parts(), method)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice_is_refused_and_named() -> None:
    stream = io.BytesIO(filled())
    with zipfile.ZipFile(stream, "a") as file:
        file.writestr(BOOK, b"<a/>")
    assert [(f.code, f.values["part"]) for f in found(stream.getvalue())] == [("W109", BOOK)]


def test_a_part_under_the_same_name_in_capitals_is_the_same_part() -> None:
    assert codes(with_part("XL/WORKBOOK.xml", b"<a/>")) == ["W109"]


@pytest.mark.parametrize(
    "content",
    [
        filled() + b"x",
        filled() + filled(),
        filled()[:-22] + b"gap" + filled()[-22:],
    ],
)
def test_bytes_that_belong_to_no_part_are_refused(content: bytes) -> None:
    assert codes(content) == ["W112"]


def test_bytes_before_the_first_part_are_refused() -> None:
    assert codes(b"MZ" + filled()) == ["W103"]
    stream = io.BytesIO()
    stream.write(b"PK\x03\x04 and then another file")
    stream.write(filled())
    assert codes(stream.getvalue()) == ["W112"]


def test_two_parts_over_the_same_bytes_are_refused() -> None:
    first, _ = member("_rels/.rels")
    assert codes(patched(listed(BOOK) + 42, "<L", first)) == ["W113"]


@pytest.mark.parametrize(
    ("offset", "form", "value"),
    [(6, "<H", 1 << 11), (8, "<H", 0), (14, "<L", 1), (18, "<L", 1), (22, "<L", 1)],
)
def test_a_part_of_which_two_different_things_are_said_is_refused(
    offset: int, form: str, value: int
) -> None:
    start, _ = member("xl/sharedStrings.xml")
    assert "W114" in codes(patched(start + offset, form, value))


def test_a_part_with_another_name_at_its_data_is_refused() -> None:
    start, _ = member("xl/sharedStrings.xml")
    content = bytearray(filled())
    content[start + 30] = ord("X")
    assert codes(bytes(content)) == ["W114"]


def test_a_part_with_damaged_data_is_refused_and_named() -> None:
    _, data = member(BOOK)
    content = bytearray(filled())
    content[data : data + 40] = b"\xff" * 40
    assert [(f.code, f.values["part"]) for f in found(bytes(content))] == [("W119", BOOK)]


def test_a_part_whose_checksum_is_wrong_in_both_places_is_refused() -> None:
    start, _ = member(BOOK)
    content = bytearray(patched(listed(BOOK) + 16, "<L", 7))
    struct.pack_into("<L", content, start + 14, 7)
    assert codes(bytes(content)) == ["W119"]


def test_a_part_that_unpacks_longer_than_it_says_is_refused() -> None:
    start, _ = member(BOOK)
    size = len(parts()[BOOK]) - 1
    content = bytearray(patched(listed(BOOK) + 24, "<L", size))
    struct.pack_into("<L", content, start + 22, size)
    assert codes(bytes(content)) == ["W119"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_way_of_packing_that_no_spreadsheet_uses_is_refused(method: int) -> None:
    assert codes(written(method)) == ["W115"]


def test_parts_that_are_not_compressed_pass() -> None:
    assert found(written(zipfile.ZIP_STORED)) == ()


@pytest.mark.parametrize("bit", [1, 1 << 6, 1 << 13])
def test_an_encrypted_part_is_refused(bit: int) -> None:
    assert codes(patched(listed(BOOK) + 8, "<H", bit)) == ["W104"]


@pytest.mark.parametrize(
    "name",
    ["../a.xml", "/a.xml", "xl/../../a.xml", "xl\\a.xml", "C:/a.xml", "xl//a.xml", "a\x01.xml"],
)
def test_a_part_with_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    assert codes(with_part(name, b"<a/>")) == ["W117"]


def test_more_parts_than_a_workbook_has_are_refused() -> None:
    content = packed({f"{n}.xml": b"" for n in range(archive.MOST_PARTS + 1)})
    assert codes(content) == ["W116"]


def test_a_small_file_that_unpacks_too_large_is_refused() -> None:
    content = with_part("xl/media/image1.png", b"\0" * (archive.LARGEST_CONTENT + 1))
    assert len(content) < 100_000
    assert codes(content) == ["W105", "W118"]


def test_one_part_that_unpacks_far_too_large_is_refused_and_named() -> None:
    content = with_part("xl/media/image1.png", b"\0" * (archive.ALWAYS_FINE + 1))
    assert [(f.code, f.values["part"]) for f in found(content)] == [("W118", "xl/media/image1.png")]


def test_a_file_written_without_going_back_passes() -> None:
    """Some spreadsheets say the size of a part only after it."""

    class Forward(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise io.UnsupportedOperation

    stream = Forward()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts().items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    content = stream.getvalue()
    assert b"PK\x07\x08" in content
    assert found(content) == ()


def test_a_wrong_size_said_after_a_part_is_refused() -> None:
    test = bytearray(filled())
    assert zlib.crc32(parts()[BOOK]) == struct.unpack_from("<L", test, listed(BOOK) + 16)[0]
    start, _ = member(BOOK)
    for at in (listed(BOOK) + 8, start + 6):
        struct.pack_into("<H", test, at, 1 << 3)
    assert "W114" in codes(bytes(test))
