"""D: what is no workbook of this kind at all."""

import gzip
import zlib

from tests.hostile.archive import STORED, Member, member, zipped
from tests.hostile.forge import TYPES, members, parts, text, xlsx
from tests.hostile.form import real
from tests.hostile.kinds import Kind, fair, refused

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_XML_2003 = (
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)


def of_mime(kind: bytes, *names: str) -> bytes:
    """A zip of another program: its kind first, unpacked, and some of its parts."""
    first = Member(b"mimetype", kind, len(kind), zlib.crc32(kind), STORED)
    return zipped([first, *(member(name, b"<a/>") for name in names)])


def renamed_types(old: str, new: str) -> bytes:
    return xlsx({TYPES: text(TYPES).replace(old, new)})


KINDS = (
    Kind("D01", "an old workbook (.xls)", lambda: _OLE + b"\0" * 4096, refused()),
    Kind("D02", "a workbook with a password", lambda: _OLE + b"\0" * 512
         + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4096, refused()),
    Kind("D03", "a CSV file", lambda: b"veld;waarde\nprijs;50\n", refused()),
    Kind("D04", "a web page, as some programs export", lambda:
         b"<html><table><tr><td>50</td></tr></table></html>", refused()),
    Kind("D05", "an empty file", lambda: b"", refused()),
    Kind("D06", "a file cut in half", lambda: real()[: len(real()) // 2], refused()),
    Kind("D06b", "a file without its last byte", lambda: real()[:-1], refused()),
    Kind("D06c", "a file without its first byte", lambda: real()[1:], refused()),
    Kind("D07", "noise", lambda: bytes((n * n * 31 + n) % 251 for n in range(4000)), refused()),
    Kind("D07b", "zeros, as a disk that failed leaves", lambda: b"\0" * 13_000, refused()),
    Kind("D08", "a text document (.docx)", lambda: zipped(
        [member(TYPES, b"<Types/>"), member("word/document.xml", b"<a/>")]), refused()),
    Kind("D09", "an OpenDocument sheet (.ods)", lambda: of_mime(
        b"application/vnd.oasis.opendocument.spreadsheet", "content.xml"), refused()),
    Kind("D10", "a PDF", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", refused()),
    Kind("D11", "a zip of the workbook", lambda: zipped(
        [Member(b"K01.xlsx", real(), len(real()), zlib.crc32(real()), STORED)]), refused()),
    Kind("D12", "a zip with nothing in it", lambda: zipped([]), refused()),
    Kind("D13", "a binary workbook (.xlsb)", lambda: zipped(
        [member(TYPES, b"<Types/>"), member("xl/workbook.bin", b"\x83\x01\0")]), refused()),
    Kind("D15", "an XML workbook of 2003", lambda: _XML_2003, refused()),
    Kind("D16", "a gzip of the workbook", lambda: gzip.compress(real(), mtime=0), refused()),
    Kind("D17", "a 7z archive", lambda: b"7z\xbc\xaf\x27\x1c\0\4" + b"\0" * 64, refused()),
    Kind("D18", "a picture", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 64, refused()),
    Kind("D19", "a template (.xltx)", lambda: renamed_types(
        "spreadsheetml.sheet.main", "spreadsheetml.template.main"), fair()),
    Kind("D20", "a slide show inside", lambda: renamed_types(
        "spreadsheetml.sheet.main", "presentationml.presentation.main"), refused()),
    Kind("D21", "a part of bytes in place of every part", lambda: zipped(
        member(name, b"\x83\x01\0") for name in parts()), refused()),
    Kind("D22", "every part empty", lambda: zipped(member(name, b"") for name in parts()),
         refused()),
    Kind("D23", "no list of kinds of parts", lambda: zipped(members({TYPES: None})),
         refused()),
)  # fmt: skip
