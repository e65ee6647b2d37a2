"""The XML of one part: UTF-8, no declarations of its own, not too deep and not too much of it."""

import re
from typing import Any
from xml.parsers import expat

from aanbesteding.gate.refused import Refused

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships "
DEEPEST = 64
MOST_ELEMENTS = 150_000
MOST_IN_A_PART = 40_000
MOST_ATTRIBUTES = 200
MOST_SPACES = 20_000
Attributes = dict[str, str]
# Letters, digits and the like never need a reference by number; some readers do not undo one.
_BY_NUMBER = re.compile(rb"&#(?:0*+([0-9]{1,3})|x0*+([0-9a-fA-F]{1,2}));")
_MARKUP = frozenset(b"&<>\"'")


class StopError(Exception):
    """What was found in a part makes it useless to read on in it."""


class Part:
    """Hears the elements of one part; counts them, and keeps which stand open."""

    most = MOST_IN_A_PART

    def __init__(self, name: str, refused: Refused):
        self.name = name
        self.refused = refused
        self.open: list[str] = []
        self.count = 0
        self.spaces = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear an element begin."""
        self.open.append(name)
        self.counted()
        if len(attributes) > MOST_ATTRIBUTES:
            self.too_many(MOST_ATTRIBUTES)
        if len(self.open) > DEEPEST:
            self.too_deep()
        self.began(name, attributes)

    def counted(self) -> None:
        """Count one more element, of this part and of the whole file."""
        self.count += 1
        self.refused.elements += 1
        if self.count > self.most:
            self.too_many(self.most)
        if self.refused.elements > MOST_ELEMENTS:
            self.too_many(MOST_ELEMENTS)

    def end(self, name: str) -> None:
        """Hear an element end."""
        self.ended(name)
        self.open.pop()

    def began(self, name: str, attributes: Attributes) -> None:
        """Look at an element that begins; it stands open already."""

    def ended(self, name: str) -> None:
        """Look at an element that ends; it still stands open."""

    def space(self, _prefix: str | None, _name: str) -> None:
        """Hear a name space declared."""
        self.spaces += 1
        if self.spaces > MOST_SPACES:
            self.too_many(MOST_SPACES)

    def text(self, text: str) -> None:
        """Hear text."""

    def inserted(self, *_: Any) -> None:
        """Hear a comment, an instruction or CDATA."""

    def too_deep(self) -> None:
        """Refuse the part for its depth."""
        self.refused.file("W132", part=self.name, most=DEEPEST)
        raise StopError

    def too_many(self, most: int) -> None:
        """Refuse the part for the number of its elements."""
        self.refused.file("W133", part=self.name, most=most)
        raise StopError


def read_part(content: bytes, part: Part) -> bool:
    """Let the part hear its XML; return whether it was heard to the end."""
    if content[:2] in (b"\xfe\xff", b"\xff\xfe") or b"\0" in content[:4]:
        part.refused.file("W131", part=part.name, found="UTF-16")
        return False
    if said := _by_number(content):
        part.refused.file("W170", part=part.name, found=said)
        return False
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.buffer_size = 65_536
    parser.StartElementHandler = part.start
    parser.EndElementHandler = part.end
    parser.CharacterDataHandler = part.text
    parser.CommentHandler = part.inserted
    parser.ProcessingInstructionHandler = part.inserted
    parser.StartCdataSectionHandler = part.inserted
    parser.StartDoctypeDeclHandler = _declared(part)
    parser.StartNamespaceDeclHandler = part.space
    parser.XmlDeclHandler = _encoded(part)
    try:
        parser.Parse(content, True)
    except StopError:
        return False
    except expat.ExpatError as error:
        part.refused.file("W130", part=part.name, line=error.lineno)
        return False
    return True


def _by_number(content: bytes) -> str:
    """The first plain sign that is written by its number; other signs may be."""
    for found in _BY_NUMBER.finditer(content):
        sign = int(found[1]) if found[1] else int(found[2], 16)
        if 0x20 < sign < 0x7F and sign not in _MARKUP:
            return found[0].decode()
    return ""


def _declared(part: Part) -> Any:
    def declared(*_: Any) -> None:
        part.refused.file("W106", part=part.name)
        raise StopError

    return declared


def _encoded(part: Part) -> Any:
    def encoded(version: str, encoding: str | None, _standalone: int) -> None:
        if version != "1.0":
            part.refused.file("W130", part=part.name, line=1)
            raise StopError
        if encoding is not None and encoding.lower() != "utf-8":
            part.refused.file("W131", part=part.name, found=encoding)
            raise StopError

    return encoded
