"""One sheet: rows and cells each once, in order and in their place."""

from aanbesteding.gate.around import Around
from aanbesteding.gate.cells import Content, SheetRead
from aanbesteding.gate.places import LAST_ROW, column_of
from aanbesteding.gate.refused import Refused
from aanbesteding.gate.strings import LONGEST_TEXT, Pieces
from aanbesteding.gate.values import content_in
from aanbesteding.gate.xml import DEEPEST, MAIN, MOST_ATTRIBUTES, Attributes, StopError

MOST_CELLS = 40_000
# A formula that cells share is worked out anew for each of them: so many signs in all.
MOST_SHARED = 200_000
FARTHEST_ROW = 50_000
FARTHEST_COLUMN = 1_000
_ROOT, _DATA, _ROW = f"{MAIN}worksheet", f"{MAIN}sheetData", f"{MAIN}row"
_CELL, _VALUE, _FORMULA = f"{MAIN}c", f"{MAIN}v", f"{MAIN}f"
_INLINE, _EXTRA = f"{MAIN}is", f"{MAIN}extLst"
_INNER = frozenset({_DATA, _ROW, _CELL, _VALUE, _FORMULA, _INLINE})
_ABOVE = {
    _DATA: _ROOT, _ROW: _DATA, _CELL: _ROW, _VALUE: _CELL, _FORMULA: _CELL, _INLINE: _CELL,
}  # fmt: skip


class SheetPart(Around):
    """Hears the part of one sheet; what stands around the cells is heard by `Around`."""

    def __init__(
        self,
        name: str,
        sheet: SheetRead,
        strings: tuple[str, ...] | None,
        refused: Refused,
    ):
        super().__init__(name, sheet, refused)
        self.strings = strings
        self.row = 0
        self.row_text = "0"
        self.column = 0
        self.cell: Attributes = {}
        self.value: list[str] | None = None
        self.formula: list[str] | None = None
        self.shares: str | None = None
        self.lengths: dict[str, int] = {}
        self.shared = 0
        self.inline: Pieces | None = None
        self.into: list[str] | None = None
        self.length = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear an element begin; by far the most are cells and what stands in them."""
        above = self.open[-1] if self.open else ""
        self.open.append(name)
        if len(attributes) > MOST_ATTRIBUTES:
            self.too_many(MOST_ATTRIBUTES)
        if name in _INNER:
            if _ABOVE[name] != above:
                self._misplaced(name)
            elif name == _CELL:
                self._cell(attributes)
            elif name == _VALUE:
                self._begin_value()
            elif name == _ROW:
                self._row(attributes)
            elif name == _FORMULA:
                self._begin_formula(attributes)
            elif name == _INLINE:
                self._begin_inline()
            else:
                self.once(name)
        elif self.inline is not None and above != _CELL:
            self._in_inline(name, above)
        elif above in _INNER and not (name == _EXTRA and above in (_ROW, _CELL)):
            self._misplaced(name)
        else:
            self.counted()
            if len(self.open) > DEEPEST:
                self.too_deep()
            self.beside(name, attributes)

    def end(self, name: str) -> None:
        """Hear an element end."""
        self.open.pop()
        self.into = None
        if name == _CELL:
            self._end_cell()
        elif name == _ROOT:
            self.finished()

    def text(self, text: str) -> None:
        """Keep the text of a value; text between cells belongs to nothing."""
        if self.into is not None:
            self.length += len(text)
            if self.length > LONGEST_TEXT:
                self.refused.cell("W168", self.sheet.name, self._at(), most=LONGEST_TEXT)
                raise StopError
            self.into.append(text)
        elif self.open and self.open[-1] in _INNER and not text.isspace():
            self.refused.cell("W145", self.sheet.name, self._at(), part=self.name, found=text)

    def inserted(self, *_: object) -> None:
        """Refuse what splits a value in two."""
        if self.into is not None or self.inline is not None:
            self.refused.cell("W161", self.sheet.name, self._at(), part=self.name, found="")

    def _at(self) -> str:
        return self.cell.get("r", "") or f"A{max(self.row, 1)}"

    def _misplaced(self, name: str) -> None:
        """An element where a spreadsheet never puts one: programs differ in what they do."""
        inside = self.value is not None or self.formula is not None
        code = "W161" if inside else "W145"
        found = name.rpartition(" ")[2]
        self.refused.cell(code, self.sheet.name, self._at(), part=self.name, found=found)
        raise StopError

    def _row(self, attributes: Attributes) -> None:
        said = attributes.get("r", "")
        number = int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 0
        self.cell = {}
        self.column = 0
        if not self.row < number <= LAST_ROW or said != str(number):
            at = f"A{number if 0 < number <= LAST_ROW else max(self.row, 1)}"
            self.refused.cell("W142", self.sheet.name, at, found=said or "–")
            raise StopError
        self.row, self.row_text = number, said
        self._one_more()
        self.sheet.listed_rows.add(number)
        if len(attributes) > 1 and self.unseen(attributes, "ht"):
            self.sheet.hidden_rows.add(number)

    def _cell(self, attributes: Attributes) -> None:
        self.cell = attributes
        said = attributes.get("r", "")
        row = self.row_text
        column = column_of(said[: -len(row)]) if said.endswith(row) else 0
        if column <= self.column or said.removesuffix(row)[-1:].isdigit():
            code = "W144" if column and column == self.column else "W143"
            at = said if column else f"A{row}"
            self.refused.cell(code, self.sheet.name, at, found=said or "–", row=self.row)
            raise StopError
        self.column = column
        self.length = 0
        self._one_more()

    def _one_more(self) -> None:
        self.refused.cells += 1
        if self.refused.cells > MOST_CELLS:
            self.refused.sheet("W150", self.sheet.name, most=MOST_CELLS)
            raise StopError

    def _begin_value(self) -> None:
        if self.value is not None:
            self.refused.cell("W160", self.sheet.name, self._at())
        self.value = self.into = []

    def _begin_formula(self, attributes: Attributes) -> None:
        self.shares = attributes.get("si", "") if attributes.get("t") == "shared" else None
        if self.formula is not None or self.value is not None:
            self.refused.cell("W160", self.sheet.name, self._at())
        self.formula = self.into = []

    def _begin_inline(self) -> None:
        if self.inline is not None or self.value is not None:
            self.refused.cell("W160", self.sheet.name, self._at())
        self.inline = Pieces()

    def _in_inline(self, name: str, above: str) -> None:
        pieces = self.inline
        if pieces is not None:
            pieces.wrong |= above == f"{MAIN}t" or len(self.open) > DEEPEST
            self.into = pieces.pieces if pieces.began(name, above) else None

    def _end_cell(self) -> None:
        value, formula, inline = self.value, self.formula, self.inline
        if value is None and formula is None and inline is None:
            return
        self.value = self.formula = self.inline = None
        if formula is not None and self.shares is not None:
            self._share("".join(formula), self.shares)
        content = content_in(self, value, formula, inline)
        if content is None:
            return
        if self.row > FARTHEST_ROW or self.column > FARTHEST_COLUMN:
            self.refused.cell("W147", self.sheet.name, self._at())
        self.sheet.cells[self.row, self.column] = content

    def _share(self, formula: str, number: str) -> None:
        self.shared += self.lengths.setdefault(number, len(formula))
        if self.shared > MOST_SHARED:
            self.too_many(MOST_SHARED)

    def wrong(self, code: str, found: str = "", most: int = 0) -> Content | None:
        """Refuse the cell that stands open; nothing is read from it."""
        values = {"found": found} | ({"most": most} if most else {})
        self.refused.cell(code, self.sheet.name, self._at(), **values)
        return None
