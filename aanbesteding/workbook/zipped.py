"""The bytes of a zip, the same whichever system made it."""

from struct import unpack_from

_UNIX = 3
_END = b"PK\x05\x06"
_ENTRY, _SYSTEM = 46, 5


def as_made_on_unix(content: bytes) -> bytes:
    """Return the bytes of a zip as a Unix system makes them.

    Python on Windows marks every part as made there, and nothing else differs; with the mark, a
    workbook made on one system would not be what `verify` makes on the other.
    """
    made = bytearray(content)
    parts, at = unpack_from("<10xH4xL", content, content.rindex(_END))
    for _ in range(parts):
        made[at + _SYSTEM] = _UNIX
        at += _ENTRY + sum(unpack_from("<28x3H", content, at))
    return bytes(made)
