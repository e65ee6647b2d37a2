"""How cells look, by the number of their style: number formats, and letters nobody sees."""

from collections.abc import Mapping
from dataclasses import dataclass

from aanbesteding.gate.colours import BLACK, WHITE, Colour, Palette, unseen
from aanbesteding.gate.refused import Refused
from aanbesteding.gate.xml import MAIN, Attributes, Part, StopError, read_part

MOST_STYLES = 5_000
_ROOT = f"{MAIN}styleSheet"
_FORMATS = f"{MAIN}numFmts"
_FORMAT = f"{MAIN}numFmt"
_LOOKS = f"{MAIN}cellXfs"
_LOOK = f"{MAIN}xf"
_COLOUR = f"{MAIN}color"
_FONTS, _FILLS, _OVERS = f"{MAIN}fonts", f"{MAIN}fills", f"{MAIN}dxfs"
_FONT, _FILL, _OVER = f"{MAIN}font", f"{MAIN}fill", f"{MAIN}dxf"
_PATTERN, _INDEXED = f"{MAIN}patternFill", f"{MAIN}indexedColors"
_PAPER = frozenset({f"{MAIN}fgColor", f"{MAIN}bgColor"})
# The formats every spreadsheet has without listing them; 14 to 22 and 45 to 47 are days and times.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: "#,##0;-#,##0", 6: "#,##0;-#,##0", 7: "#,##0.00;-#,##0.00", 8: "#,##0.00;-#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0", 42: "#,##0;-#,##0", 43: "#,##0.00;-#,##0.00", 44: "#,##0.00;-#,##0.00",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip


@dataclass(frozen=True)
class Styles:
    """The number format of each style, the styles and conditional formats that hide what stands.

    `formats` is empty when the styles are broken; a day, or a format that is unknown, is a number
    sign and its number. `numbered` are the conditional formats that show a number in another way.
    """

    formats: tuple[str, ...] = ()
    pale: frozenset[int] = frozenset()
    pale_over: frozenset[int] = frozenset()
    numbered: frozenset[int] = frozenset()


@dataclass
class _Over:
    """A conditional format: its number format, letters and paper; None where it has none."""

    numbered: bool = False
    letters: Attributes | None = None
    paper: Attributes | None = None


class _Styles(Part):
    """Hears the styles."""

    def __init__(self, name: str, refused: Refused):
        super().__init__(name, refused)
        self.formats: dict[int, str] = {}
        self.looks: list[tuple[int, int, int]] = []
        self.letters: list[Attributes | None] = []
        self.papers: list[Attributes | None] = []
        self.painted = False
        self.overs: list[_Over] = []
        self.indexed: list[str] = []
        self.lists: set[str] = set()

    def began(self, name: str, attributes: Attributes) -> None:
        level = len(self.open)
        if level == 1 and name != _ROOT:
            self.refused.file("W138", part=self.name, found=name)
            raise StopError
        if level == 2:
            if name in self.lists:
                self.refused.file("W145", part=self.name, found=name.rpartition(" ")[2])
            self.lists.add(name)
        above = self.open[1:-1]
        if name == _FORMAT and above == [_FORMATS]:
            self._format(attributes)
        elif name == _LOOK and above == [_LOOKS]:
            said = [attributes.get(key, "0") for key in ("numFmtId", "fontId", "fillId")]
            number, font, fill = map(self._number, said)
            self.looks.append((number, font, fill))
            if len(self.looks) > MOST_STYLES:
                self.too_many(MOST_STYLES)
        elif above:
            self._colours(name, attributes, above)

    def _colours(self, name: str, attributes: Attributes, above: list[str]) -> None:
        if above == [_FONTS] and name == _FONT:
            self.letters.append(None)
        elif above == [_FILLS] and name == _FILL:
            self.papers.append(None)
        elif above == [_OVERS] and name == _OVER:
            self.overs.append(_Over())
        elif above == [_FONTS, _FONT] and name == _COLOUR:
            self.letters[-1] = attributes
        elif above == [_FILLS, _FILL] and name == _PATTERN:
            self.painted = attributes.get("patternType", "none") != "none"
        elif above == [_FILLS, _FILL, _PATTERN] and name.endswith("fgColor"):
            self.papers[-1] = attributes if self.painted else None
        elif above[:2] == [_OVERS, _OVER]:
            self._over(name, attributes, above[2:])
        elif above[-1] == _INDEXED:
            self.indexed.append(attributes.get("rgb", ""))

    def _over(self, name: str, attributes: Attributes, above: list[str]) -> None:
        over = self.overs[-1]
        if name == _FORMAT and not above:
            over.numbered = True
        elif name == _COLOUR and above == [_FONT]:
            over.letters = attributes
        elif name in _PAPER and above == [_FILL, _PATTERN]:
            over.paper = attributes

    def _format(self, attributes: Attributes) -> None:
        number, code = self._number(attributes.get("numFmtId", "")), attributes.get("formatCode")
        if code is None or self.formats.setdefault(number, code) != code:
            self.refused.file("W137", part=self.name, found=f"numFmt {number}")

    def _number(self, text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 6:
            return int(text)
        self.refused.file("W145", part=self.name, found=f"numFmtId {text}")
        return 0


def styles_of(name: str, parts: Mapping[str, bytes], palette: Palette, refused: Refused) -> Styles:
    """Return how cells look by the number of their style."""
    if name not in parts:
        return Styles(("General",))
    part = _Styles(name, refused)
    if not read_part(parts[name], part):
        return Styles()
    known = BUILT_IN | part.formats
    palette.indexed = part.indexed
    letters = [palette.colour(said, BLACK) for said in part.letters]
    papers = [palette.colour(said, WHITE) for said in part.papers]
    looks = part.looks or [(0, 0, 0)]
    return Styles(
        tuple(known.get(number, f"#{number}") for number, _, _ in looks),
        frozenset(
            at for at, (_, font, fill) in enumerate(looks)
            if unseen(_at(letters, font, BLACK), _at(papers, fill, WHITE))
        ),
        frozenset(
            at for at, one in enumerate(part.overs)
            if unseen(palette.colour(one.letters, BLACK), palette.colour(one.paper, WHITE))
        ),
        frozenset(at for at, one in enumerate(part.overs) if one.numbered),
    )  # fmt: skip


def _at(found: list[Colour], number: int, otherwise: Colour) -> Colour:
    return found[number] if number < len(found) else otherwise
