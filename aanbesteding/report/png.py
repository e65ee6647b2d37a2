"""A PNG for on a page: looked through chunk by chunk, and written again with the picture alone."""

import zlib
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
LARGEST, WIDEST = 200_000, 4_000
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")


@dataclass(frozen=True)
class Picture:
    """A PNG without anything but its picture: no names, places, dates or profiles."""

    content: bytes
    width: int
    height: int


def picture(content: bytes) -> Picture | None:
    """Return the picture of a PNG; None when it is none, is damaged, or holds more than one file.

    >>> picture(b"<svg/>") is None
    True
    """
    if not content.startswith(SIGNATURE):
        return None
    kept, at, kinds = [SIGNATURE], len(SIGNATURE), []
    while at < len(content):
        kind, size = content[at + 4 : at + 8], int.from_bytes(content[at : at + 4])
        chunk = content[at : at + 12 + size]
        if len(chunk) != 12 + size or not _sound(chunk):
            return None
        kinds.append(kind)
        kept += [chunk] if kind in _KEPT else []
        at += 12 + size
    if kinds[:1] != [b"IHDR"] or kinds[-1] != b"IEND" or kinds.count(b"IEND") != 1:
        return None
    head = kept[1][8:-4]
    width, height = int.from_bytes(head[:4]), int.from_bytes(head[4:8])
    usable = b"IDAT" in kinds and len(head) == 13 and 0 < width <= WIDEST and 0 < height <= WIDEST
    return Picture(b"".join(kept), width, height) if usable else None


def _sound(chunk: bytes) -> bool:
    return zlib.crc32(chunk[4:-4]) == int.from_bytes(chunk[-4:])
