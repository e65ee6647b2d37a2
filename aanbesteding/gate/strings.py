"""The texts that cells share, in order; a text that could be read in two ways is refused."""

from collections.abc import Mapping

from aanbesteding.gate.refused import Refused
from aanbesteding.gate.xml import MAIN, Attributes, Part, StopError, read_part

LONGEST_TEXT = 200_000
MOST_TEXTS = 40_000
_ROOT = f"{MAIN}sst"
_ITEM = f"{MAIN}si"
_TEXT = f"{MAIN}t"
_RUN = f"{MAIN}r"
_SPOKEN = f"{MAIN}rPh"
PROPERTIES = frozenset({f"{MAIN}rPr", f"{MAIN}phoneticPr"})


class Pieces:
    """Puts a text together from its plain piece or its runs; how it sounds does not count."""

    def __init__(self) -> None:
        self.plain = 0
        self.runs = 0
        self.in_run = 0
        self.pieces: list[str] = []
        self.wrong = False

    def began(self, name: str, above: str) -> bool:
        """Note an element inside a text; return whether what follows is text that counts."""
        if name == _TEXT and above == _RUN:
            self.in_run += 1
            self.wrong |= self.in_run > 1
            return True
        if name == _TEXT and above != _SPOKEN:
            self.plain += 1
            self.wrong |= self.plain > 1 or bool(self.runs)
            return True
        if name == _RUN:
            self.runs += 1
            self.in_run = 0
            self.wrong |= bool(self.plain)
        elif name == _TEXT and above == _SPOKEN:
            return False
        elif name not in PROPERTIES and name != _SPOKEN and name.startswith(MAIN):
            self.wrong |= above not in PROPERTIES
        elif not name.startswith(MAIN):
            self.wrong = True
        return False

    def whole(self) -> str:
        """Return the text."""
        return "".join(self.pieces)


class _Strings(Part):
    """Hears the part with the shared texts."""

    most = 3 * MOST_TEXTS

    def __init__(self, name: str, refused: Refused):
        super().__init__(name, refused)
        self.found: list[str] = []
        self.pieces: Pieces | None = None
        self.counts = False
        self.length = 0

    def began(self, name: str, attributes: Attributes) -> None:
        level = len(self.open)
        if level == 1 and name != _ROOT:
            self.refused.file("W138", part=self.name, found=name)
            raise StopError
        if name == _ITEM:
            if level != 2:
                self.refused.file("W145", part=self.name, found="si")
                raise StopError
            self.pieces, self.length = Pieces(), 0
        elif self.pieces is not None:
            if self.open[-2] == _TEXT:
                self.pieces.wrong = True
            self.counts = self.pieces.began(name, self.open[-2])

    def ended(self, name: str) -> None:
        self.counts = False
        if name == _ITEM and self.pieces is not None:
            if self.pieces.wrong:
                self.refused.file("W169", part=self.name, number=len(self.found) + 1)
            # openpyxl drops this half of an escaped underscore; both readings must agree.
            self.found.append(self.pieces.whole().replace("x005F_", ""))
            self.pieces = None
            if len(self.found) > MOST_TEXTS:
                self.too_many(MOST_TEXTS)

    def text(self, text: str) -> None:
        if self.pieces is not None and self.counts:
            self.length += len(text)
            if self.length > LONGEST_TEXT:
                self.refused.file("W168", part=self.name, most=LONGEST_TEXT)
                raise StopError
            self.pieces.pieces.append(text)

    def inserted(self, *_: object) -> None:
        if self.pieces is not None:
            self.pieces.wrong = True


def strings_of(name: str, parts: Mapping[str, bytes], refused: Refused) -> tuple[str, ...] | None:
    """Return the shared texts by number, empty without such a part; None for one that is broken."""
    if name not in parts:
        return ()
    part = _Strings(name, refused)
    return tuple(part.found) if read_part(parts[name], part) else None
