"""A: small files that ask for much memory or time."""

import bz2
import lzma
import struct
import zlib
from dataclasses import replace

from tests.hostile.archive import BZIP2, LZMA, STORED, Member, member, packed, repeated, zipped
from tests.hostile.forge import (
    BOOK,
    MAIN,
    RELS,
    STRINGS,
    STYLES,
    cell_xml,
    members,
    part_of,
    parts,
    put,
    row_xml,
    swapped,
    text,
    with_cell,
    with_value,
    xlsx,
)
from tests.hostile.form import NAME, PRICE
from tests.hostile.kinds import Kind, fair, refused, told

SHEET = part_of("Prijzen")
_BOMB = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
)


def swollen(part: str, at: str, piece: str, count: int, after_it: str = "") -> bytes:
    """The form with a piece repeated very often after a text in one of its parts."""
    before, after = text(part).split(at, 1)
    data, crc, size = repeated(
        (before + at).encode(), piece.encode(), count, (after_it + after).encode()
    )
    every = [
        Member(part.encode(), data, size, crc) if one.name == part.encode() else one
        for one in members()
    ]
    return zipped(every)


def declared(part: str, types: str, *changes: tuple[str, str]) -> bytes:
    """The form with a document type in one part."""
    root = text(part).index("<", text(part).index("?>"))
    found = f"{text(part)[:root]}<!DOCTYPE a [{types}]>{text(part)[root:]}"
    for old, new in changes:
        found = put(found, old, new)
    return xlsx({part: found})


def packed_as(method: int, data: bytes, size: int, content: bytes | None = None) -> bytes:
    """The form with one more part, packed by another method."""
    crc = zlib.crc32(b"\0" * size if content is None else content)
    return zipped([*members(), Member(b"xl/big.bin", data, size, crc, method)])


def bzip() -> bytes:
    squeeze = bz2.BZ2Compressor(9)
    data = b"".join(squeeze.compress(b"\0" * 2**20) for _ in range(64)) + squeeze.flush()
    return packed_as(BZIP2, data, 64 * 2**20)


def lzma_part() -> bytes:
    filters = [{"id": lzma.FILTER_LZMA1, "lc": 3, "lp": 0, "pb": 2, "dict_size": 2**16}]
    body = lzma.compress(text(SHEET).encode(), lzma.FORMAT_RAW, filters=filters)
    properties = struct.pack("<2BH", 9, 4, 5) + bytes([93]) + struct.pack("<L", 2**16)
    return packed_as(LZMA, properties + body, len(parts()[SHEET]), parts()[SHEET])


def lying_size() -> bytes:
    data, crc, _ = repeated(b"", b"\0", 50 * 2**20, b"")
    return zipped([*members(), Member(b"xl/big.xml", data, 10, crc)])


def overlapping() -> bytes:
    """Fifty names for one member of 2 MB, in the way of Fifield."""
    first = members()
    data, crc, size = repeated(b"<a>", b" ", 2 * 2**20, b"</a>")
    place = sum(30 + len(one.name) + len(one.data) for one in first)
    twin = Member(b"xl/m00.xml", data, size, crc)
    again = [
        replace(twin, name=b"xl/m%02d.xml" % n, data=b"", packed_size=len(data), at=place)
        for n in range(1, 50)
    ]
    return zipped([*first, twin, *again])


def many_members() -> bytes:
    empty, crc = packed(b"")
    return zipped([*members(), *(Member(b"x%d" % n, empty, 0, crc) for n in range(100_000))])


def nested_entry() -> bytes:
    """A zip that holds the form again, and again, and again."""
    inner = zipped(members())
    for _ in range(20):
        inner = zipped([Member(b"xl/a.zip", inner, len(inner), zlib.crc32(inner), STORED)])
    return zipped([*members(), member("xl/a.zip", inner)])


def far(cell: str) -> bytes:
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return swapped(
        SHEET, ("</sheetData>", f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>')
    )


def merged(area: str) -> bytes:
    return swapped(SHEET, ("</mergeCells>", f'<mergeCell ref="{area}"/></mergeCells>'))


def wide_element(piece: str) -> bytes:
    many = "".join(f" {piece.format(n=n)}" for n in range(100_000))
    return swapped(SHEET, ("<sheetData>", f"<sheetData{many}>"))


def big_size() -> bytes:
    """A member of which the size is said to be 2^63 in a zip64 field."""
    huge = struct.pack("<2H2Q", 1, 16, 2**63, 10)
    one = replace(member("xl/big.xml", b"<a/>"), size=2**32 - 1, extra=huge)
    return zipped([*members(), one])


def many_rules() -> bytes:
    """The form with rules that readers hold against every one of many areas."""
    areas = " ".join(f"A{row}" for row in range(1, 4_900))
    rule = '<cfRule type="cellIs" dxfId="0" priority="1"><formula>1</formula></cfRule>' * 9_000
    over = f'<conditionalFormatting sqref="{areas}">{rule}</conditionalFormatting>'
    styles = put(text(STYLES), '<dxfs count="0"/>', '<dxfs count="1"><dxf/></dxfs>')
    sheet = put(text(SHEET), "<dataValidations", f"{over}<dataValidations")
    return xlsx({STYLES: styles, SHEET: sheet})


KINDS = (
    Kind("A01", "200 MB of spaces in a sheet",
         lambda: swollen(SHEET, "<sheetData>", " ", 200_000_000), refused(SHEET), True),
    Kind("A02", "one shared string of 200 MB",
         lambda: swollen(STRINGS, "<t>", "x", 200_000_000), refused(STRINGS), True),
    Kind("A03", "two million empty shared strings",
         lambda: swollen(STRINGS, "</si>", "<si><t/></si>", 2_000_000), refused(STRINGS), True),
    Kind("A04", "a dimension of the whole sheet around a few rows",
         lambda: swapped(SHEET, ('ref="A1:D7"', 'ref="A1:XFD1048576"')), fair("Prijzen"), True),
    Kind("A05", "one cell in the last corner of the sheet", lambda: far("XFD1048576"),
         told("Prijzen", "XFD1048576"), True),
    Kind("A06", "one cell a thousand columns and twenty thousand rows away",
         lambda: far("ALL20000"), told("Prijzen", "ALL20000"), True),
    Kind("A07", "the whole sheet merged", lambda: merged("A1:XFD1048576"),
         told("Prijzen", "", "A1:XFD1048576"), True),
    Kind("A07b", "whole columns merged", lambda: merged("F1:XFD60"),
         told("Prijzen", "", "F1:XFD60"), True),
    Kind("A08", "one cell in the last row", lambda: far("A1048576"),
         told("Prijzen", "A1048576"), True),
    Kind("A08b", "a cell beyond the last column", lambda: far("ZZZ9"), fair("Prijzen", "ZZZ9")),
    Kind("A08c", "a row beyond the last row", lambda: far("A99999999999"), refused()),
    Kind("A09", "a billion laughs in a sheet",
         lambda: declared(SHEET, _BOMB, (cell_xml(PRICE), "&l9;")), refused(SHEET), True),
    Kind("A10", "a billion laughs in the shared strings",
         lambda: declared(STRINGS, _BOMB, ("<t>K01</t>", "<t>&l9;</t>")), refused(STRINGS), True),
    Kind("A11", "a billion laughs in the workbook",
         lambda: declared(BOOK, _BOMB, ("<sheets>", "<sheets>&l9;")), refused(BOOK), True),
    Kind("A12", "an entity of 60 kB, 1,500 times",
         lambda: declared(STRINGS, f'<!ENTITY a "{"a" * 60_000}">',
                          ("<t>K01</t>", f"<t>{'&a;' * 1500}</t>")), refused(STRINGS), True),
    Kind("A13", "an entity that is a file outside",
         lambda: declared(STRINGS, '<!ENTITY a SYSTEM "file:///etc/passwd">',
                          ("<t>K01</t>", "<t>&a;</t>")), refused(STRINGS)),
    Kind("A14", "a price that is an entity", lambda: declared(
        SHEET, '<!ENTITY p "7">', ("<v>1250.25</v>", "<v>&p;</v>")), refused(SHEET)),
    Kind("A14b", "a document type that declares nothing", lambda: declared(BOOK, ""),
         refused(BOOK)),
    Kind("A15", "200,000 elements in each other in a sheet",
         lambda: swollen(SHEET, "<sheetData>", "<a>", 200_000, "</a>" * 200_000),
         refused(SHEET), True),
    Kind("A16", "100,000 elements in each other in the workbook",
         lambda: swollen(BOOK, "<sheets>", "<a>", 100_000, "</a>" * 100_000),
         refused(BOOK), True),
    Kind("A16b", "500 elements in each other", lambda: swollen(
        SHEET, "</sheetData>", "<a>", 500, "</a>" * 500), fair()),
    Kind("A17", "64 MB packed with bzip2", bzip, refused("xl/big.bin"), True),
    Kind("A18", "a part packed with lzma", lzma_part, refused("xl/big.bin")),
    Kind("A19", "a part packed with deflate64, which nobody here can unpack",
         lambda: packed_as(9, parts()[SHEET], 10), refused("xl/big.bin")),
    Kind("A20", "a price of 5,000 digits", lambda: with_value(PRICE, "1" * 5000),
         told(PRICE), True),
    Kind("A21", "a price of a million digits", lambda: with_value(PRICE, "1" * 1_000_000),
         told(PRICE), True),
    Kind("A22", "100,000 members", many_members, refused(), True),
    Kind("A23", "a million styles", lambda: swollen(
        STYLES, '<cellXfs count="16">', '<xf numFmtId="0"/>', 1_000_000), refused(STYLES), True),
    Kind("A24", "200,000 merged cells", lambda: swollen(
        SHEET, '<mergeCell ref="A1:D1"/>', '<mergeCell ref="F100:G100"/>', 200_000),
        refused(SHEET), True),
    Kind("A25", "fifty names for one and the same member", overlapping, refused(), True),
    Kind("A26", "a member of 50 MB that says it is 10 bytes", lying_size,
         refused("xl/big.xml"), True),
    Kind("A27", "an element with 100,000 attributes", lambda: wide_element('a{n}="1"'),
         refused(SHEET), True),
    Kind("A28", "an element with 100,000 name spaces", lambda: wide_element('xmlns:a{n}="u"'),
         refused(SHEET), True),
    Kind("A29", "three million comments", lambda: swollen(
        SHEET, "<sheetData>", "<!-- x -->", 3_000_000), refused(SHEET), True),
    Kind("A30", "a name of 40,000 signs",
         lambda: with_cell(NAME, f'<c {{s}} t="inlineStr"><is><t>{"n" * 40_000}</t></is></c>'),
         told(NAME)),
    Kind("A31", "a member of 2^63 bytes, it says", big_size, refused("xl/big.xml")),
    Kind("A32", "a zip in a zip, twenty deep, beside the parts", nested_entry,
         fair()),
    Kind("A33", "100,000 empty rows", lambda: swollen(
        SHEET, "</row>", "<row/>", 100_000), fair("Prijzen"), True),
    Kind("A34", "the row of the price 50,000 times", lambda: swollen(
        SHEET, row_xml(PRICE), row_xml(PRICE), 50_000), refused(), True),
    Kind("A35", "300,000 relations", lambda: swollen(
        RELS, 'relationships">', '<Relationship Id="a" Type="b" Target="c"/>', 300_000),
        refused(RELS), True),
    Kind("A36", "100,000 validations of one cell", lambda: swollen(
        SHEET, '<dataValidations count="1">', '<dataValidation sqref="A1:XFD1048576"/>',
        100_000), refused(SHEET), True),
    Kind("A37", "100,000 defined names", lambda: swollen(
        BOOK, "<definedNames>", "<definedName name=\"a\">A1</definedName>", 100_000),
        refused(BOOK), True),
    Kind("A38", "100,000 sheets", lambda: swollen(
        BOOK, "<sheets>", '<sheet name="a" sheetId="9" r:id="rId1"/>', 100_000),
        refused(BOOK), True),
    Kind("A41", "9,000 rules over 4,900 areas each", many_rules, refused(SHEET), True),
    Kind("A39", "a row of 16,384 cells", lambda: swapped(
        SHEET, ("</sheetData>", '<row r="9">' + "<c/>" * 16_384 + "</row></sheetData>")),
        fair("Prijzen"), True),
    Kind("A40", "another name space, a million letters long", lambda: swapped(
        SHEET, (MAIN, MAIN + "a" * 1_000_000)), refused(), True),
)  # fmt: skip
