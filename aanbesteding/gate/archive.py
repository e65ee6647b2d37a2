"""The zip: every byte belongs to one part, and both lists of parts say the same of it."""

import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from aanbesteding.gate.refused import Refused, megabytes

LARGEST_CONTENT = 48 * 1024 * 1024
MOST_PARTS = 2_000
MOST_TIMES = 200
ALWAYS_FINE = 4 * 1024 * 1024
_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED = 1 | 1 << 6 | 1 << 13
_DESCRIBED_AFTER = 1 << 3
_UTF8 = 1 << 11
_METHODS = (0, 8)
# Sizes of 64 bits, another name in Unicode, encryption.
_RENAMING = (0x0001, 0x7075, 0x9901)
_NOT_IN_NAMES = frozenset('\\:*?"<>|')


class _Member(NamedTuple):
    """What the list at the end of the file says of one part."""

    name: str
    raw: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    at: int


def parts_of(content: bytes, refused: Refused) -> Mapping[str, bytes]:
    """Return the parts of a zip by name; empty when anything in it is refused."""
    before = len(refused.findings)
    end = _end(content, refused)
    if end is None:
        return {}
    members = _members(content, end, refused)
    if len(refused.findings) == before:
        _names(members, refused)
        _sizes(members, refused)
    if len(refused.findings) > before:
        return {}
    starts = _starts(content, members, end, refused)
    if len(refused.findings) > before:
        return {}
    parts = {one.name: _unpacked(content, one, start, refused) for one, start in starts}
    return parts if len(refused.findings) == before else {}


class _End(NamedTuple):
    """Where the list of parts stands, and how many parts there are."""

    parts: int
    at: int
    stops: int


def _end(content: bytes, refused: Refused) -> _End | None:
    stops = len(content) - _END.size
    if stops < 0 or content[stops : stops + 4] != b"PK\x05\x06":
        code = "W112" if content.rfind(b"PK\x05\x06") >= 0 else "W111"
        refused.file(code)
        return None
    _, disk, first, here, count, size, at, note = _END.unpack_from(content, stops)
    if disk or first or here != count or note or at + size != stops:
        refused.file("W112")
        return None
    if count > MOST_PARTS:
        refused.file("W116", count=count, most=MOST_PARTS)
        return None
    return _End(count, at, stops)


def _members(content: bytes, end: _End, refused: Refused) -> list[_Member]:
    found: list[_Member] = []
    at = end.at
    for _ in range(end.parts):
        if at + _CENTRAL.size > end.stops or content[at : at + 4] != b"PK\x01\x02":
            refused.file("W112")
            return []
        fields = _CENTRAL.unpack_from(content, at)
        _, _, _, flags, method, _, _, crc, packed, size, name, extra, note, disk, _, _, local = (
            fields
        )
        raw = content[at + _CENTRAL.size : at + _CENTRAL.size + name]
        further = content[at + _CENTRAL.size + name : at + _CENTRAL.size + name + extra]
        at += _CENTRAL.size + name + extra + note
        if disk or at > end.stops:
            refused.file("W112")
            return []
        one = _Member(_name(raw, flags), raw, flags, method, crc, packed, size, local)
        found.append(one)
        if _renames(further):
            refused.file("W114", part=one.name)
        if flags & _ENCRYPTED:
            refused.file("W104")
        elif method not in _METHODS:
            refused.file("W115", part=one.name, found=method)
    if at != end.stops:
        refused.file("W112")
    return found


def _renames(extra: bytes) -> bool:
    """Whether more is said of a part that gives it another name or size than its own fields."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind in _RENAMING:
            return True
        at += 4 + length
    return False


def _name(raw: bytes, flags: int) -> str:
    """The name of a part; one that is no proper text becomes a name that is refused."""
    try:
        return raw.decode("utf-8" if flags & _UTF8 else "ascii")
    except UnicodeDecodeError:
        return "\\" + raw.decode("latin-1")


def _names(members: list[_Member], refused: Refused) -> None:
    seen: set[str] = set()
    for one in members:
        folded = one.name.casefold()
        if folded in seen:
            refused.file("W109", part=one.name)
        seen.add(folded)
        steps = one.name.removesuffix("/").split("/")
        odd = any(sign in _NOT_IN_NAMES or ord(sign) < 32 for sign in one.name)
        if odd or any(step.strip(". ") == "" for step in steps):
            refused.file("W117", part=one.name)


def _sizes(members: list[_Member], refused: Refused) -> None:
    total = sum(one.size for one in members)
    if total > LARGEST_CONTENT:
        refused.file("W105", size=megabytes(total), most=megabytes(LARGEST_CONTENT))
    for one in members:
        if one.size > ALWAYS_FINE and one.size > MOST_TIMES * max(one.packed, 1):
            refused.file("W118", part=one.name, size=megabytes(one.size))


def _starts(
    content: bytes, members: list[_Member], end: _End, refused: Refused
) -> list[tuple[_Member, int]]:
    """Where the data of each part begin; parts follow each other without gap or overlap."""
    starts: list[tuple[_Member, int]] = []
    free = 0
    for one in sorted(members, key=lambda one: one.at):
        if one.at != free or content[free : free + 4] != b"PK\x03\x04":
            refused.file("W113", part=one.name)
            return []
        if free + _LOCAL.size > end.at:
            refused.file("W113", part=one.name)
            return []
        _, _, flags, method, _, _, crc, packed, size, name, extra = _LOCAL.unpack_from(
            content, free
        )
        raw = content[free + _LOCAL.size : free + _LOCAL.size + name]
        same = (raw, flags, method) == (one.raw, one.flags, one.method)
        sizes = (crc, packed, size)
        later = flags & _DESCRIBED_AFTER and sizes == (0, 0, 0)
        if not same or not (later or sizes == (one.crc, one.packed, one.size)):
            refused.file("W114", part=one.name)
        start = free + _LOCAL.size + name + extra
        free = start + one.packed
        starts.append((one, start))
        if flags & _DESCRIBED_AFTER:
            free += _description(content, one, free, refused)
        if free > end.at:
            refused.file("W113", part=one.name)
            return []
    if free != end.at:
        refused.file("W112")
    return starts


def _description(content: bytes, one: _Member, at: int, refused: Refused) -> int:
    """The length of what stands after a part, for writers that know its size only then."""
    for sign in (b"PK\x07\x08", b""):
        for form in ("<3L", "<LQQ"):
            length = len(sign) + struct.calcsize(form)
            if content[at : at + len(sign)] == sign and at + length <= len(content):
                said = struct.unpack_from(form, content, at + len(sign))
                if said == (one.crc, one.packed, one.size):
                    return length
    refused.file("W114", part=one.name)
    return 0


def _unpacked(content: bytes, one: _Member, start: int, refused: Refused) -> bytes:
    packed = content[start : start + one.packed]
    if one.method == 0:
        data, whole = packed, len(packed) == one.size
    else:
        unpacker = zlib.decompressobj(-15)
        try:
            # With room for one byte more the end of the stream is seen, and so is a longer one.
            data = unpacker.decompress(packed, one.size + 1)
        except zlib.error:
            data = b""
        whole = unpacker.eof and not unpacker.unused_data and len(data) == one.size
    if not whole or zlib.crc32(data) != one.crc:
        refused.file("W119", part=one.name)
        return b""
    return data
