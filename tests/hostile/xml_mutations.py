"""Random changes of the XML of one part: each takes the text and gives another, often still XML."""

import re
from collections.abc import Callable
from random import Random

Change = Callable[[Random, str], str]
_TAG = re.compile(r"<([A-Za-z:]+)((?: [^<>]*?)?)(/?)>")
_ATTRIBUTE = re.compile(r' ([A-Za-z:]+)="([^"]*)"')
_CONTENT = re.compile(r">([^<>]+)<")
VALUES = (
    "", "0", "1", "-1", "7", "50", "1e400", "1e-400", "NaN", "INF", "1_0", "１２", "٣", " 5 ",
    "5,0", "1250.25", "1250.254", "1250.2500000000001", "0.1", "2147483648", "18446744073709551616",
    "9" * 40, "true", "false", "ja", "nee", "A1", "B5", "B6", "B7", "b7", "$B$7", "B7:C7", "A0",
    "A1:XFD1048576", "XFD1048576", "ZZZ1", "A1048577", "s", "b", "e", "n", "d", "str", "inlineStr",
    "zz", "hidden", "veryHidden", "visible", "14", "164", "165", "166", "999", "General", "0%",
    "dd-mm-yyyy", ";;;", "@", "0.00", "&quot;5&quot;0", "rId1", "rId5", "rId99", "Prijzen",
    "Inschrijver", "prijzen", "_x0041_", "_x005F_x0041_", "#REF!", "#N/A", "2027-01-01",
    "&#10;", "&#9;", "&#13;", "&#53;", "&#0;", "&#xD800;", "&amp;", "&lt;", "&a;", "\u202e",
    "\u200b", "é", "e\u0301", "\ufeff", "\ufffe", "../../x", "/xl/workbook.xml",
    "https://example.org/",
    "=1+1", "cmd|'/c calc'!A0", "x" * 300,
)  # fmt: skip
PIECES = (
    "<!-- x -->", "<![CDATA[5]]>", "<?a b?>", "<!DOCTYPE a>", '<!DOCTYPE a [<!ENTITY a "5">]>',
    "&a;", "<v>5</v>", "<v/>", "<f>1+1</f>", "<f/>", "<is><t>x</t></is>", "<t>x</t>",
    "<si><t>x</t></si>", '<c r="B7"><v>5</v></c>',
    '<c r="B6" t="inlineStr"><is><t>x</t></is></c>', "<c><v>5</v></c>",
    '<row r="7"><c r="B7"><v>5</v></c></row>', '<row r="90"><c r="A90"><v>1</v></c></row>',
    "<row/>", '<mergeCell ref="A7:B7"/>', '<mergeCell ref="B7:C9"/>', "<sheetData/>",
    "<r><t>y</t></r>", '<rPh sb="0" eb="1"><t>z</t></rPh>', '<hyperlink ref="B7"/>',
    '<dimension ref="A1"/>',
    '<xf numFmtId="14"/>', '<numFmt numFmtId="166" formatCode="0%"/>', '<x:y xmlns:x="urn:x"/>',
    '<sheet name="X" sheetId="9" r:id="rId1"/>', "<definedName name=\"a\">A1</definedName>",
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="x"><v>5</v></mc:Choice></mc:AlternateContent>',
    "\0", "\t", "\n", " ", "x",
)  # fmt: skip
ATTRIBUTES = (
    "r", "s", "t", "si", "ref", "hidden", "ht", "width", "min", "max", "xml:space", "state", "name",
    "sheetId", "numFmtId", "formatCode", "Id", "Target", "TargetMode", "Type", "spans", "count",
    "date1904", "zeroHeight", "outlineLevel", "applyNumberFormat", "xmlns", "xmlns:x",
)  # fmt: skip


def _pick(random: Random, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """A match at a random place; the first one of the text when there is none behind it."""
    return pattern.search(text, random.randrange(len(text) + 1)) or pattern.search(text)


def _value(random: Random, text: str) -> str:
    """A value from the list, or one that stands elsewhere in the part."""
    if random.random() < 0.3:
        found = _pick(random, _ATTRIBUTE, text)
        return found[2] if found else ""
    return random.choice(VALUES)


def _put(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def attribute_changed(random: Random, text: str) -> str:
    found = _pick(random, _ATTRIBUTE, text)
    return _put(text, *found.span(2), _value(random, text)) if found else text


def attribute_added(random: Random, text: str) -> str:
    found = _pick(random, _TAG, text)
    if not found:
        return text
    new = f' {random.choice(ATTRIBUTES)}="{_value(random, text)}"'
    return _put(text, found.end(1), found.end(1), new)


def attribute_taken(random: Random, text: str) -> str:
    found = _pick(random, _ATTRIBUTE, text)
    return _put(text, *found.span(), "") if found else text


def content_changed(random: Random, text: str) -> str:
    found = _pick(random, _CONTENT, text)
    return _put(text, *found.span(1), _value(random, text)) if found else text


def content_spiked(random: Random, text: str) -> str:
    found = _pick(random, _CONTENT, text)
    if not found:
        return text
    at = random.randint(*found.span(1))
    return _put(text, at, at, random.choice(PIECES))


def piece_put_in(random: Random, text: str) -> str:
    found = _pick(random, _TAG, text)
    at = random.choice(found.span()) if found else 0
    return _put(text, at, at, random.choice(PIECES))


def _element(random: Random, text: str) -> tuple[int, int]:
    """Where a random element starts and ends; the first end tag of its name will do."""
    found = _pick(random, _TAG, text)
    if not found:
        return 0, 0
    if found[3]:
        return found.span()
    close = f"</{found[1]}>"
    end = text.find(close, found.end())
    return found.start(), (end + len(close) if end >= 0 else found.end())


def element_doubled(random: Random, text: str) -> str:
    start, end = _element(random, text)
    return _put(text, end, end, text[start:end]) if end - start < 5_000 else text


def element_taken(random: Random, text: str) -> str:
    return _put(text, *_element(random, text), "")


def element_moved(random: Random, text: str) -> str:
    start, end = _element(random, text)
    piece, rest = text[start:end], _put(text, start, end, "")
    found = _pick(random, _TAG, rest)
    at = random.choice(found.span()) if found else 0
    return _put(rest, at, at, piece)


def tag_renamed(random: Random, text: str) -> str:
    one, other = _pick(random, _TAG, text), _pick(random, _TAG, text)
    return text.replace(f"<{one[1]} ", f"<{other[1]} ", 1) if one and other else text


def cut(random: Random, text: str) -> str:
    return text[: random.randrange(len(text) + 1)]


def letter_changed(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return _put(
        text, at, at + random.randint(0, 2), chr(random.choice((0, 9, 32, 34, 38, 60, 62, 97, 233)))
    )


CHANGES: tuple[Change, ...] = (
    attribute_changed, attribute_changed, attribute_changed, attribute_added, attribute_added,
    attribute_taken, content_changed, content_changed, content_changed, content_spiked,
    piece_put_in, piece_put_in, element_doubled, element_taken, element_moved, tag_renamed,
    cut, letter_changed,
)  # fmt: skip
