"""Writes zip files byte by byte, honest ones and lying ones; packs every content only once."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

STORED, DEFLATED, BZIP2, LZMA = 0, 8, 12, 14
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_DATE = 1 << 5 | 1


@dataclass(frozen=True)
class Member:
    """One member as it is stored, and what the two directories say of it.

    `crc`, `size` and `packed_size` go in both headers; the `local_` fields change only the header
    in front of the data. `at` points the central directory at another place than the data.
    """

    name: bytes
    data: bytes
    size: int
    crc: int
    method: int = DEFLATED
    flags: int = 0
    packed_size: int | None = None
    local_name: bytes | None = None
    local_size: int | None = None
    local_flags: int | None = None
    extra: bytes = b""
    descriptor: bool = False
    listed: bool = True
    at: int | None = None
    gap: bytes = b""


def member(name: str, content: bytes) -> Member:
    """Return an honest member, deflated."""
    data, crc = packed(content)
    return Member(name.encode(), data, len(content), crc)


@lru_cache(maxsize=256)
def packed(content: bytes, level: int = 6) -> tuple[bytes, int]:
    """Return the deflated content and its checksum."""
    squeeze = zlib.compressobj(level, zlib.DEFLATED, -15)
    return squeeze.compress(content) + squeeze.flush(), zlib.crc32(content)


def repeated(before: bytes, piece: bytes, count: int, after: bytes) -> tuple[bytes, int, int]:
    """Return a huge repetitive content deflated, its checksum and its size; never held whole."""
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    block, rest = piece * max(1, 2**20 // len(piece)), before
    data, crc, size = b"", 0, 0
    whole, left = divmod(count, len(block) // len(piece))
    for chunk in (rest, *([block] * whole), piece * left, after):
        data += squeeze.compress(chunk)
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
    return data + squeeze.flush(), crc, size


def zipped(
    members: Iterable[Member], before: bytes = b"", after: bytes = b"", comment: bytes = b""
) -> bytes:
    """Return the zip file of these members, with bytes before and after it.

    Offsets count from the start of the file, so that what stands before is hidden and not found.
    """
    body, listing, count = bytearray(before), bytearray(), 0
    for one in members:
        body += one.gap
        place = len(body) if one.at is None else one.at
        body += _local(one) + one.data + _descriptor(one)
        if one.listed:
            listing += _central(one, place)
            count += 1
    end = struct.pack(
        "<4s4H2LH", _END, 0, 0, count & 0xFFFF, count & 0xFFFF, len(listing), len(body),
        len(comment),
    )  # fmt: skip
    return bytes(body) + bytes(listing) + end + comment + after


def _local(one: Member) -> bytes:
    name = one.name if one.local_name is None else one.local_name
    flags = (one.flags if one.local_flags is None else one.local_flags) | 8 * one.descriptor
    size = one.size if one.local_size is None else one.local_size
    sums = (0, 0, 0) if one.descriptor else (one.crc, _packed_size(one), size)
    head = struct.pack(
        "<4s5H3L2H",
        _LOCAL,
        20,
        flags,
        one.method,
        0,
        _DATE,
        *sums,
        len(name),
        len(one.extra),
    )
    return head + name + one.extra


def _central(one: Member, place: int) -> bytes:
    flags = one.flags | 8 * one.descriptor
    head = struct.pack(
        "<4s6H3L5H2L", _CENTRAL, 20, 20, flags, one.method, 0, _DATE, one.crc, _packed_size(one),
        one.size, len(one.name), len(one.extra), 0, 0, 0, 0, place,
    )  # fmt: skip
    return head + one.name + one.extra


def _descriptor(one: Member) -> bytes:
    if not one.descriptor:
        return b""
    return struct.pack("<4s3L", b"PK\x07\x08", one.crc, _packed_size(one), one.size)


def _packed_size(one: Member) -> int:
    return len(one.data) if one.packed_size is None else one.packed_size
