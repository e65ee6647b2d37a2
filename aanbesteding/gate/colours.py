"""Colours of letters and paper, as far as needed to tell letters that nobody can see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aanbesteding.gate.refused import Refused
from aanbesteding.gate.xml import Attributes, Part, read_part

Colour = tuple[int, int, int]
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
# Letters whose colour differs less from the paper than this, on every channel, are not seen.
LEAST_DIFFERENCE = 48
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main "
# A theme lists dark before light; a number means light before dark.
_THEME = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_BY_NUMBER = ("lt1", "dk1", "lt2", "dk2", *_THEME[4:])
_PLAIN = "000000 ffffff ff0000 00ff00 0000ff ffff00 ff00ff 00ffff"
_INDEXED = (
    f"{_PLAIN} {_PLAIN} 800000 008000 000080 808000 800080 008080 c0c0c0 808080 9999ff 993366 "
    "ffffcc ccffff 660066 ff8080 0066cc ccccff 000080 ff00ff ffff00 00ffff 800080 800000 008080 "
    "0000ff 00ccff ccffff ccffcc ffff99 99ccff ff99cc cc99ff ffcc99 3366ff 33cccc 99cc00 ffcc00 "
    "ff9900 ff6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
).split()


@dataclass
class Palette:
    """The colours that a workbook names by a number: of its theme, and of its own list."""

    theme: Mapping[str, str] = field(default_factory=dict)
    indexed: Sequence[str] = ()

    def colour(self, said: Attributes | None, automatic: Colour) -> Colour:
        """Return the colour that a colour element means."""
        if said is None:
            return automatic
        theme, number = _number(said.get("theme")), _number(said.get("indexed"))
        if "rgb" in said:
            plain = _rgb(said["rgb"])
        elif theme is not None:
            name = _BY_NUMBER[theme] if theme < len(_BY_NUMBER) else ""
            plain = _rgb(self.theme.get(name, {"lt1": "ffffff", "lt2": "eeece1"}.get(name, "")))
        elif number is not None:
            own = self.indexed or _INDEXED
            plain = _rgb(own[number]) if number < len(own) else automatic
        else:
            plain = automatic
        return _tinted(plain, said.get("tint", "0"))


def unseen(letters: Colour, paper: Colour) -> bool:
    """Return whether letters of a colour cannot be told from the paper.

    >>> unseen((255, 255, 255), (250, 250, 240)), unseen((0, 0, 0), (255, 255, 255))
    (True, False)
    """
    return all(abs(a - b) < LEAST_DIFFERENCE for a, b in zip(letters, paper, strict=True))


def _number(text: str | None) -> int | None:
    good = text is not None and text.isascii() and text.isdigit() and len(text) < 4
    return int(text) if good and text is not None else None


def _rgb(text: str) -> Colour:
    """The colour of six hexadecimal signs; black of anything else, as letters are by themselves."""
    try:
        red, green, blue = bytes.fromhex(text[-6:])
    except ValueError:
        return BLACK
    return red, green, blue


def _tinted(plain: Colour, said: str) -> Colour:
    try:
        tint = min(max(float(said), -1.0), 1.0)
    except ValueError:
        return plain
    towards = 255 if tint > 0 else 0
    red, green, blue = (round(one + (towards - one) * abs(tint)) for one in plain)
    return red, green, blue


class _Theme(Part):
    """Hears the theme: the first colour inside each of the named ones."""

    def __init__(self, name: str, refused: Refused):
        super().__init__(name, refused)
        self.colours: dict[str, str] = {}

    def began(self, name: str, attributes: Attributes) -> None:
        above = self.open[-2].removeprefix(_DRAWING) if len(self.open) > 1 else ""
        if above in _THEME and name.startswith(_DRAWING):
            said = attributes.get("lastClr") or attributes.get("val", "")
            self.colours.setdefault(above, said)


def theme_of(names: Sequence[str], parts: Mapping[str, bytes], refused: Refused) -> Palette:
    """Return the colours of the theme; the usual ones without a theme."""
    colours: dict[str, str] = {}
    for name in names[:1]:
        part = _Theme(name, refused)
        if name in parts and read_part(parts[name], part):
            colours = part.colours
    return Palette(colours)
