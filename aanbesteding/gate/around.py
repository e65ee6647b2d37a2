"""What stands around the cells of a sheet: its size, merged and hidden areas, links."""

from collections.abc import Callable

from aanbesteding.gate.cells import SheetRead
from aanbesteding.gate.over import LONGEST_AREAS, Over
from aanbesteding.gate.over import LOOKS as OVER
from aanbesteding.gate.places import LAST_COLUMN, letters_of, range_of
from aanbesteding.gate.refused import Refused
from aanbesteding.gate.xml import MAIN, Attributes, Part, StopError

MOST_MERGES = 5_000
LARGEST_MERGE = 20_000
_ROOT = f"{MAIN}worksheet"
_MANY = frozenset({f"{MAIN}conditionalFormatting"})
_OTHER_CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006 "


class Around(Part):
    """Hears what a sheet holds beside its cells."""

    def __init__(self, name: str, sheet: SheetRead, refused: Refused):
        super().__init__(name, refused)
        self.sheet = sheet
        self.seen: set[str] = set()
        self.size: tuple[int, int, int, int] | None = None
        self.merged: list[tuple[int, int, int, int]] = []
        self.merged_cells = 0
        self.linked_cells = 0
        self.over = Over()

    def once(self, name: str) -> None:
        """Refuse a part of the sheet that stands there twice."""
        if name in self.seen and name not in _MANY and not name.startswith(_OTHER_CHOICES):
            self.refused.file("W145", part=self.name, found=name.rpartition(" ")[2])
        self.seen.add(name)

    def beside(self, name: str, attributes: Attributes) -> None:
        """Look at an element that is no cell and no part of one."""
        level = len(self.open)
        if level == 1:
            if name != _ROOT:
                self.refused.file("W138", part=self.name, found=name)
                raise StopError
            return
        if level == 2:
            self.once(name)
        if self.over.too_long(name, attributes):
            self.too_many(LONGEST_AREAS)
        if name in OVER and not self.over.heard(name, self.open[-2], attributes):
            self.refused.sheet("W171", self.sheet.name, found=name.rpartition(" ")[2])
        above, look = _LOOKS.get(name, ("", None))
        if look is None:
            return
        if self.open[-2] != above:
            self.refused.file("W145", part=self.name, found=name.rpartition(" ")[2])
            raise StopError
        look(self, attributes)

    def unseen(self, attributes: Attributes, measure: str) -> bool:
        """Return whether a row or column is hidden, or so small that nobody sees it."""
        if attributes.get("hidden", "0") in ("1", "true"):
            return True
        size = attributes.get(measure, "")
        try:
            return bool(size) and float(size) <= 0
        except ValueError:
            self.refused.sheet("W148", self.sheet.name, found=size)
            return False

    def finished(self) -> None:
        """Look at what only the whole sheet can tell."""
        self._sized()
        self._covered()

    def _dimension(self, attributes: Attributes) -> None:
        self.size = range_of(attributes.get("ref", ""))
        if self.size is None:
            self.refused.sheet("W146", self.sheet.name, found=attributes.get("ref", ""), other="–")

    def _format(self, attributes: Attributes) -> None:
        self.sheet.rows_hidden = attributes.get("zeroHeight", "0") in ("1", "true")

    def _column(self, attributes: Attributes) -> None:
        said = [attributes.get(key, "") for key in ("min", "max")]
        if not all(text.isascii() and text.isdigit() and len(text) < 6 for text in said):
            self.refused.sheet("W148", self.sheet.name, found=":".join(said))
            return
        first, last = map(int, said)
        if not 1 <= first <= last <= LAST_COLUMN:
            self.refused.sheet("W148", self.sheet.name, found=f"{first}:{last}")
        elif self.unseen(attributes, "width"):
            self.sheet.hidden_columns.append((first, last))

    def _merge(self, attributes: Attributes) -> None:
        said = attributes.get("ref", "")
        area = range_of(said)
        if area is None:
            self.refused.sheet("W148", self.sheet.name, found=said)
            return
        self.merged_cells += (area[2] - area[0] + 1) * (area[3] - area[1] + 1)
        self.merged.append(area)
        if self.merged_cells > LARGEST_MERGE or len(self.merged) > MOST_MERGES:
            most = f"{said} ({len(self.merged)})"
            self.refused.sheet("W149", self.sheet.name, found=most, most=LARGEST_MERGE)
            raise StopError

    def _link(self, attributes: Attributes) -> None:
        said = attributes.get("ref", "")
        area = range_of(said)
        if area is not None:
            self.linked_cells += (area[2] - area[0] + 1) * (area[3] - area[1] + 1)
        if area is None or self.linked_cells > LARGEST_MERGE:
            self.refused.sheet("W148", self.sheet.name, found=said)
            raise StopError

    def _sized(self) -> None:
        """A reader that believes the size of the sheet must not lose cells."""
        if self.size is None:
            return
        top, left, bottom, right = self.size
        for row, column in self.sheet.cells:
            if not (top <= row <= bottom and left <= column <= right):
                cell = f"{letters_of(column)}{row}"
                said = f"{letters_of(left)}{top}:{letters_of(right)}{bottom}"
                self.refused.cell("W146", self.sheet.name, cell, found=said, other=cell)
                return

    def _covered(self) -> None:
        """A cell under a merged one holds what nobody sees; two areas may share no cell."""
        taken: set[tuple[int, int]] = set()
        for top, left, bottom, right in self.merged:
            area = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
            if taken & area:
                said = f"{letters_of(left)}{top}:{letters_of(right)}{bottom}"
                self.refused.sheet("W148", self.sheet.name, found=said)
            taken |= area
            for row, column in sorted(area & self.sheet.cells.keys() - {(top, left)}):
                said = f"{letters_of(column)}{row}"
                self.refused.cell("W166", self.sheet.name, said, area=f"{letters_of(left)}{top}")


_LOOKS: dict[str, tuple[str, Callable[[Around, Attributes], None] | None]] = {
    f"{MAIN}dimension": (_ROOT, Around._dimension),
    f"{MAIN}sheetFormatPr": (_ROOT, Around._format),
    f"{MAIN}col": (f"{MAIN}cols", Around._column),
    f"{MAIN}mergeCell": (f"{MAIN}mergeCells", Around._merge),
    f"{MAIN}hyperlink": (f"{MAIN}hyperlinks", Around._link),
}
