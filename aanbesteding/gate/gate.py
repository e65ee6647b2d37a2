"""The gate: from the bytes of a file to cells that can be read in one way, or why not."""

from collections.abc import Mapping

from aanbesteding.basis.findings import Finding, in_order
from aanbesteding.gate.archive import parts_of
from aanbesteding.gate.book import Listed, book_of
from aanbesteding.gate.cells import Gated, SheetRead
from aanbesteding.gate.colours import theme_of
from aanbesteding.gate.file import is_zip
from aanbesteding.gate.package import TYPES, Package, package_of
from aanbesteding.gate.places import cell_of
from aanbesteding.gate.refused import EnoughError, Refused
from aanbesteding.gate.sheet import SheetPart
from aanbesteding.gate.strings import strings_of
from aanbesteding.gate.styles import Styles, styles_of
from aanbesteding.gate.xml import MAIN, Attributes, Part, StopError, read_part

_COMMENT = f"{MAIN}comment"
_SOURCE = f"{MAIN}cacheSource"
_OWN_SOURCES = ("worksheet", "consolidation")
# Old drawings (vml) are no proper XML in every Excel file; nothing reads them.
_UNREAD = frozenset(
    ("bin", "vml", "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "svg", "wdp")
)
_UNREAD_KINDS = frozenset(["printersettings", "vmldrawing", "image", "thumbnail", "hdphoto"])
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")


def gate(content: bytes, label: str) -> tuple[Gated, tuple[Finding, ...]]:
    """Return the cells of a workbook, and all that is wrong with it; without findings it may pass.

    The findings are at most `MOST_FINDINGS`; with any of them nothing may be read.
    """
    refused = Refused(label)
    gated = Gated()
    try:
        if is_zip(content, refused):
            gated = _read(parts_of(content, refused), refused)
    except EnoughError:
        pass
    return gated, in_order(refused.findings)


def _read(parts: Mapping[str, bytes], refused: Refused) -> Gated:
    if not parts:
        return Gated()
    package = package_of(parts, refused)
    if TYPES not in parts:
        return Gated()
    listed, since_1904 = book_of(package, parts, refused)
    strings = strings_of(package.strings, parts, refused)
    themes = [to.target for to in package.relations.get(package.workbook, ()) if to.kind == "theme"]
    styles = styles_of(package.styles, parts, theme_of(themes, parts, refused), refused)
    sheets = {
        one.name: _sheet(one, strings, styles, parts, refused)
        for one in listed
        if one.has_cells and one.part in parts
    }
    done = {TYPES, package.workbook, package.strings, package.styles, *themes[:1]}
    done |= {one.part for one in listed if one.has_cells}
    _others({name: part for name, part in parts.items() if name not in done}, package, refused)
    return Gated(sheets, since_1904)


def _sheet(
    listed: Listed,
    strings: tuple[str, ...] | None,
    styles: Styles,
    parts: Mapping[str, bytes],
    refused: Refused,
) -> SheetRead:
    sheet = SheetRead(listed.name, listed.state, formats=styles.formats, pale=styles.pale)
    part = SheetPart(listed.part, sheet, strings, refused)
    read_part(parts[listed.part], part)
    part.over.put_in(sheet, styles)
    return sheet


def _others(parts: Mapping[str, bytes], package: Package, refused: Refused) -> None:
    """Look at the parts that hold no cells; pictures and printer settings are not opened."""
    kinds = {(to.target, to.kind) for own in package.relations.values() for to in own}
    for name, content in parts.items():
        ending = name.rpartition(".")[2].lower()
        if ending == "rels" or name.endswith("/"):
            continue
        if ending not in _UNREAD:
            read_part(content, _Other(name, refused))
            continue
        if ending == "vml" and any(one in content.upper() for one in _DECLARES):
            refused.file("W106", part=name)
        for kind in sorted(kind for target, kind in kinds if target == name):
            if kind not in _UNREAD_KINDS:
                refused.file("W138", part=name, found=kind)


class _Other(Part):
    """Hears a part that nothing is read from; only comments stand at a cell."""

    def began(self, name: str, attributes: Attributes) -> None:
        if name == _COMMENT and cell_of(attributes.get("ref", "")) is None:
            self.refused.file("W145", part=self.name, found=attributes.get("ref", ""))
            raise StopError
        if name == _SOURCE and attributes.get("type", "worksheet") not in _OWN_SOURCES:
            self.refused.file("W107", part=self.name)
