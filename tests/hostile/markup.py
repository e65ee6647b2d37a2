"""B86-B99: XML that one reader takes one way and another otherwise."""

from decimal import Decimal

from tests.hostile.forge import (
    BOOK,
    MAIN,
    STRINGS,
    STYLES,
    cell_xml,
    part_of,
    put,
    row_xml,
    swapped,
    text,
    with_cell,
    with_text,
    with_value,
    xlsx,
)
from tests.hostile.form import NAME, PRICE
from tests.hostile.kinds import Kind, fair, read, refused, told

SHEET = part_of("Prijzen")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OTHER_DATA = f"<sheetData>{row_xml(PRICE).replace('1250.25', '50')}</sheetData>"
_CHOICE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="x">{a}</mc:Choice><mc:Fallback>{b}</mc:Fallback></mc:AlternateContent>'
)


def encoded(part: str, name: str, codec: str, mark: bytes = b"") -> bytes:
    """The form with one part in another encoding, which its first line names."""
    found = put(text(part), 'encoding="UTF-8"', f'encoding="{name}"')
    return xlsx({part: mark + found.encode(codec, "xmlcharrefreplace")})


def raw(part: str, old: bytes, new: bytes) -> bytes:
    return xlsx({part: text(part).encode().replace(old, new, 1)})


def prefixed() -> bytes:
    """The form with a prefix before every name on the sheet of the prices."""
    found = text(SHEET).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    return xlsx(
        {SHEET: put(found.replace("<x:?xml", "<?xml"), f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')}
    )


def choice() -> bytes:
    cell = cell_xml(PRICE)
    both = _CHOICE.format(a=cell.replace("1250.25", "50"), b=cell)
    return swapped(SHEET, (cell, both))


def choice_of_data() -> bytes:
    found = text(SHEET)
    start, end = found.index("<sheetData>"), found.index("</sheetData>") + len("</sheetData>")
    both = _CHOICE.format(a=_OTHER_DATA, b=found[start:end])
    return xlsx({SHEET: found[:start] + both + found[end:]})


KINDS = (
    Kind("B86", "two values in one cell",
         lambda: with_cell(PRICE, "<c {s}><v>5000</v><v>50</v></c>"), told(PRICE)),
    Kind("B86b", "two formulas in one cell",
         lambda: with_cell(PRICE, "<c {s}><f>1</f><f>2</f><v>50</v></c>"), told(PRICE)),
    Kind("B86c", "a value within a value", lambda: with_cell(
        PRICE, "<c {s}><v>50<v>00</v></v></c>"), told(PRICE)),
    Kind("B86d", "loose text in a cell", lambda: with_cell(
        PRICE, "<c {s}>50<v>1250.25</v></c>"), told(PRICE)),
    Kind("B87", "a comment in a number", lambda: with_value(PRICE, "50<!-- -->00"), told(PRICE)),
    Kind("B88", "a number of raw text", lambda: with_value(PRICE, "<![CDATA[5000]]>"),
         told(PRICE)),
    Kind("B88b", "a name of raw text", lambda: with_text(NAME, "<![CDATA[Zorg]]>"), told(NAME)),
    Kind("B88c", "a comment in a shared string", lambda: swapped(
        STRINGS, ("<t>K01</t>", "<t>K<!-- -->01</t>")), fair()),
    Kind("B89", "a sheet in UTF-16", lambda: encoded(SHEET, "UTF-16", "utf-16"), refused(SHEET)),
    Kind("B89b", "a sheet in Latin-1", lambda: encoded(SHEET, "ISO-8859-1", "latin-1"),
         refused(SHEET)),
    Kind("B89c", "a sheet in UTF-7, it says", lambda: encoded(SHEET, "UTF-7", "ascii"),
         refused(SHEET)),
    Kind("B89d", "a sheet in EBCDIC", lambda: encoded(SHEET, "cp037", "cp037"),
         refused(SHEET)),
    Kind("B89e", "a sheet with a mark of its byte order", lambda: encoded(
        SHEET, "UTF-8", "utf-8", b"\xef\xbb\xbf"), read()),
    Kind("B89f", "a sheet without a first line", lambda: xlsx(
        {SHEET: text(SHEET).removeprefix(_HEAD)}), read()),
    Kind("B89g", "bytes that are no UTF-8", lambda: raw(
        STRINGS, b"<t>K01</t>", b"<t>K\xff01</t>"), refused(STRINGS)),
    Kind("B89h", "letters written longer than they are", lambda: raw(
        STRINGS, b"<t>K01</t>", b"<t>K\xc0\xb001</t>"), refused(STRINGS)),
    Kind("B90", "an instruction in a number", lambda: with_value(PRICE, "50<?a b?>00"),
         told(PRICE)),
    Kind("B91", "the part of a sheet gone", lambda: xlsx({SHEET: None}),
         refused(SHEET.removeprefix("xl/"))),
    Kind("B92", "a price with a choice", choice, told("Prijzen")),
    Kind("B92b", "a sheet with a choice", choice_of_data, told("Prijzen")),
    Kind("B93", "the cells of a sheet twice", lambda: swapped(
        SHEET, ("</sheetData>", f"</sheetData>{_OTHER_DATA}")), told("Prijzen")),
    Kind("B93b", "the cells of a sheet inside its cells", lambda: swapped(
        SHEET, ("</sheetData>", f"{_OTHER_DATA}</sheetData>")), told("Prijzen")),
    Kind("B93c", "no cells at all", lambda: xlsx({SHEET: text(SHEET).replace(
        "sheetData", "sheetdata")}), told("Prijzen")),
    Kind("B94", "a cell within a cell", lambda: with_cell(
        PRICE, '<c {s}><c r="B7"><v>50</v></c><v>1250.25</v></c>'), told(PRICE)),
    Kind("B94b", "a row within a row", lambda: swapped(
        SHEET, (row_xml(PRICE), row_xml(PRICE).replace("</row>", f"{row_xml(PRICE)}</row>"))),
        told("Prijzen")),
    Kind("B95", "a cell of another name space", lambda: swapped(
        SHEET, (cell_xml(PRICE), cell_xml(PRICE) + '<c xmlns="urn:x" r="B7"><v>50</v></c>')),
        fair("Prijzen")),
    Kind("B95b", "the price of another name space", lambda: with_cell(
        PRICE, '<c {s}><v xmlns="urn:x">50</v></c>'), told(PRICE)),
    Kind("B95c", "an extension that brings cells along", lambda: swapped(
        SHEET, ("</worksheet>", f"<extLst><ext>{_OTHER_DATA}</ext></extLst></worksheet>")),
        fair("Prijzen")),
    Kind("B96", "a prefix before every name", prefixed, fair("Prijzen")),
    Kind("B97", "a number in signs by their number", lambda: with_value(PRICE, "&#49;250.25"),
         fair(PRICE)),
    Kind("B97b", "an attribute in signs by their number", lambda: with_cell(
        PRICE, '<c r="&#66;7"><v>1250.25</v></c>'), fair(PRICE)),
    Kind("B97c", "a dot by its number", lambda: with_value(PRICE, "1250&#x2E;25"), fair(PRICE)),
    Kind("B97d", "the name of a sheet by numbers", lambda: swapped(
        BOOK, ('name="Prijzen"', 'name="Prij&#122;en"')), refused(BOOK)),
    Kind("B97e", "signs that must or may be written so", lambda: with_text(
        NAME, "caf&#233; &amp; &lt;b&gt; &#34;c&#39; &#38; d&#10;e"),
        read(bidder__name="café & <b> \"c' & d\ne")),
    Kind("B98", "an attribute twice", lambda: with_cell(
        PRICE, '<c r="B7" r="B8"><v>1250.25</v></c>'), refused(SHEET)),
    Kind("B98b", "a tag that is not closed", lambda: swapped(
        SHEET, ("</worksheet>", "")), refused(SHEET)),
    Kind("B98c", "text behind the end", lambda: swapped(
        SHEET, ("</worksheet>", "</worksheet><a/>")), refused(SHEET)),
    Kind("B98d", "an entity that is not declared", lambda: with_value(PRICE, "&nbsp;50"),
         refused(SHEET)),
    Kind("B98e", "a sign that XML does not have", lambda: with_text(NAME, "Zorg&#1;"),
         refused()),
    Kind("B98f", "half a pair of signs", lambda: with_text(NAME, "Zorg&#xD800;"), refused()),
    Kind("B98g", "a prefix that is not declared", lambda: with_value(PRICE, "<y:b/>50"),
         refused(SHEET)),
    Kind("B98h", "XML of version 1.1", lambda: swapped(
        SHEET, ('<?xml version="1.0"', '<?xml version="1.1"')), refused(SHEET)),
    Kind("B98i", "a style sheet over the sheet", lambda: swapped(
        SHEET, ("?>", '?><?xml-stylesheet href="https://example.org/a.xsl"?>')), fair()),
    Kind("B98j", "a part that is taken in from elsewhere", lambda: swapped(
        SHEET, ("<sheetData>", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
                'href="file:///etc/passwd"/><sheetData>')), fair("Prijzen")),
    Kind("B98k", "styles that are not well formed", lambda: xlsx({STYLES: "<styleSheet>"}),
         refused(STYLES)),
    Kind("B98l", "a workbook of another root", lambda: xlsx(
        {BOOK: text(BOOK).replace("<workbook ", "<book ").replace("</workbook>", "</book>")}),
        refused(BOOK)),
    Kind("B98m", "shared strings of another root", lambda: xlsx(
        {STRINGS: text(STRINGS).replace("sst", "tss")}), refused(STRINGS)),
    Kind("B99", "a price with a line end inside", lambda: with_value(PRICE, "\n1250.25\n"),
         fair(PRICE)),
    Kind("B99b", "a name over two lines", lambda: with_text(NAME, "Zorg&#10;Een"),
         read(bidder__name="Zorg\nEen")),
    Kind("B99c", "a name with spaces around, kept", lambda: with_text(NAME, "  Zorg  "),
         read(bidder__name="Zorg")),
    Kind("B99d", "a price far below a cent in capitals", lambda: with_value(PRICE, "1250.25E0"),
         fair(PRICE, lots__C__price__licht=Decimal("1250.25"))),
)  # fmt: skip
