"""The mutant of a number: the real form with a few random changes; the same number, the same bytes.

Parts that are not changed keep their packed form, so that a mutant costs little to make.
"""

import zlib
from dataclasses import replace
from functools import cache
from random import Random

from tests.hostile.archive import DEFLATED, STORED, Member, zipped
from tests.hostile.forge import members, parts, text
from tests.hostile.xml_mutations import CHANGES

_RARE = ("docProps/core.xml", "docProps/app.xml", "xl/theme/theme1.xml")
_FLAGS = (1, 2, 8, 32, 64, 2048, 8192)
_NAMES = (
    b"xl/workbook.xml", b"XL/WORKBOOK.XML", b"xl/sharedStrings.xml", b"xl/worksheets/sheet4.xml",
    b"../x.xml", b"/x.xml", b"xl\\x.xml", b"x.xml\0", b"", b"\xff", b"xl/vbaProject.bin",
    b"xl/x.xml",
)  # fmt: skip


@cache
def _often() -> tuple[str, ...]:
    """The parts by how often they are changed: what readers look at, far more than the rest."""
    weights = {"xl/worksheets/": 6, "xl/": 3, "_rels/.rels": 2, "[Content_Types].xml": 2}
    found: list[str] = []
    for name in parts():
        weight = next((w for start, w in weights.items() if name.startswith(start)), 1)
        found += [name] * (1 if name in _RARE else weight)
    return tuple(found)


@cache
def _members() -> tuple[Member, ...]:
    return tuple(members())


@cache
def _at(part: str) -> int:
    return list(parts()).index(part)


def mutant(seed: int) -> bytes:
    """The mutant of this number."""
    random = Random(seed)
    packed = list(_members())
    kind = random.random()
    if kind < 0.82:
        _in_parts(random, packed)
    if kind >= 0.78:
        for _ in range(random.choice((1, 1, 2))):
            _in_directory(random, packed)
    content = _around(random, packed) if kind > 0.95 else zipped(packed)
    return _flipped(random, content) if kind > 0.92 else content


def _in_parts(random: Random, packed: list[Member]) -> None:
    """One to six changes in the XML of one or more parts."""
    changed: dict[str, str] = {}
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4, 6))):
        again = changed and random.random() < 0.6
        part = random.choice(tuple(changed) if again else _often())
        changed[part] = random.choice(CHANGES)(random, changed.get(part, text(part)))
    for part, found in changed.items():
        packed[_at(part)] = _packed(part.encode(), found.encode("utf-8", "surrogatepass"))


def _packed(name: bytes, content: bytes) -> Member:
    squeeze = zlib.compressobj(1, zlib.DEFLATED, -15, 9)
    data = squeeze.compress(content) + squeeze.flush()
    return Member(name, data, len(content), zlib.crc32(content), DEFLATED)


def _in_directory(random: Random, packed: list[Member]) -> None:
    """One lie, or one harmless liberty, in what the zip says of a member."""
    at = random.randrange(len(packed))
    one = packed[at]
    number = random.choice(
        (0, 1, one.size + 1, one.size - 1, 2**31, 2**32 - 1, random.randrange(2**16))
    )
    match random.randrange(14):
        case 0:
            packed[at] = replace(one, size=number % 2**32)
        case 1:
            packed[at] = replace(one, packed_size=number % 2**32)
        case 2:
            packed[at] = replace(one, local_size=number % 2**32)
        case 3:
            packed[at] = replace(one, crc=number % 2**32)
        case 4:
            packed[at] = replace(one, flags=random.choice(_FLAGS))
        case 5:
            packed[at] = replace(one, method=random.choice((0, 1, 6, 9, 12, 14, 93, 99)))
        case 6:
            packed[at] = replace(one, name=random.choice(_NAMES))
        case 7:
            packed[at] = replace(one, local_name=random.choice(_NAMES))
        case 8:
            packed[at] = replace(one, gap=b"\0" * random.randrange(1, 40))
        case 9:
            packed[at] = replace(one, descriptor=True)
        case 10:
            packed.insert(random.randrange(len(packed)), one)
        case 11:
            del packed[at]
        case 12:
            random.shuffle(packed)
        case _:
            packed[at] = _otherwise(random, one)


def _otherwise(random: Random, one: Member) -> Member:
    """A member not packed, not listed, at another place, with a field or with cut data."""
    match random.randrange(5):
        case 0:
            content = parts().get(one.name.decode("latin-1"), b"x")
            return Member(one.name, content, len(content), zlib.crc32(content), STORED)
        case 1:
            return replace(one, listed=False)
        case 2:
            return replace(one, at=random.choice((0, 1, 100, 10**6)))
        case 3:
            return replace(one, extra=random.randbytes(random.randrange(1, 30)))
        case _:
            return replace(one, data=one.data[: random.randrange(len(one.data) + 1)])


def _around(random: Random, packed: list[Member]) -> bytes:
    piece = random.randbytes(random.randrange(1, 60))
    match random.randrange(3):
        case 0:
            return zipped(packed, before=piece)
        case 1:
            return zipped(packed, after=piece)
        case _:
            return zipped(packed, comment=piece)


def _flipped(random: Random, content: bytes) -> bytes:
    """The bytes with a few of them changed, or cut short."""
    found = bytearray(content)
    if random.random() < 0.1:
        return bytes(found[: random.randrange(len(found) + 1)])
    for _ in range(random.choice((1, 1, 2, 5))):
        found[random.randrange(len(found))] ^= 1 << random.randrange(8)
    return bytes(found)
