"""A record as one tree of salted hashes: any part can be shown and checked, the rest stays hidden.

What is hashed how stands in docs/package.md, by which others can check what is shown.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from aanbesteding.basis.canonical import canonical

LEAF, OBJECT, LIST, PAIR = b"\x00", b"\x01", b"\x02", b"\x03"
COUNT: Final = "#"
# What to show: all of a part, nothing of it, or some of its members or rows; COUNT is how many
# rows there are.
Wanted = bool | Mapping[Any, Any]


class Made(NamedTuple):
    """A part of the tree: its hash, and how it is shown, which of what is hidden is its hash."""

    hash: str
    shown: Any


@dataclass(frozen=True)
class Salts:
    """Makes the salt of every place in a record from one secret.

    The record's hash takes part: two records under one secret share no salt, so what is shown of
    the one tells nothing of what is hidden in the other.
    """

    secret: bytes
    record_hash: str

    def of(self, pointer: str) -> bytes:
        """Return the 32 bytes for a place."""
        place = f"{self.record_hash}\n{pointer}".encode()
        return hmac.digest(self.secret, place, "sha256")


def tree_of(value: Any, wanted: Wanted, salts: Salts, pointer: str = "") -> Made:
    """Return a part of a record as a tree that shows what is wanted."""
    if isinstance(value, Mapping) and value:
        return _object(value, wanted, salts, pointer)
    if isinstance(value, list) and value:
        return _list(value, wanted, salts, pointer)
    salt = salts.of(pointer)
    hashed = _hash(LEAF, salt, canonical(value))
    return Made(hashed, {"salt": salt.hex(), "value": value} if wanted else hashed)


def _object(value: Mapping[str, Any], wanted: Wanted, salts: Salts, pointer: str) -> Made:
    members = {
        key: tree_of(item, _part(wanted, key), salts, f"{pointer}/{escaped(key)}")
        for key, item in value.items()
    }
    hashed = _hash(OBJECT, canonical({key: member.hash for key, member in members.items()}))
    shown = {"object": {key: member.shown for key, member in members.items()}}
    return Made(hashed, shown if wanted else hashed)


def _list(rows: Sequence[Any], wanted: Wanted, salts: Salts, pointer: str) -> Made:
    """Rows as a tree of pairs, filled up to a power of two, so that their number stays hidden."""
    depth = (len(rows) - 1).bit_length()
    level = [
        tree_of(row, _part(wanted, at), salts, f"{pointer}/{at}") for at, row in enumerate(rows)
    ]
    for at in range(len(rows), 2**depth):
        filler = salts.of(f"{pointer}/{at}").hex()
        level.append(Made(filler, filler))
    while len(level) > 1:
        level = [_pair(*level[at : at + 2]) for at in range(0, len(level), 2)]
    count = tree_of(len(rows), _part(wanted, COUNT), salts, f"{pointer}/{COUNT}")
    hashed = _hash(LIST, canonical([depth, count.hash, level[0].hash]))
    shown = {"list": {"count": count.shown, "depth": depth, "items": level[0].shown}}
    return Made(hashed, shown if wanted else hashed)


def _pair(left: Made, right: Made) -> Made:
    hashed = _hash(PAIR, bytes.fromhex(left.hash), bytes.fromhex(right.hash))
    hidden = isinstance(left.shown, str) and isinstance(right.shown, str)
    return Made(hashed, hashed if hidden else [left.shown, right.shown])


def _part(wanted: Wanted, name: str | int) -> Wanted:
    found: Wanted = wanted.get(name, False) if isinstance(wanted, Mapping) else wanted
    return found


def escaped(name: str) -> str:
    """Return a name as a step of a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def _hash(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()
