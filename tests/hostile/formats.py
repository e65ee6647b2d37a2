"""B40-B53: what is shown is not what is read: number formats, dates, white letters."""

import re

from tests.hostile.forge import (
    BOOK,
    STYLES,
    cell_xml,
    part_of,
    put,
    swapped,
    text,
    with_built_in,
    with_format,
    xlsx,
)
from tests.hostile.form import KVK, LEAD, NAME, NUMBER, PRICE
from tests.hostile.kinds import Kind, Want, fair, noticed, read, refused, told

_VALUE = "<v>1250.25</v>"
SHEET = part_of("Prijzen")

SHOWN: tuple[tuple[str, str, str, Want], ...] = (
    ("B40", "&quot;50,00&quot;", "another amount in quotes", told(PRICE)),
    ("B41", "0,", "thousands left out", told(PRICE)),
    ("B41b", "#,##0.00,,", "millions left out", told(PRICE)),
    ("B42", ";;;", "nothing shown", told(PRICE)),
    ("B42b", "0;;", "nothing shown below zero", told(PRICE)),
    ("B42c", "[White]0.00", "white digits", told(PRICE)),
    ("B43", "dd-mm-yyyy", "a date", told(PRICE)),
    ("B43b", "[$-413]d mmmm yyyy;@", "a Dutch date", told(PRICE)),
    ("B43c", "[h]:mm", "hours", told(PRICE)),
    ("B43d", "mm:ss.0", "minutes", told(PRICE)),
    ("B45", "0\\.00", "a dot that is only painted", told(PRICE)),
    ("B45b", "0&quot;.00&quot;", "cents that are only painted", told(PRICE)),
    ("B45c", "&quot;1&quot;0.00", "a digit painted in front", told(PRICE)),
    ("B45d", "0.00&quot;0&quot;", "a digit painted behind", told(PRICE)),
    ("B45e", "\\10.00", "a digit painted in front, in another way", told(PRICE)),
    ("B45f", "0.00_0*0", "a column filled with zeros", told(PRICE)),
    ("B45g", "[&gt;1000]&quot;50,00&quot;;0.00", "another amount above a thousand", told(PRICE)),
    ("B45h", "[=1250.25]&quot;50,00&quot;;General", "another amount for this one", told(PRICE)),
    ("B45i", "-0.00", "a minus painted in front", told(PRICE)),
    ("B45j", "0.00;[Red]0.00", "below zero without a minus", fair(PRICE)),
    ("B46", "0%", "a percentage", told(PRICE)),
    ("B46b", "0.00%", "a percentage with decimals", told(PRICE)),
    ("B46c", "# ?/?", "a fraction", told(PRICE)),
    ("B46d", "0E+0", "a power of ten without digits", told(PRICE)),
    ("B46e", "@", "text", fair(PRICE)),
    ("B46f", "#,##0", "without the cents that are there", fair(PRICE)),
    ("B46g", "0.000", "with a tenth of a cent", fair(PRICE)),
    ("B46h", "&quot;per uur&quot; 0.00", "a unit painted in front", told(PRICE)),
    ("B46i", "[DBNum1]0.00", "digits of another script", told(PRICE)),
    ("B46j", "[$-2000000]0.00", "Arabic digits, by language", told(PRICE)),
    ("B46k", "0" * 300, "a format longer than Excel allows", told(PRICE)),
    ("B46l", "", "a format of nothing", fair(PRICE)),
    ("B53", "#,##0.00", "thousands and cents", read()),
    ("B53b", "€ #,##0.00", "a euro", read()),
    ("B53c", "&quot;€&quot; #,##0.00", "a euro in quotes", read()),
    ("B53d", "_ &quot;€&quot; * #,##0.00_ ;_ &quot;€&quot; * -#,##0.00_ ;_ &quot;€&quot; * "
     "&quot;-&quot;??_ ;_ @_ ", "amounts as Dutch bookkeepers have them", read()),
    ("B53e", "General", "no format", read()),
    ("B53f", "0.00", "plain cents", read()),
    ("B53g", "[$€-413] #,##0.00", "a euro by language", read()),
    ("B53h", "#,##0.00 [$€-407]", "a euro behind", fair(PRICE)),
)  # fmt: skip

BUILT_IN = (
    ("B50_14", 14, "a built-in date", told(PRICE)),
    ("B50_22", 22, "a built-in date and time", told(PRICE)),
    ("B50_9", 9, "a built-in percentage", told(PRICE)),
    ("B50_12", 12, "a built-in fraction", told(PRICE)),
    ("B50_46", 46, "built-in hours", told(PRICE)),
    ("B50_30", 30, "a built-in date of East-Asian Excel", told(PRICE)),
    ("B50_200", 200, "a format that is nowhere described", told(PRICE)),
    ("B50_n", -1, "a format below the first", refused(STYLES)),
    ("B50_4", 4, "built-in thousands and cents", read()),
    ("B50_44", 44, "built-in bookkeeping", read()),
    ("B50_2", 2, "built-in cents", read()),
)


def white(colour: str = 'rgb="FFFFFFFF"') -> bytes:
    """The form with the letters of the price in a colour, white by itself, on white paper."""
    styles = text(STYLES)
    count = int(str(re.search(r'<fonts count="(\d+)">', styles)[1]))  # type: ignore[index]
    looks = int(str(re.search(r'<cellXfs count="(\d+)">', styles)[1]))  # type: ignore[index]
    font = f'<font><sz val="10"/><color {colour}/><name val="Arial"/></font></fonts>'
    look = f'<xf numFmtId="4" fontId="{count}" fillId="0" borderId="0" applyFont="1"/></cellXfs>'
    styles = put(put(styles, "</fonts>", font), "</cellXfs>", look)
    cell = f'<c r="{PRICE.cell}" s="{looks}">{_VALUE}</c>'
    return xlsx({STYLES: styles, SHEET: put(text(SHEET), cell_xml(PRICE), cell)})


def doubled_format() -> bytes:
    """The form with two number formats of one number, of which the cell uses one."""
    twice = '<numFmt numFmtId="166" formatCode="&quot;50,00&quot;"/></numFmts>'
    return swapped(STYLES, ("</numFmts>", twice))


def conditional(
    look: str = '<numFmt numFmtId="190" formatCode="&quot;50,00&quot;"/>', area: str = "B7"
) -> bytes:
    """The form with a format that comes over the price when it is above a thousand."""
    rule = (
        f'<conditionalFormatting sqref="{area}"><cfRule type="cellIs" dxfId="0" priority="1" '
        'operator="greaterThan"><formula>1000</formula></cfRule></conditionalFormatting>'
    )
    dxf = f'<dxfs count="1"><dxf>{look}</dxf></dxfs>'
    styles = put(text(STYLES), '<dxfs count="0"/>', dxf)
    return xlsx(
        {STYLES: styles, SHEET: put(text(SHEET), "<dataValidations", rule + "<dataValidations")}
    )


def bar(hides: str) -> bytes:
    """The form with a bar in the cell of the price, with or without the number."""
    rule = (
        '<conditionalFormatting sqref="A1 B6:B7"><cfRule type="dataBar" priority="1"><dataBar '
        f'showValue="{hides}"><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/>'
        "</dataBar></cfRule></conditionalFormatting>"
    )
    return swapped(SHEET, ("<dataValidations", rule + "<dataValidations"))


def later_rule() -> bytes:
    """The form with a later kind of conditional format, which holds its own number format."""
    space = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
    rule = (
        f'<extLst><ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" xmlns:x="{space}">'
        '<x:conditionalFormattings><x:conditionalFormatting><x:cfRule type="expression"><x:dxf>'
        '<numFmt numFmtId="190" formatCode="&quot;50,00&quot;"/></x:dxf></x:cfRule>'
        "</x:conditionalFormatting></x:conditionalFormattings></ext></extLst>"
    )
    return swapped(SHEET, ("</worksheet>", f"{rule}</worksheet>"))


def date_1904() -> bytes:
    return swapped(BOOK, ("<workbookPr ", '<workbookPr date1904="1" '))


KINDS = (
    *(Kind(i, f"a price shown as {why}", lambda c=code: with_format(PRICE, c, _VALUE), want)  # type: ignore[misc]
      for i, code, why, want in SHOWN),
    *(Kind(i, f"a price shown with {why}", lambda n=number: with_built_in(PRICE, n, _VALUE), want)  # type: ignore[misc]
      for i, number, why, want in BUILT_IN),
    Kind("B44", "a price in white letters", white, noticed(PRICE)),
    Kind("B44b", "a price in the white of the theme", lambda: white('theme="0"'), noticed(PRICE)),
    Kind("B44c", "a price in the white of the old list", lambda: white('indexed="9"'),
         noticed(PRICE)),
    Kind("B44d", "a price in black made nearly white", lambda: white('theme="1" tint="0.95"'),
         noticed(PRICE)),
    Kind("B44e", "a price in the black of the theme", lambda: white('theme="1"'), read()),
    Kind("B44f", "a price in dark red", lambda: white('rgb="FF9C0006"'), read()),
    Kind("B48", "a number of the chamber as a number with zeros painted in front",
         lambda: with_format(KVK, "00000000", "<v>5895555</v>"), told(KVK)),
    Kind("B50", "a lot that became a date", lambda: with_format(
        LEAD, "d-mmm", "<v>46388</v>"), told(LEAD)),
    Kind("B51", "dates that count from 1904", date_1904, fair()),
    Kind("B52", "the day that never was, 29 February 1900", lambda: with_format(
        PRICE, "dd-mm-yyyy", "<v>60</v>"), told(PRICE)),
    Kind("B52b", "a number of children as a date", lambda: with_format(
        NUMBER, "d-m-yyyy", "<v>20</v>"), told(NUMBER)),
    Kind("B52c", "a number of children as a percentage", lambda: with_format(
        NUMBER, "0%", "<v>20</v>"), told(NUMBER)),
    Kind("B52d", "a date before the first day", lambda: with_format(
        PRICE, "dd-mm-yyyy", "<v>-5</v>"), told(PRICE)),
    Kind("B52e", "a name that is a date", lambda: with_format(
        NAME, "d-mmm", "<v>46388</v>"), told(NAME)),
    Kind("B52f", "a date beyond the year 9999", lambda: with_format(
        LEAD, "d-mmm-yyyy", "<v>99999999</v>"), told(LEAD)),
    Kind("B53i", "two number formats of one number", doubled_format, fair(PRICE)),
    Kind("B53j", "a format that appears above a thousand", conditional, told(PRICE)),
    Kind("B53k", "a bar instead of the price", lambda: bar("0"), told(PRICE)),
    Kind("B53l", "letters that turn white above a thousand", lambda: conditional(
        '<font><color rgb="FFFFFFFF"/></font>'), noticed(PRICE)),
    Kind("B53m", "a later kind of format with a number of its own", later_rule, told("Prijzen")),
    Kind("B53n", "a format over an area that is no area", lambda: conditional(area="B7:B"),
         told("Prijzen")),
    Kind("B53o", "a bar behind the price", lambda: bar("1"), read()),
    Kind("B53p", "dark red letters on pink above a thousand", lambda: conditional(
        '<font><color rgb="FF9C0006"/></font><fill><patternFill><bgColor rgb="FFFFC7CE"/>'
        "</patternFill></fill>"), read()),
    Kind("B53q", "a number format over a heading", lambda: conditional(area="A1:D5"), read()),
)  # fmt: skip
