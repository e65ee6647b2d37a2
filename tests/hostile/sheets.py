"""B11-B16 and B70-B85: sheets, rows and columns that are twice there, hidden or elsewhere."""

import re

from tests.hostile.forge import (
    BOOK,
    MAIN,
    OFFICE,
    RELS,
    cell_xml,
    part_of,
    put,
    row_of,
    row_xml,
    swapped,
    text,
    with_cell,
    with_text,
    xlsx,
)
from tests.hostile.form import BIDS, NAME, NUMBER, PRICE
from tests.hostile.kinds import Kind, fair, noticed, read, refused, told

SHEET, NAMES = part_of("Prijzen"), part_of("Inschrijver")
_ROW, _CELL = row_xml(PRICE), cell_xml(PRICE)
_OTHER = _ROW.replace("1250.25", "50")
_AT = row_of(PRICE)
_WORKSHEET = f"{OFFICE}/worksheet"


def on_prices(*changes: tuple[str, str]) -> bytes:
    """The form with texts on the sheet of the prices replaced."""
    return swapped(SHEET, *changes)


def in_row(*attributes: str) -> bytes:
    """The form with further attributes on the row of the price."""
    start = _ROW.split(">", 1)[0]
    clean = re.sub(r' ht="[^"]*"', "", start) if any("ht=" in a for a in attributes) else start
    return on_prices((start + ">", f"{clean} {' '.join(attributes)}>"))


def in_column(attribute: str, width: str = "20.7109375") -> bytes:
    """The form with a further attribute on the column of the prices."""
    old = re.search(r'<col min="2" max="2" [^>]*/>', text(SHEET))
    if old is None:
        raise ValueError("no column B")
    clean = re.sub(r'width="[^"]*"', f'width="{width}"', old[0])
    return on_prices((old[0], clean.replace("/>", f" {attribute}/>")))


def sheet_line(sheet: str) -> str:
    found = re.search(rf'<sheet name="{re.escape(sheet)}"[^>]*/>', text(BOOK))
    if found is None:
        raise ValueError(f"no sheet {sheet}")
    return found[0]


def with_sheet(name: str, state: str = "", prices: str = "50") -> bytes:
    """The form with one more sheet, a copy of the prices with another price."""
    number = f'Id="rId77" Type="{_WORKSHEET}" Target="worksheets/sheet77.xml"'
    kept = f' state="{state}"' if state else ""
    new = f'<sheet name="{name}" sheetId="77"{kept} r:id="rId77"/>'
    types = text("[Content_Types].xml")
    first = re.search(r'<Override PartName="/xl/worksheets/sheet1.xml"[^>]*/>', types)
    one = first[0].replace("sheet1.xml", "sheet77.xml") if first else ""
    return xlsx(
        {
            "xl/worksheets/sheet77.xml": text(SHEET).replace("1250.25", prices),
            BOOK: put(text(BOOK), "</sheets>", f"{new}</sheets>"),
            RELS: put(text(RELS), "</Relationships>", f"<Relationship {number}/></Relationships>"),
            "[Content_Types].xml": put(types, "</Types>", f"{one}</Types>"),
        }
    )


def renamed(old: str, new: str) -> bytes:
    """The form with a sheet under another name."""
    return swapped(BOOK, (sheet_line(old), sheet_line(old).replace(f'"{old}"', f'"{new}"')))


def in_state(sheet: str, state: str) -> bytes:
    old = sheet_line(sheet)
    clean = re.sub(r' state="[^"]*"', "", old)
    return swapped(BOOK, (old, clean.replace(" sheetId", f' state="{state}" sheetId')))


def merged(area: str, *more: tuple[str, str]) -> bytes:
    return on_prices(("</mergeCells>", f'<mergeCell ref="{area}"/></mergeCells>'), *more)


def two_sheets_one_part() -> bytes:
    """Two sheets of the form that are one and the same part."""
    prices = re.search(r'r:id="(\w+)"', sheet_line("Prijzen"))
    lot = re.search(r'r:id="(\w+)"', sheet_line("Perceel C"))
    if prices is None or lot is None:
        raise ValueError("no relations")
    old = sheet_line("Perceel C")
    return swapped(BOOK, (old, old.replace(lot[1], prices[1])))


def swapped_names() -> bytes:
    """Two sheets of the form that bear each other's names."""
    found = text(BOOK)
    found = found.replace('name="Prijzen"', 'name="@"').replace('name="Perceel C"',
                                                                'name="Prijzen"')  # fmt: skip
    return xlsx({BOOK: found.replace('name="@"', 'name="Perceel C"')})


def heading() -> bytes:
    """The form with another word above the column of the prices."""
    old = re.search(r'<c r="B5"[^>]*>.*?</c>', text(SHEET))
    if old is None:
        raise ValueError("no heading")
    return on_prices((old[0], '<c r="B5" t="inlineStr"><is><t>Prijs per dag</t></is></c>'))


def protection() -> str:
    found = re.search(r"<sheetProtection [^>]*/>", text(SHEET))
    return found[0] if found else ""


KINDS = (
    Kind("B11", "the row of the price twice", lambda: on_prices((_ROW, _ROW + _OTHER)),
         told("Prijzen")),
    Kind("B11b", "the row of the price twice, far apart", lambda: on_prices(
        ("<sheetData>", f"<sheetData>{_OTHER}")), told("Prijzen")),
    Kind("B12", "rows out of order", lambda: on_prices(
        (_ROW, ""), ("<sheetData>", f"<sheetData>{_ROW}")), told("Prijzen")),
    Kind("B13", "cells out of order", lambda: on_prices(
        (_CELL, ""), ('<c r="A7"', f'{_CELL}<c r="A7"')), told(PRICE.sheet)),
    Kind("B14", "a cell that says it stands in another row", lambda: on_prices(
        (_CELL, _CELL.replace("B7", "B9"))), told("Prijzen")),
    Kind("B14b", "a second price in a row before it", lambda: on_prices(
        ("<sheetData>", '<sheetData><row r="3"><c r="B7"><v>50</v></c></row>')),
        told("Prijzen")),
    Kind("B15", "the cell of the price twice", lambda: on_prices(
        (_CELL, _CELL + _CELL.replace("1250.25", "50"))), told(PRICE)),
    Kind("B15b", "the cell of the price twice, first in small letters", lambda: on_prices(
        (_CELL, _CELL.replace("B7", "b7").replace("1250.25", "50") + _CELL)), told("Prijzen")),
    Kind("B16", "a cell that does not say where it stands", lambda: on_prices(
        (_CELL, _CELL.replace('r="B7" ', ""))), fair("Prijzen")),
    Kind("B16b", "a row that does not say where it stands", lambda: on_prices(
        (f'<row r="{_AT}" ', "<row ")), fair("Prijzen")),
    Kind("B16c", "a cell with dollar signs", lambda: on_prices(
        (_CELL, _CELL.replace("B7", "$B$7"))), told("Prijzen")),
    Kind("B16d", "a cell of rows and columns in numbers", lambda: on_prices(
        (_CELL, _CELL.replace("B7", "R7C2"))), told("Prijzen")),
    Kind("B16e", "a row with number 0", lambda: on_prices((f'<row r="{_AT}" ', '<row r="0" ')),
         told("Prijzen")),
    Kind("B16f", "a row with a leading zero", lambda: on_prices(
        (f'<row r="{_AT}" ', f'<row r="0{_AT}" ')), fair("Prijzen")),
    Kind("B16g", "a row number that is no number", lambda: on_prices(
        (f'<row r="{_AT}" ', '<row r="zeven" ')), told("Prijzen")),
    Kind("B70", "one more sheet, deeply hidden", lambda: with_sheet("Geheim", "veryHidden"),
         told("Geheim")),
    Kind("B70b", "one more sheet, hidden", lambda: with_sheet("Geheim", "hidden"),
         told("Geheim")),
    Kind("B70c", "one more sheet", lambda: with_sheet("Meer"), noticed("Meer")),
    Kind("B71", "two sheets of one name", lambda: with_sheet("Prijzen"), refused("Prijzen")),
    Kind("B71b", "two sheets of one name but for the capitals", lambda: with_sheet("PRIJZEN"),
         refused("PRIJZEN")),
    Kind("B71c", "two sheets of one name but for a space", lambda: with_sheet("Prijzen "),
         fair("Prijzen ")),
    Kind("B71d", "a sheet with a name of look-alike letters", lambda: with_sheet("Рrijzen"),
         noticed("Рrijzen")),
    Kind("B72", "a sheet renamed with one look-alike letter",
         lambda: renamed("Prijzen", "Рrijzen"), told("Prijzen")),
    Kind("B73", "a printed heading changed", heading, told("Prijzen", "B5")),
    Kind("B74", "the row of the price hidden", lambda: in_row('hidden="1"'), noticed("Prijzen")),
    Kind("B74b", "the row of the price of no height", lambda: in_row('ht="0"'), noticed("Prijzen")),
    Kind("B74c", "all rows hidden unless told otherwise", lambda: swapped(
        SHEET, ("<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" ')), fair("Prijzen")),
    Kind("B75", "the column of the prices hidden", lambda: in_column('hidden="1"'),
         noticed("Prijzen")),
    Kind("B75b", "the column of the prices of no width", lambda: in_column("", "0"),
         noticed("Prijzen")),
    Kind("B75c", "the row of the price folded away", lambda: in_row(
        'outlineLevel="1"', 'hidden="true"'), noticed("Prijzen")),
    Kind("B75d", "a filter over the prices", lambda: swapped(
        SHEET, ("<mergeCells", '<autoFilter ref="A5:D7"/><mergeCells')), noticed("Prijzen")),
    Kind("B76", "cells merged over the price", lambda: merged("B7:C7"), told("Prijzen")),
    Kind("B77", "the price under a merged area", lambda: merged("A7:B7"), told("Prijzen")),
    Kind("B77b", "two merged areas over each other", lambda: merged("B1:B2"), told("Prijzen")),
    Kind("B77c", "a merged area that is no area", lambda: merged("zeven"), told("Prijzen")),
    Kind("B78", "the sheets in another order", lambda: swapped(
        BOOK, (sheet_line("Prijzen"), ""), ("<sheets>", f"<sheets>{sheet_line('Prijzen')}")),
        fair()),
    Kind("B79", "a name with an escape that only some readers undo",
         lambda: with_text(NAME, "Zorg _x0041_"), told(NAME)),
    Kind("B80", "a required name of spaces", lambda: with_text(NAME, "   "), told(NAME)),
    Kind("B80b", "a required price that is empty", lambda: with_cell(PRICE, "<c {s}/>"),
         told(PRICE)),
    Kind("B80c", "a required price of spaces", lambda: with_text(PRICE, "   "), told(PRICE)),
    Kind("B80d", "a price cell with tags and nothing in them",
         lambda: with_cell(PRICE, "<c {s}><v></v></c>"), told(PRICE)),
    Kind("B81", "a workbook in the strict form of the standard", lambda: xlsx(
        {p: text(p).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
         for p in (BOOK, SHEET)}), refused()),
    Kind("B82", "a sheet of the form gone", lambda: swapped(BOOK, (sheet_line("Prijzen"), "")),
         told("Prijzen")),
    Kind("B83", "two sheets that are one part", two_sheets_one_part, refused()),
    Kind("B83b", "two sheets that bear each other's names", swapped_names, told("Prijzen")),
    Kind("B84", "the sheet of the prices hidden", lambda: in_state("Prijzen", "hidden"),
         noticed("Prijzen")),
    Kind("B84b", "the sheet of the prices deeply hidden",
         lambda: in_state("Prijzen", "veryHidden"), noticed("Prijzen")),
    Kind("B85", "the hidden sheet shown", lambda: in_state("_aanbesteding", "visible"), fair()),
    Kind("B85b", "two sheets of one number", lambda: swapped(
        BOOK, (sheet_line("Prijzen"), re.sub(r'sheetId="\d+"', 'sheetId="1"',
                                             sheet_line("Prijzen")))), fair("Prijzen")),
    Kind("B85c", "a yes beside the cell for it", lambda: swapped(
        part_of(BIDS.sheet), ("</sheetData>", '<row r="40"><c r="F40" t="inlineStr"><is><t>ja'
                              "</t></is></c></row></sheetData>")), noticed(BIDS.sheet, "F40")),
    Kind("B85d", "a number in the column beside", lambda: swapped(
        part_of(NUMBER.sheet), ("</sheetData>", '<row r="40"><c r="F40"><v>5</v></c></row>'
                                "</sheetData>")), noticed(NUMBER.sheet, "F40")),
    Kind("B85e", "the lock of the sheet taken off", lambda: swapped(
        SHEET, (protection(), "")), read()),
)  # fmt: skip
