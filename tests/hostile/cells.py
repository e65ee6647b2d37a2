"""B17-B29: what can be wrong inside one cell: its type, its value, its shared string."""

from decimal import Decimal

from tests.hostile.forge import (
    STRINGS,
    cell_xml,
    put,
    style_of,
    swapped,
    text,
    with_cell,
    with_value,
    xlsx,
)
from tests.hostile.form import BIDS, KVK, NAME, NUMBER, PRICE
from tests.hostile.kinds import Kind, Want, fair, read, refused, told

TYPED: tuple[tuple[str, str, Want], ...] = (
    ("1_000", "a line between the digits", told(PRICE)),
    ("\u0661\u0662\u0663", "Arabic digits", told(PRICE)),
    ("\uff15\uff10", "full-width digits", told(PRICE)),
    ("12,5", "a comma", told(PRICE)),
    ("abc", "letters", told(PRICE)),
    ("INF", "infinity", told(PRICE)),
    ("-INF", "infinity below zero", told(PRICE)),
    ("NaN", "no number", told(PRICE)),
    ("1e400", "a number too large for anyone", told(PRICE)),
    ("1e308", "a number larger than any bound", told(PRICE)),
    ("5e-324", "the smallest number there is", told(PRICE)),
    ("-100", "a number below zero", told(PRICE)),
    ("-0", "nothing below zero", fair(PRICE, lots__C__price__licht=Decimal(0))),
    ("+50", "a plus", fair(PRICE, lots__C__price__licht=Decimal(50))),
    ("0x10", "a number of sixteen", told(PRICE)),
    ("1e3", "a power of ten, as Excel writes large numbers",
     read(lots__C__price__licht=Decimal(1000))),
    ("1.2E+3", "a power of ten with a sign", read(lots__C__price__licht=Decimal(1200))),
    (" 1250.25 ", "spaces around", fair(PRICE)),
    ("1250 .25", "a space inside", told(PRICE)),
    ("1250.25.1", "two dots", told(PRICE)),
    ("1 250", "a space for the thousands", told(PRICE)),
    (".5", "no digit before the dot", fair(PRICE, lots__C__price__licht=Decimal("0.5"))),
    ("50.", "no digit after the dot", fair(PRICE, lots__C__price__licht=Decimal(50))),
    ("1250.2500000000001", "seventeen digits, as Excel writes them", read()),
    ("42536.512888953701", "five decimals behind seventeen digits", told(PRICE)),
    ("0.14000000000000001", "the nearest number to 0.14, as Excel writes it",
     read(lots__C__price__licht=Decimal("0.14"))),
    ("1250.254", "a tenth of a cent", told(PRICE)),
    ("9007199254740993", "more digits than a number holds", told(PRICE)),
    ("nul", "a word for zero", told(PRICE)),
    ("1250.25%", "a percent sign", told(PRICE)),
    ("\u22121250.25", "a printed minus", told(PRICE)),
    ("1250.25\u200b", "a sign of no width", told(PRICE)),
    ("1250.25\u00a0", "a fixed space", told(PRICE)),
    ("0001250.25", "zeros in front", fair(PRICE)),
)  # fmt: skip


def typed(number: int, value: str, attacks: str, want: Want) -> Kind:
    """A price with this text between the value tags."""
    return Kind(f"B20_{number:02}", f"a price: {attacks}", lambda: with_value(PRICE, value), want)


def strings(old: str, new: str) -> bytes:
    """The form with a shared string replaced."""
    return swapped(STRINGS, (old, new))


def added_string(entry: str) -> bytes:
    """The form with one more shared string, which is the name of the bidder."""
    found = text(STRINGS)
    index = found.count("<si>")
    sheet = "xl/worksheets/sheet2.xml"
    cell = f'<c r="{NAME.cell}" s="{style_of(NAME)}" t="s"><v>{index}</v></c>'
    return xlsx(
        {
            STRINGS: put(found, "</sst>", f"{entry}</sst>"),
            sheet: put(text(sheet), cell_xml(NAME), cell),
        }
    )


def shared(value: str) -> bytes:
    """The form with a name that is the shared string of this number."""
    return with_cell(NAME, f'<c {{s}} t="s"><v>{value}</v></c>')


KINDS = (
    Kind("B17", "the shared string before the first", lambda: shared("-1"), told(NAME)),
    Kind("B18", "a shared string beyond the last", lambda: shared("99999"), told(NAME)),
    Kind("B19", "half a shared string", lambda: shared("1.5"), told(NAME)),
    Kind("B19b", "a shared string of letters", lambda: shared("abc"), told(NAME)),
    Kind("B19c", "a shared string of no number", lambda: shared(""), told(NAME)),
    Kind("B19d", "a shared string of Arabic digits", lambda: shared("\u0661"), told(NAME)),
    Kind("B19e", "a shared string with a line between the digits", lambda: shared("1_0"),
         told(NAME)),
    *(typed(number, *one) for number, one in enumerate(TYPED, 1)),
    Kind("B21", "TRUE for a price", lambda: with_cell(PRICE, '<c {s} t="b"><v>1</v></c>'),
         told(PRICE)),
    Kind("B21b", "TRUE for a number of children", lambda: with_cell(
        NUMBER, '<c {s} t="b"><v>1</v></c>'), told(NUMBER)),
    Kind("B22", "a truth of seven", lambda: with_cell(PRICE, '<c {s} t="b"><v>7</v></c>'),
         told(PRICE)),
    Kind("B22b", "TRUE for a yes", lambda: with_cell(BIDS, '<c {s} t="b"><v>1</v></c>'),
         fair(BIDS)),
    Kind("B23", "#REF! for a price", lambda: with_cell(
        PRICE, '<c {s} t="e"><v>#REF!</v></c>'), told(PRICE)),
    Kind("B24", "#N/A for a name", lambda: with_cell(NAME, '<c {s} t="e"><v>#N/A</v></c>'),
         told(NAME)),
    Kind("B24b", "an error of a kind that does not exist", lambda: with_cell(
        PRICE, '<c {s} t="e"><v>50</v></c>'), told(PRICE)),
    Kind("B25", "a price with a date in ISO", lambda: with_cell(
        PRICE, '<c {s} t="d"><v>2027-01-01</v></c>'), told(PRICE)),
    Kind("B26", "a name as text of the cell itself", lambda: with_cell(
        NAME, '<c {s} t="inlineStr"><is><t>Zorg Één &amp; Partners</t></is></c>'), read()),
    Kind("B26b", "a name of text of the cell and a value too", lambda: with_cell(
        NAME, '<c {s} t="inlineStr"><v>3</v><is><t>Zorg</t></is></c>'), told(NAME)),
    Kind("B26c", "a price with a number and text of the cell", lambda: with_cell(
        PRICE, "<c {s}><v>50</v><is><t>1250.25</t></is></c>"), told(PRICE)),
    Kind("B26d", "a name that says text of the cell and has a value", lambda: with_cell(
        NAME, '<c {s} t="inlineStr"><v>0</v></c>'), told(NAME)),
    Kind("B27", "a name as the text of a formula, without one", lambda: with_cell(
        NAME, '<c {s} t="str"><v>Zorg Één &amp; Partners</v></c>'), fair(NAME)),
    Kind("B28", "a cell of a type that does not exist", lambda: with_cell(
        PRICE, '<c {s} t="zz"><v>1250.25</v></c>'), told(PRICE)),
    Kind("B28b", "a price that says it is a number", lambda: with_cell(
        PRICE, '<c {s} t="n"><v>1250.25</v></c>'), read()),
    Kind("B29", "a style that does not exist", lambda: with_cell(
        PRICE, '<c r="B7" s="999"><v>1250.25</v></c>'), told(PRICE)),
    Kind("B29b", "a style below the first", lambda: with_cell(
        PRICE, '<c r="B7" s="-1"><v>1250.25</v></c>'), told(PRICE)),
    Kind("B29c", "a name in pieces with a look of their own", lambda: added_string(
        "<si><r><t>Zorg Één</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> &amp; Partners"
        "</t></r></si>"), read()),
    Kind("B29d", "a name with a reading aid, which some readers add to it",
         lambda: added_string("<si><t>Zorg Één &amp; Partners</t><rPh sb=\"0\" eb=\"1\"><t>x</t>"
                              "</rPh></si>"), fair(NAME)),
    Kind("B29e", "a shared string of two texts", lambda: added_string(
        "<si><t>Zorg</t><t>Een</t></si>"), refused(STRINGS)),
    Kind("B29f", "a name of text in pieces and whole", lambda: added_string(
        "<si><t>Zorg</t><r><t>Een</t></r></si>"), refused(STRINGS)),
    Kind("B47", "a number of the chamber as a number", lambda: with_value(KVK, "5895555"),
         told(KVK)),
    Kind("B49", "a number of the chamber as a power of ten", lambda: with_value(KVK, "5.89E6"),
         told(KVK)),
    Kind("B49b", "a number for a name", lambda: with_value(NAME, "50"), told(NAME)),
    Kind("B49c", "half a child", lambda: with_value(NUMBER, "20.5"), told(NUMBER)),
)  # fmt: skip
