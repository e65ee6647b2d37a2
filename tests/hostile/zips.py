"""B01-B10, C10-C12 and D14: zip files that say one thing in one place and another elsewhere."""

import struct
import zlib
from dataclasses import replace

from tests.hostile.archive import STORED, Member, member, zipped
from tests.hostile.forge import members, part_of, parts, text, xlsx
from tests.hostile.form import real
from tests.hostile.kinds import Kind, fair, read, refused

SHEET = part_of("Prijzen")
_OTHER = text(SHEET).replace("1250.25", "50").encode()


def changed(part: str, **fields: object) -> bytes:
    """The form with other fields in the headers of one member."""
    return zipped(
        replace(one, **fields) if one.name == part.encode() else one  # type: ignore[arg-type]
        for one in members()
    )


def added(*more: Member, front: bool = False) -> bytes:
    """The form with further members, behind or in front of its own."""
    return zipped([*more, *members()] if front else [*members(), *more])


def glued() -> bytes:
    """Two whole workbooks, one behind the other."""
    return real() + zipped(members({SHEET: _OTHER}), before=b"")


def end_in_comment() -> bytes:
    """A comment that holds an end of another directory."""
    other = zipped(members({SHEET: _OTHER}))
    return zipped(members(), comment=other[-22:])


def unlisted() -> bytes:
    """A second sheet between the members that no directory lists."""
    return added(replace(member(SHEET, _OTHER), listed=False), front=True)


def wrong_count() -> bytes:
    content = bytearray(real())
    content[-12:-10] = struct.pack("<H", 3)
    return bytes(content)


def two_disks() -> bytes:
    content = bytearray(real())
    content[-18:-16] = struct.pack("<H", 7)
    return bytes(content)


def stored(part: str) -> Member:
    content = parts()[part]
    return Member(part.encode(), content, len(content), zlib.crc32(content), STORED)


def trailing_in_member() -> bytes:
    """A member whose packed data go on after their own end."""
    one = next(one for one in members() if one.name == SHEET.encode())
    return changed(SHEET, data=one.data + b"<c r='B7'><v>50</v></c>")


def cut_member() -> bytes:
    one = next(one for one in members() if one.name == SHEET.encode())
    return changed(SHEET, data=one.data[:-20])


def named(name: bytes) -> bytes:
    """The form with one more, harmless part under a strange name."""
    return added(replace(member("x", b"<a/>"), name=name))


def unicode_path() -> bytes:
    """A field that gives a member another name in Unicode than in its header."""
    other = b"xl/other.xml"
    field = struct.pack("<BL", 1, zlib.crc32(SHEET.encode())) + other
    return changed(SHEET, extra=struct.pack("<2H", 0x7075, len(field)) + field)


KINDS = (
    Kind("B01", "a sheet twice, with two prices", lambda: added(member(SHEET, _OTHER)),
         refused(SHEET)),
    Kind("B01b", "a sheet twice, the other one first",
         lambda: added(member(SHEET, _OTHER), front=True), refused(SHEET)),
    Kind("B02", "a sheet in small letters and one in capitals",
         lambda: added(member(SHEET.replace("sheets/sheet", "sheets/SHEET"),
                              _OTHER)), refused("xl/worksheets/")),
    Kind("B03", "two workbooks glued together", glued, refused()),
    Kind("B04", "a program in front of the workbook",
         lambda: zipped(members(), before=b"#!/bin/sh\necho\n"), refused()),
    Kind("B05", "bytes behind the workbook", lambda: real() + b"\0" * 100, refused()),
    Kind("B05b", "another end of directory in the comment", end_in_comment, refused()),
    Kind("B05c", "a comment of some words", lambda: zipped(members(), comment=b"van ons"),
         fair()),
    Kind("B06", "another name in front of the data than in the directory",
         lambda: changed(SHEET, local_name=b"xl/worksheets/sheet9.xml"), refused(SHEET)),
    Kind("B07", "a checksum that does not fit", lambda: changed(SHEET, crc=1), refused(SHEET)),
    Kind("B08", "another size in front of the data than in the directory",
         lambda: changed(SHEET, local_size=10), refused(SHEET)),
    Kind("B08b", "a size that the data do not have", lambda: changed(SHEET, size=100),
         refused(SHEET)),
    Kind("B08c", "a packed size beyond the end of the file",
         lambda: changed(SHEET, packed_size=10**8), refused()),
    Kind("B08d", "packed data that go on after their end", trailing_in_member, refused(SHEET)),
    Kind("B08e", "packed data that stop half-way", cut_member, refused(SHEET)),
    Kind("B09", "encrypted, says only the header in front",
         lambda: changed(SHEET, local_flags=1), refused()),
    Kind("B09b", "strong encryption", lambda: changed(SHEET, flags=0x41), refused()),
    Kind("B10", "a second sheet that no directory lists", unlisted, refused()),
    Kind("B10b", "a gap between two members", lambda: changed(SHEET, gap=b"\0" * 64), refused()),
    Kind("B10c", "a directory that lists three of its members", wrong_count, refused()),
    Kind("B10d", "a file on several disks", two_disks, refused()),
    Kind("B10e", "a directory that points before its first member",
         lambda: changed(SHEET, at=10**7), refused()),
    Kind("B10f", "a name in Unicode that is another name", unicode_path, refused()),
    Kind("B10g", "patched data", lambda: changed(SHEET, flags=0x20), refused()),
    Kind("B10h", "a method that does not exist", lambda: changed(SHEET, method=77),
         refused(SHEET)),
    Kind("B10i", "sizes behind the data, as some programs write them",
         lambda: changed(SHEET, descriptor=True), read()),
    Kind("B10j", "a sheet that is not packed",
         lambda: zipped(stored(n) if n == SHEET else member(n, c) for n, c in parts().items()),
         read()),
    Kind("B10k", "the members in another order", lambda: zipped(reversed(members())), read()),
    Kind("B10l", "an entry for a folder", lambda: added(
        Member(b"xl/", b"", 0, 0, STORED), front=True), fair()),
    Kind("C10", "a part that climbs out of the folder", lambda: named(b"../../evil.xml"),
         refused("evil.xml")),
    Kind("C10b", "a part that climbs out half-way",
         lambda: named(b"xl/../../evil.xml"), refused("evil.xml")),
    Kind("C11", "a part with a whole path", lambda: named(b"/etc/evil.xml"), refused("evil.xml")),
    Kind("C11b", "a part on a drive", lambda: named(b"C:/evil.xml"), refused("evil.xml")),
    Kind("C12", "a part with backslashes", lambda: named(b"xl\\worksheets\\evil.xml"),
         refused("evil.xml")),
    Kind("C12b", "a part with a NUL in its name", lambda: named(b"xl/evil.xml\0.png"),
         refused("evil.xml")),
    Kind("C12c", "a part with no name", lambda: named(b""), refused()),
    Kind("C12d", "a part whose name is no UTF-8", lambda: changed(
        SHEET, flags=0x800, name=b"xl/worksheets/\xff\xfe.xml"), refused()),
    Kind("C12e", "a part whose name has 5,000 letters",
         lambda: named(b"xl/" + b"a" * 5000 + b".xml"), fair()),
    Kind("D14", "every part encrypted", lambda: zipped(
        replace(one, flags=1) for one in members()), refused()),
    Kind("B10m", "the real form, written by another hand", lambda: xlsx({}), read()),
)  # fmt: skip
