"""C: parts that do not belong in a bid, and parts that point to the wrong place."""

from aanbesteding.workbook.slots import Slot
from tests.hostile.forge import (
    BOOK,
    MAIN,
    OFFICE,
    RELS,
    ROOT,
    STRINGS,
    STYLES,
    TYPES,
    part_of,
    put,
    related,
    swapped,
    text,
    with_part,
    with_text,
    xlsx,
)
from tests.hostile.form import KVK, NAME, PRICE
from tests.hostile.kinds import Kind, fair, read, refused, told

SHEET = part_of("Prijzen")
SHEET_RELS = SHEET.replace("worksheets/", "worksheets/_rels/") + ".rels"
_FILE = SHEET.rsplit("/", 1)[-1]
_LINK = (
    f'<externalLink xmlns="{MAIN}"><ddeLink xmlns:r="{OFFICE}" ddeService="cmd" '
    'ddeTopic="/c calc"/></externalLink>'
)
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def on_sheet(part: str, content: str, kind: str, mode: str = "", inside: str = "") -> bytes:
    """The form with a part, or an address, that the sheet of the prices relates to."""
    target = part if mode else f"/{part}"
    changes: dict[str, bytes | str | None] = {
        SHEET_RELS: related(SHEET_RELS, kind, target, mode),
        SHEET: put(text(SHEET), "</worksheet>", f"{inside}</worksheet>"),
    }
    if not mode:
        changes[part] = content
    return xlsx(changes)


def hyperlink(slot: Slot, address: str) -> bytes:
    """The form with a link at a cell, as Excel makes one of an address that is typed."""
    part = part_of(slot.sheet)
    relations = part.replace("worksheets/", "worksheets/_rels/") + ".rels"
    where = f'<hyperlinks><hyperlink ref="{slot.cell}" r:id="rId99"/></hyperlinks><pageMargins'
    return xlsx(
        {
            relations: related(relations, "hyperlink", address, "External"),
            part: put(text(part), "<pageMargins", where),
        }
    )


def other_target(target: str, mode: str = "") -> bytes:
    """The form in which the sheet of the prices stands at another address."""
    return swapped(RELS, (f'Target="worksheets/{_FILE}"', f'Target="{target}"{mode}'))


def second_book() -> bytes:
    """A second workbook part to which the package relates too."""
    other = text(BOOK).replace("Prijzen", "Tarieven")
    return xlsx(
        {
            "xl/workbook2.xml": other,
            ROOT: related(ROOT, "officeDocument", "xl/workbook2.xml"),
            "xl/_rels/workbook2.xml.rels": text(RELS),
        }
    )


def doubled_id() -> bytes:
    """Two relations of one id: the sheet of the prices is one of them."""
    line = f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    number = text(RELS).split(f"worksheets/{_FILE}")[0].rsplit('Id="', 1)[1].split('"')[0]
    return swapped(
        RELS, ("</Relationships>", f'<Relationship Id="{number}" {line}</Relationships>')
    )


def own_xml() -> bytes:
    """A part of its own that Office adds for labels and properties."""
    kind = f"{OFFICE}/customXml"
    return with_part("customXml/item1.xml", "<label/>", kind, ROOT)


KINDS = (
    Kind("C01", "a name that looks like a formula",
         lambda: with_text(NAME, "=cmd|' /C calc'!A0"), read(bidder__name="=cmd|' /C calc'!A0")),
    Kind("C01b", "a name that looks like an address to look up",
         lambda: with_text(NAME, "@SUM(1+1)*cmd"), read(bidder__name="@SUM(1+1)*cmd")),
    Kind("C02", "a name that is a script", lambda: with_text(NAME, "&lt;script&gt;alert(1)"),
         read(bidder__name="<script>alert(1)")),
    Kind("C03", "a name that turns its reading direction", lambda: with_text(
        NAME, "Zorg \u202etseb"), told(NAME)),
    Kind("C03b", "a name with a sign of no width", lambda: with_text(NAME, "Zo\u200brg"),
         told(NAME)),
    Kind("C04", "a name with letters and accents apart", lambda: with_text(
        NAME, "Zorg E\u0301e\u0301n &amp; Partners"), read()),
    Kind("C04b", "a name with a control sign written as Excel writes it",
         lambda: with_text(NAME, "Zorg_x0007_"), told(NAME)),
    Kind("C04c", "a number of the chamber in full-width digits", lambda: with_text(
        KVK, "０５８９５５５５"), fair(KVK, bidder__kvk="０５８９５５５５")),
    Kind("C05", "macros", lambda: with_part("xl/vbaProject.bin", b"x",
         "http://schemas.microsoft.com/office/2006/relationships/vbaProject"),
         refused("vbaProject.bin")),
    Kind("C05b", "macros of which no relation speaks",
         lambda: with_part("xl/vbaProject.bin", b"x"), refused("vbaProject.bin")),
    Kind("C05c", "macros under another name", lambda: with_part("xl/foto.bin", b"x",
         "http://schemas.microsoft.com/office/2006/relationships/vbaProject"), refused()),
    Kind("C06", "a link to another workbook", lambda: with_part(
        "xl/externalLinks/externalLink1.xml", f'<externalLink xmlns="{MAIN}"/>',
        "externalLink"), refused("externalLink1.xml")),
    Kind("C06b", "a DDE link that starts a program", lambda: with_part(
        "xl/externalLinks/externalLink1.xml", _LINK, "externalLink"),
        refused("externalLink1.xml")),
    Kind("C06c", "a link to another workbook under another name", lambda: with_part(
        "xl/plaatje.xml", _LINK, "externalLink"), refused()),
    Kind("C07", "a connection to a database", lambda: with_part(
        "xl/connections.xml", f'<connections xmlns="{MAIN}"/>', "connections"),
        refused("connections.xml")),
    Kind("C07b", "a table that is fetched from the web", lambda: on_sheet(
        "xl/queryTables/queryTable1.xml", f'<queryTable xmlns="{MAIN}" name="q"/>',
        "queryTable"), refused("queryTable1.xml")),
    Kind("C08", "a file embedded", lambda: on_sheet(
        "xl/embeddings/oleObject1.bin", "x", "oleObject"), refused("oleObject1.bin")),
    Kind("C09", "a control", lambda: on_sheet(
        "xl/activeX/activeX1.xml", "<a/>", "control"), refused("activeX1.xml")),
    Kind("C09b", "a sheet of old macros", lambda: with_part(
        "xl/macrosheets/sheet1.xml", "<a/>",
        "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"),
        refused("macrosheets/sheet1.xml")),
    Kind("C09c", "buttons of its own", lambda: with_part(
        "customUI/customUI.xml", "<a/>",
        "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility", ROOT),
        refused("customUI.xml")),
    Kind("C09d", "a web add-in", lambda: with_part(
        "xl/webextensions/webextension1.xml", "<a/>"), refused("webextension1.xml")),
    Kind("C13", "a workbook that says it may hold macros", lambda: swapped(
        TYPES, (_WORKBOOK, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")), refused()),
    Kind("C14", "two workbooks in one package", second_book, refused()),
    Kind("C14b", "no workbook in the package", lambda: swapped(
        ROOT, ("relationships/officeDocument", "relationships/nothing")), refused()),
    Kind("C15", "a sheet outside the file", lambda: other_target(
        "file:///tmp/sheet.xml", '" TargetMode="External'), refused()),
    Kind("C15b", "a sheet that climbs out of the file",
         lambda: other_target("../../../etc/passwd"), refused()),
    Kind("C15c", "a sheet on the web", lambda: other_target("https://example.org/s.xml"),
         refused()),
    Kind("C15d", "a sheet that is another part", lambda: other_target("theme/theme1.xml"),
         refused()),
    Kind("C15e", "a sheet that stands at a whole address", lambda: other_target(f"/{SHEET}"),
         read()),
    Kind("C15f", "two relations of one id", doubled_id, refused()),
    Kind("C15g", "the shared strings outside the file", lambda: swapped(
        RELS, ('Target="sharedStrings.xml"', 'Target="file:///x" TargetMode="External"')),
        refused()),
    Kind("C16", "no relations of the workbook", lambda: xlsx({RELS: None}), refused()),
    Kind("C16b", "no shared strings", lambda: xlsx({STRINGS: None}), refused()),
    Kind("C16c", "no styles", lambda: xlsx({STYLES: None}), refused()),
    Kind("C17", "a sheet that is not in the list of kinds", lambda: swapped(
        TYPES, (f"/{SHEET}", "/xl/worksheets/other.xml")), fair()),
    Kind("C17b", "a sheet that the list calls a chart", lambda: swapped(
        TYPES, (f'/{SHEET}" ContentType="application/vnd.openxmlformats-officedocument.'
                'spreadsheetml.worksheet+xml', f'/{SHEET}" ContentType="application/vnd.'
                'openxmlformats-officedocument.spreadsheetml.chartsheet+xml')), refused()),
    Kind("C18", "a link at the price", lambda: hyperlink(PRICE, "https://example.org/"),
         fair(PRICE)),
    Kind("C18b", "an e-mail address, of which Excel made a link",
         lambda: hyperlink(NAME, "mailto:zorg@example.org"), read()),
    Kind("C19", "a note at the price", lambda: on_sheet(
        "xl/comments1.xml", f'<comments xmlns="{MAIN}"><authors><author/></authors>'
        '<commentList><comment ref="B7" authorId="0"><text><t>per uur</t></text></comment>'
        "</commentList></comments>", "comments"), fair(PRICE)),
    Kind("C20", "a table of totals with a source elsewhere", lambda: with_part(
        "xl/pivotCache/pivotCacheDefinition1.xml", f'<pivotCacheDefinition xmlns="{MAIN}">'
        '<cacheSource type="external" connectionId="1"/></pivotCacheDefinition>',
        "pivotCacheDefinition"), refused()),
    Kind("C21", "properties that Office adds", own_xml, read()),
    Kind("C22", "settings of a printer, which Excel adds", lambda: on_sheet(
        "xl/printerSettings/printerSettings1.bin", "x", "printerSettings"), read()),
    Kind("C23", "the order of calculation, which Excel adds", lambda: with_part(
        "xl/calcChain.xml", f'<calcChain xmlns="{MAIN}"/>', "calcChain"), read()),
    Kind("C24", "a picture on a sheet from the web", lambda: on_sheet(
        "https://example.org/pixel.png", "", "image", "External"), refused()),
    Kind("C25", "a template outside the file", lambda: with_part(
        "xl/a.xml", "<a/>", "attachedTemplate"), refused()),
    Kind("C26", "a name that holds a formula with a program", lambda: swapped(
        BOOK, ("<definedNames>", "<definedNames><definedName name=\"_xlnm.Auto_Open\">"
               "cmd|'/c calc'!A0</definedName>")), refused()),
    Kind("C27", "a name of the form that points to another cell", lambda: swapped(
        BOOK, (f"Prijzen!$B${PRICE.cell[1:]}</definedName>", "Prijzen!$B$99</definedName>")),
        fair()),
)  # fmt: skip
