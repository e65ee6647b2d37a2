"""Takes the real form apart and puts it together again with other parts or other cells."""

import re
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO

from aanbesteding.workbook.slots import Slot
from tests.hostile.archive import Member, member, zipped
from tests.hostile.form import real

BOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
RELS, TYPES, ROOT = "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "_rels/.rels"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = re.compile(r'<sheet name="([^"]*)" sheetId="(\d+)"')


@cache
def parts() -> Mapping[str, bytes]:
    """The parts of the real form by name, in the order of the file."""
    with zipfile.ZipFile(BytesIO(real())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text(part: str) -> str:
    """The text of a part of the real form."""
    return parts()[part].decode()


def part_of(sheet: str) -> str:
    """The name of the part that holds a sheet."""
    numbers = dict(_SHEET.findall(text(BOOK)))
    return f"xl/worksheets/sheet{numbers[sheet]}.xml"


def members(changes: Mapping[str, bytes | None] | None = None) -> list[Member]:
    """The members of the form with these parts put in, put over others, or taken out (None)."""
    every = {**parts(), **(changes or {})}
    return [member(name, content) for name, content in every.items() if content is not None]


def xlsx(changes: Mapping[str, bytes | str | None]) -> bytes:
    """The form with these parts put in, put over others, or taken out (None)."""
    ready = {n: c.encode() if isinstance(c, str) else c for n, c in changes.items()}
    return zipped(members(ready))


def put(found: str, old: str, new: str) -> str:
    """The text with `old` replaced once; raises ValueError when it is not there exactly once."""
    if found.count(old) != 1:
        raise ValueError(f"{old!r} occurs {found.count(old)} times")
    return found.replace(old, new)


def swapped(part: str, *changes: tuple[str, str]) -> bytes:
    """The form with texts in one part replaced, each of which must occur exactly once."""
    found = text(part)
    for old, new in changes:
        found = put(found, old, new)
    return xlsx({part: found})


def row_of(slot: Slot) -> int:
    """The number of the row in which a slot stands."""
    return int(slot.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def cell_xml(slot: Slot) -> str:
    """The element of a slot's cell as the form has it."""
    found = re.search(rf'<c r="{slot.cell}"[^>]*?(?:/>|>.*?</c>)', text(part_of(slot.sheet)))
    if found is None:
        raise ValueError(f"no cell {slot.cell}")
    return found[0]


def row_xml(slot: Slot) -> str:
    """The element of the row in which a slot stands."""
    found = re.search(rf'<row r="{row_of(slot)}" .*?</row>', text(part_of(slot.sheet)))
    if found is None:
        raise ValueError(f"no row {row_of(slot)}")
    return found[0]


def style_of(slot: Slot) -> str:
    """The number of the style of a slot's cell."""
    return str(re.search(r' s="(\d+)"', cell_xml(slot))[1])  # type: ignore[index]


def with_cell(slot: Slot, element: str) -> bytes:
    """The form with another element in place of a slot's cell; `{s}` stands for r and s."""
    known = f'r="{slot.cell}" s="{style_of(slot)}"'
    return swapped(part_of(slot.sheet), (cell_xml(slot), element.replace("{s}", known)))


def with_value(slot: Slot, value: str) -> bytes:
    """The form with this text, as XML, between the value tags of a number cell."""
    return with_cell(slot, f"<c {{s}}><v>{value}</v></c>")


def with_text(slot: Slot, value: str) -> bytes:
    """The form with this text, as XML, in a slot as text of its own."""
    kept = f'<is><t xml:space="preserve">{value}</t></is>'
    return with_cell(slot, f'<c {{s}} t="inlineStr">{kept}</c>')


def with_format(slot: Slot, code: str, value: str) -> bytes:
    """The form with a slot's value shown by another number format."""
    first = '<numFmt numFmtId="164"'
    new = f'<numFmt numFmtId="190" formatCode="{code}"/>'
    styles = put(text(STYLES), first, new + first)
    return _styled(slot, styles, 190, value)


def with_built_in(slot: Slot, number: int, value: str) -> bytes:
    """The form with a slot's value shown by one of the built-in number formats."""
    return _styled(slot, text(STYLES), number, value)


def _styled(slot: Slot, styles: str, number: int, value: str) -> bytes:
    """The form with one more cell style, of that number format, used by the slot alone."""
    count = int(str(re.search(r'<cellXfs count="(\d+)">', styles)[1]))  # type: ignore[index]
    look = f'<xf numFmtId="{number}" fontId="1" fillId="3" borderId="2" applyNumberFormat="1"/>'
    styles = put(styles, f'<cellXfs count="{count}">', f'<cellXfs count="{count + 1}">')
    styles = put(styles, "</cellXfs>", f"{look}</cellXfs>")
    sheet = put(
        text(part_of(slot.sheet)),
        cell_xml(slot),
        f'<c r="{slot.cell}" s="{count}">{value}</c>',
    )
    return xlsx({STYLES: styles, part_of(slot.sheet): sheet})


def with_part(
    name: str, content: bytes | str, kind: str = "", source: str = RELS, mode: str = ""
) -> bytes:
    """The form with one more part, declared and, when `kind` is given, related from `source`."""
    changes: dict[str, bytes | str | None] = {name: content}
    extension = name.rsplit(".", 1)[-1]
    if f'Extension="{extension}"' not in text(TYPES):
        one = f'<Default Extension="{extension}" ContentType="application/octet-stream"/>'
        changes[TYPES] = put(text(TYPES), "<Override PartName=\"/docProps/app.xml\"",
                             f"{one}<Override PartName=\"/docProps/app.xml\"")  # fmt: skip
    if kind:
        target = name.removeprefix("xl/") if source == RELS else f"/{name}"
        changes[source] = related(source, kind, target, mode)
    return xlsx(changes)


def related(source: str, kind: str, target: str, mode: str = "") -> str:
    """The relations of a part with one more."""
    full = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
    how = f' TargetMode="{mode}"' if mode else ""
    one = f'<Relationship Id="rId99" Type="{full}" Target="{target}"{how}/>'
    if source not in parts():
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        return f'<Relationships xmlns="{space}">{one}</Relationships>'
    return put(text(source), "</Relationships>", f"{one}</Relationships>")
