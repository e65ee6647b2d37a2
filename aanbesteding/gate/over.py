"""What lies over the cells of a sheet: conditional formats that change what is seen, filters."""

from aanbesteding.gate.cells import Area, SheetRead
from aanbesteding.gate.places import range_of
from aanbesteding.gate.styles import Styles
from aanbesteding.gate.xml import MAIN, Attributes

# Readers hold each area against every other, and do so again for each rule over them.
LONGEST_AREAS = 16_000
MOST_AREAS = 100_000
_ROOT = f"{MAIN}worksheet"
_AREAS, _RULE = f"{MAIN}conditionalFormatting", f"{MAIN}cfRule"
_BAR, _ICONS, _FILTER = f"{MAIN}dataBar", f"{MAIN}iconSet", f"{MAIN}autoFilter"
# Excel's later rules stand in an extension, with their look inside.
_LATER = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main "
_LATER_BARS = frozenset({f"{_LATER}dataBar", f"{_LATER}iconSet"})
_FORMAT = f"{MAIN}numFmt"
_HIDES = ("0", "false")
LOOKS = frozenset({_AREAS, _RULE, _BAR, _ICONS, _FILTER, _FORMAT}) | _LATER_BARS


class Over:
    """Gathers the conditional formats and filters of one sheet."""

    def __init__(self) -> None:
        self.length = 0
        self.latest = 0
        self.groups: list[list[Area]] = []
        self.looks: set[tuple[int, int]] = set()
        self.instead: set[int] = set()
        self.filters: list[Area] = []

    def heard(self, name: str, above: str, attributes: Attributes) -> bool:
        """Note one element; return False for what cannot be told to which cells it belongs."""
        if name == _AREAS:
            return self._areas(attributes)
        if name == _FILTER:
            return above != _ROOT or self._filter(attributes)
        if name == _RULE and above == _AREAS:
            return self._rule(attributes.get("dxfId", ""))
        hides = attributes.get("showValue", "1") in _HIDES
        if name in (_BAR, _ICONS) and above == _RULE and self.groups:
            self.instead |= {len(self.groups)} if hides else set()
            return True
        return name in _LATER_BARS and not hides

    def _areas(self, attributes: Attributes) -> bool:
        found = [range_of(said) for said in attributes.get("sqref", "").split()]
        self.groups.append([area for area in found if area is not None])
        return None not in found

    def too_long(self, name: str, attributes: Attributes) -> bool:
        """Return whether the lists of areas, with those of every rule, are too long to read."""
        listed = len(attributes.get("sqref", ""))
        self.latest = listed if name == _AREAS else self.latest
        self.length += self.latest if name == _RULE else listed
        return listed > LONGEST_AREAS or self.length > MOST_AREAS

    def _filter(self, attributes: Attributes) -> bool:
        area = range_of(attributes.get("ref", ""))
        self.filters += [area] if area else []
        return area is not None

    def _rule(self, number: str) -> bool:
        good = number.isascii() and number.isdigit() and len(number) < 6
        self.looks |= {(len(self.groups), int(number))} if good else set()
        return good or not number

    def put_in(self, sheet: SheetRead, styles: Styles) -> None:
        """Put into the sheet the areas of what changes how its cells are seen."""
        sheet.filters = self.filters
        sheet.shown_over = self._of(self.instead | self._with(styles.numbered))
        sheet.pale_over = self._of(self._with(styles.pale_over))

    def _with(self, looks: frozenset[int]) -> set[int]:
        return {group for group, look in self.looks if look in looks}

    def _of(self, groups: set[int]) -> list[Area]:
        return [area for group in sorted(groups) for area in self.groups[group - 1]]
