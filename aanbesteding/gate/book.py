"""The workbook part: which sheets there are, what they are called and where their parts are."""

from collections.abc import Mapping
from typing import NamedTuple

from aanbesteding.gate.package import Package
from aanbesteding.gate.refused import Refused
from aanbesteding.gate.values import fetches
from aanbesteding.gate.xml import DOCUMENT, MAIN, Attributes, Part, StopError, read_part

MOST_SHEETS = 500
_ROOT = f"{MAIN}workbook"
_SHEETS = f"{MAIN}sheets"
_SHEET = f"{MAIN}sheet"
_KINDS = ("worksheet", "chartsheet")
_STATES = ("visible", "hidden", "veryHidden")
_NAME = f"{MAIN}definedName"
LONGEST_NAME = 8_192


class Listed(NamedTuple):
    """A sheet as the workbook lists it; `state` is visible, hidden or veryHidden."""

    name: str
    state: str
    part: str
    has_cells: bool


class _BookPart(Part):
    """Hears the workbook part."""

    def __init__(self, package: Package, refused: Refused):
        super().__init__(package.workbook, refused)
        self.related = {one.id: one for one in package.relations.get(package.workbook, ())}
        self.types = package.types
        self.sheets: list[Listed] = []
        self.dates_from_1904 = False
        self.lists = 0
        self.length = 0
        self.formula: list[str] = []

    def began(self, name: str, attributes: Attributes) -> None:
        if len(self.open) == 1 and name != _ROOT:
            self.refused.file("W138", part=self.name, found=name)
            raise StopError
        if name == _SHEETS:
            self.lists += 1
            if self.lists > 1 or len(self.open) != 2:
                self.refused.file("W145", part=self.name, found="sheets")
        elif name == _SHEET:
            if self.open[1:-1] != [_SHEETS]:
                self.refused.file("W145", part=self.name, found="sheet")
            self._sheet(attributes)
        elif name == f"{MAIN}workbookPr":
            self.dates_from_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif name == f"{MAIN}externalReference":
            self.refused.file("W107", part=f"{self.name}: externalReference")
        self.length = 0

    def text(self, text: str) -> None:
        if self.open[-1] != _NAME:
            return
        self.length += len(text)
        if self.length > LONGEST_NAME:
            self.refused.file("W168", part=self.name, most=LONGEST_NAME)
            raise StopError
        self.formula.append(text)

    def ended(self, name: str) -> None:
        if name == _NAME and fetches("".join(self.formula)):
            self.refused.file("W107", part=f"{self.name}: {''.join(self.formula)}")
        self.formula.clear()

    def _sheet(self, attributes: Attributes) -> None:
        name = attributes.get("name", "")
        state = attributes.get("state", "visible")
        relation = self.related.get(attributes.get(f"{DOCUMENT}id", ""))
        said = self.types.get(relation.target, "") if relation else ""
        kind = relation.kind if relation and said.endswith(f".{relation.kind}+xml") else ""
        if relation is None or kind not in _KINDS or state not in _STATES:
            self.refused.sheet("W141", name)
            return
        if name.casefold() in {known.name.casefold() for known in self.sheets} or not name:
            self.refused.sheet("W140", name)
        elif relation.target in {known.part for known in self.sheets}:
            self.refused.sheet("W141", name)
        self.sheets.append(Listed(name, state, relation.target, relation.kind == "worksheet"))
        if len(self.sheets) > MOST_SHEETS:
            self.too_many(MOST_SHEETS)


def book_of(
    package: Package, parts: Mapping[str, bytes], refused: Refused
) -> tuple[tuple[Listed, ...], bool]:
    """Return the sheets in order, and whether dates count from 1904."""
    if package.workbook not in parts:
        return (), False
    part = _BookPart(package, refused)
    if read_part(parts[package.workbook], part) and not part.sheets:
        refused.file("W134", count=0)
    return tuple(part.sheets), part.dates_from_1904
