"""The zip at its limits: what is honest passes, one part, byte or sign too many does not."""

import io
import struct
import zipfile
import zlib
from dataclasses import replace

import pytest

from aanbesteding.gate.archive import ALWAYS_FINE, LARGEST_CONTENT, MOST_PARTS, MOST_TIMES, parts_of
from aanbesteding.gate.refused import Refused
from tests.hostile.archive import Member, member, zipped

HARMLESS, RENAMING = 0x5455, 0x7075
LARGE, ENCRYPTED = 0x0001, 0x9901  # of over 4 GB, and with AES, as the ZIP specification says
UTF8 = 1 << 11


def codes(content: bytes) -> list[str]:
    """Return what is refused in a zip, each code once."""
    refused = Refused("bids/K01.xlsx")
    parts = parts_of(content, refused)
    assert parts == {} or not refused.findings
    return sorted({finding.code for finding in refused.findings})


class Onwards(io.BytesIO):
    """A stream that cannot go back, so that sizes stand after each part."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise io.UnsupportedOperation


def written(*parts: tuple[zipfile.ZipInfo, bytes], stream: io.BytesIO | None = None) -> bytes:
    """Return a zip by Python's own writer."""
    into = stream or io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for about, content in parts:
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, content)
    return into.getvalue()


def test_a_part_with_a_remark_a_harmless_field_and_letters_of_any_kind_is_read() -> None:
    about, other = zipfile.ZipInfo("één blad.xml"), zipfile.ZipInfo("b.xml")
    about.comment, about.extra = b"remark", struct.pack("<HH2s", HARMLESS, 2, b"xy")
    content = written((about, b"<a/>"), (other, b"<b/>"))
    refused = Refused("x")
    assert parts_of(content, refused) == {"één blad.xml": b"<a/>", "b.xml": b"<b/>"}
    assert refused.findings == []


def test_parts_whose_size_stands_after_them_are_read() -> None:
    content = written(
        (zipfile.ZipInfo("a.xml"), b"<a/>"), (zipfile.ZipInfo("b.xml"), b""), stream=Onwards()
    )
    assert parts_of(content, Refused("x")) == {"a.xml": b"<a/>", "b.xml": b""}


def test_a_zip_of_nothing_is_read_as_nothing() -> None:
    assert codes(written()) == []


def test_two_thousand_parts_pass_and_one_more_does_not() -> None:
    many = [member(f"p{number}", b"") for number in range(MOST_PARTS + 1)]
    assert codes(zipped(many[:-1])) == []
    assert codes(zipped(many)) == ["W116"]


def test_all_parts_together_may_be_as_large_as_the_limit_and_no_larger() -> None:
    count, rest = divmod(LARGEST_CONTENT, ALWAYS_FINE)
    assert rest == 0
    large = [member(f"p{number}", b"\0" * ALWAYS_FINE) for number in range(count)]
    assert codes(zipped(large)) == []
    assert codes(zipped([*large, member("one", b"x")])) == ["W105"]


@pytest.mark.parametrize(("more", "too_small"), [(0, False), (1, True)])
def test_a_large_part_may_be_packed_two_hundred_times_smaller_and_no_more(
    more: int, too_small: bool
) -> None:
    """What it says of itself is looked at before anything is unpacked."""
    packed = ALWAYS_FINE // MOST_TIMES + 1
    lies = replace(member("p", b"x"), size=packed * MOST_TIMES + more, packed_size=packed)
    assert ("W118" in codes(zipped([lies]))) == too_small


def test_a_large_part_that_is_packed_in_nothing_is_refused() -> None:
    lies = replace(member("p", b""), size=ALWAYS_FINE + 1, packed_size=0)
    assert "W118" in codes(zipped([lies]))


@pytest.mark.parametrize(
    ("name", "said"),
    [("a b.xml", []), ("a\x1fb.xml", ["W117"]), ("a\x00.xml", ["W117"]), ("a/../b", ["W117"])],
)
def test_a_name_may_hold_a_space_and_no_control_sign(name: str, said: list[str]) -> None:
    assert codes(zipped([member(name, b"x")])) == said


@pytest.mark.parametrize(("flags", "said"), [(UTF8, []), (0, ["W117"])])
def test_letters_beyond_ascii_are_read_only_where_the_zip_says_how(
    flags: int, said: list[str]
) -> None:
    one = replace(member("p", b"x"), name="é.xml".encode(), flags=flags)
    assert codes(zipped([one])) == said


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (struct.pack("<HH", HARMLESS, 0), []),
        (struct.pack("<HH", RENAMING, 0), ["W114"]),
        (struct.pack("<HH", LARGE, 0), ["W114"]),
        (struct.pack("<HH", ENCRYPTED, 0), ["W114"]),
        (struct.pack("<HH2sHH", HARMLESS, 2, b"xy", RENAMING, 0), ["W114"]),
        (struct.pack("<HH3s", HARMLESS, 3, b"xyz"), []),
    ],
)
def test_a_field_that_renames_a_part_is_found_wherever_it_stands(
    extra: bytes, said: list[str]
) -> None:
    assert codes(zipped([replace(member("p", b"x"), extra=extra)])) == said


def test_a_part_that_leaves_its_size_open_and_says_it_nowhere_is_refused() -> None:
    content = bytearray(zipped([member("p", b"content")]))
    assert codes(bytes(content)) == []
    content[14:26] = bytes(12)
    assert "W114" in codes(bytes(content))


@pytest.mark.parametrize("count", [0, 2])
def test_a_count_of_parts_that_is_not_theirs_is_refused(count: int) -> None:
    content = bytearray(zipped([member("p", b"x")]))
    content[-14:-10] = struct.pack("<HH", count, count)
    assert codes(bytes(content)) == ["W112"]


def test_a_part_with_bytes_after_its_end_is_refused() -> None:
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    data = squeeze.compress(b"x") + squeeze.flush() + b"more"
    one = Member(b"p", data, 1, zlib.crc32(b"x"))
    assert codes(zipped([one])) == ["W119"]


END = struct.Struct("<4s4H2LH")


def relisted(content: bytes, listing: bytes, count: int) -> bytes:
    """Return a zip with another list of parts, and an end that fits it."""
    at = END.unpack(content[-END.size :])[6]
    end = END.pack(b"PK\x05\x06", 0, 0, count, count, len(listing), at, 0)
    return content[:at] + listing + end


def listing_of(content: bytes) -> bytes:
    return content[END.unpack(content[-END.size :])[6] : -END.size]


ONE = zipped([member("p", b"x")])
LISTED = listing_of(ONE)


@pytest.mark.parametrize(
    ("listing", "count"),
    [
        (LISTED + b"PK\x01\x02" + b"\0" * 10, 2),
        (LISTED + b"XX\x01\x02" + LISTED[4:], 2),
        (LISTED[:34] + b"\x01\0" + LISTED[36:], 1),
        (LISTED[:28] + b"\x09\0" + LISTED[30:], 1),
        (LISTED + b"more", 1),
        (LISTED, 0),
    ],
    ids=["cut off", "no sign", "another disk", "too long a name", "more", "not counted"],
)
def test_a_list_of_parts_that_is_damaged_is_refused(listing: bytes, count: int) -> None:
    assert relisted(ONE, LISTED, 1) == ONE
    assert codes(relisted(ONE, listing, count)) == ["W112"]


@pytest.mark.parametrize("count", [0, 1])
def test_an_empty_zip_that_counts_a_part_is_refused(count: int) -> None:
    content = END.pack(b"PK\x05\x06", 0, 0, count, count, 0, 0, 0)
    assert codes(content) == (["W112"] if count else [])


def test_a_zip_with_something_after_its_end_is_told_from_no_zip() -> None:
    assert codes(written() + b"x") == ["W112"]
    assert codes(b"no zip at all, and long enough to be one") == ["W111"]


def test_a_part_without_room_for_what_stands_before_it_is_refused() -> None:
    cut = b"PK\x03\x04short"
    end = END.pack(b"PK\x05\x06", 0, 0, 1, 1, len(LISTED), len(cut), 0)
    assert codes(cut + LISTED + end) == ["W113"]


def test_a_part_that_would_reach_into_the_list_is_refused() -> None:
    one = member("p", b"content")
    assert codes(zipped([replace(one, packed_size=len(one.data) + 1)])) == ["W113"]


def test_bytes_between_the_last_part_and_the_list_are_refused() -> None:
    at = len(ONE) - END.size - len(LISTED)
    moved = ONE[:at] + b"gap" + LISTED
    end = END.pack(b"PK\x05\x06", 0, 0, 1, 1, len(LISTED), at + 3, 0)
    assert codes(moved + end) == ["W112"]


def test_a_way_of_packing_that_nobody_knows_is_refused_without_looking_inside() -> None:
    assert codes(zipped([replace(member("p", b"x"), method=99)])) == ["W115"]


def test_a_part_that_cannot_be_unpacked_is_refused() -> None:
    assert codes(zipped([replace(member("p", b"x"), data=b"\xff\xff\xff")])) == ["W119"]


def test_a_part_is_given_its_own_sizes_after_it_and_no_others() -> None:
    described = replace(member("p", b"content"), descriptor=True)
    content = bytearray(zipped([described]))
    assert codes(bytes(content)) == []
    at = content.index(b"PK\x07\x08")
    content[at + 4] ^= 1
    assert "W114" in codes(bytes(content))


def test_of_a_part_that_is_refused_nothing_further_is_compared() -> None:
    one = replace(member("p", b"x"), method=99, local_name=b"q")
    assert codes(zipped([one])) == ["W115"]
