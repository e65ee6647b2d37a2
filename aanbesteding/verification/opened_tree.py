"""A tree of salted hashes as somebody received it: its root worked out again, and what it shows.

Written from docs/package.md, apart from the code that makes such a tree.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from aanbesteding.basis.canonical import canonical
from aanbesteding.verification.record import Json

HASH = re.compile(r"[0-9a-f]{64}")
DEEPEST = 32


class _Hidden:
    """What stands where nothing is shown."""

    def __repr__(self) -> str:
        return "HIDDEN"


HIDDEN: Final = _Hidden()


class OddTreeError(ValueError):
    """A part of a tree that cannot be read: `pointer` is its place."""

    def __init__(self, pointer: str):
        self.pointer = pointer or "/"
        super().__init__(self.pointer)


class Rows(NamedTuple):
    """The rows of a list that are shown, by their place in it, and how many there are if told."""

    number: int | None
    shown: dict[int, Any]

    @property
    def whole(self) -> bool:
        """Whether every row is shown."""
        return self.number == len(self.shown)

    @property
    def in_order(self) -> list[Any]:
        """The rows that are shown, in order."""
        return [self.shown[at] for at in sorted(self.shown)]


@dataclass
class OpenedTree:
    """What a tree shows, the root it has, and the salts it shows by their place."""

    root: str = ""
    value: Any = HIDDEN
    salts: dict[str, str] = field(default_factory=dict)


def opened_tree(tree: Json) -> OpenedTree:
    """Return what a tree shows and its root; raises OddTreeError where it cannot be read."""
    found = OpenedTree()
    try:
        found.root, found.value = _node(tree, "", found.salts)
    except RecursionError:
        raise OddTreeError("") from None
    return found


def _node(node: Json, pointer: str, salts: dict[str, str]) -> tuple[str, Any]:
    if isinstance(node, str):
        return _hash_in(node, pointer), HIDDEN
    match node:
        case {"salt": str(salt), "value": value, **rest} if not rest:
            return _leaf(salt, value, pointer, salts)
        case {"object": dict(members), **rest} if not rest and members:
            return _object(members, pointer, salts)
        case {"list": {"count": count, "depth": int(depth), "items": items, **more}, **rest} if (
            not rest and not more and 0 <= depth <= DEEPEST and not isinstance(depth, bool)
        ):
            return _list(count, depth, items, pointer, salts)
    raise OddTreeError(pointer)


def _leaf(salt: str, value: Json, pointer: str, salts: dict[str, str]) -> tuple[str, Any]:
    if isinstance(value, dict | list) and value:
        raise OddTreeError(pointer)
    salts[pointer] = _hash_in(salt, pointer)
    hashed = _hashed(b"\x00", bytes.fromhex(salt), canonical(value))
    return hashed, Rows(0, {}) if isinstance(value, list) else value


def _object(members: dict[str, Json], pointer: str, salts: dict[str, str]) -> tuple[str, Any]:
    found = {key: _node(node, f"{pointer}/{_step(key)}", salts) for key, node in members.items()}
    hashed = _hashed(b"\x01", canonical({key: one for key, (one, _) in found.items()}))
    return hashed, {key: value for key, (_, value) in found.items() if value is not HIDDEN}


def _list(
    count: Json, depth: int, items: Json, pointer: str, salts: dict[str, str]
) -> tuple[str, Any]:
    of_count, number = _node(count, f"{pointer}/#", salts)
    shown: dict[int, Any] = {}
    top = _branch(items, depth, 0, pointer, salts, shown)
    hashed = _hashed(b"\x02", canonical([depth, of_count, top]))
    if number is HIDDEN:
        return hashed, Rows(None, shown)
    fits = type(number) is int and number > 0 and (number - 1).bit_length() == depth
    if not fits or max(shown, default=0) >= number:
        raise OddTreeError(f"{pointer}/#")
    return hashed, Rows(number, shown)


def _branch(
    node: Json, depth: int, at: int, pointer: str, salts: dict[str, str], shown: dict[int, Any]
) -> str:
    """The hash of a part of the rows; `at` is the place of its first row."""
    if depth and isinstance(node, list) and len(node) == 2:
        half = 2 ** (depth - 1)
        left = _branch(node[0], depth - 1, at, pointer, salts, shown)
        right = _branch(node[1], depth - 1, at + half, pointer, salts, shown)
        return _hashed(b"\x03", bytes.fromhex(left), bytes.fromhex(right))
    if depth and not isinstance(node, str):
        raise OddTreeError(pointer)
    hashed, value = _node(node, f"{pointer}/{at}", salts)
    if value is not HIDDEN:
        shown[at] = value
    return hashed


def _hash_in(text: str, pointer: str) -> str:
    if not HASH.fullmatch(text):
        raise OddTreeError(pointer)
    return text


def _hashed(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _step(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def together(one: Any, other: Any) -> Any:
    """Return what two trees with one root show together."""
    if one is HIDDEN or other is HIDDEN:
        return other if one is HIDDEN else one
    if isinstance(one, dict) and isinstance(other, dict):
        return {k: together(one.get(k, HIDDEN), other.get(k, HIDDEN)) for k in {**one, **other}}
    if isinstance(one, Rows) and isinstance(other, Rows):
        rows = {**one.shown, **other.shown}
        found = {
            at: together(one.shown.get(at, HIDDEN), other.shown.get(at, HIDDEN)) for at in rows
        }
        return Rows(other.number if one.number is None else one.number, found)
    return one


def plain(value: Any) -> Json:
    """Return what is shown as JSON, without what is hidden; None where all of it is."""
    if value is HIDDEN:
        return None
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(row) for row in value.in_order] if isinstance(value, Rows) else value


def at(value: Any, *place: str) -> Any:
    """Return what is shown at a place below a part, or HIDDEN."""
    for step in place:
        value = value.get(step, HIDDEN) if isinstance(value, dict) else HIDDEN
    return value


def rows_of(value: Any, *place: str) -> list[dict[str, Any]]:
    """Return the rows that are shown of a list, as far as they are objects."""
    found = at(value, *place)
    return [row for row in found.in_order if isinstance(row, dict)] if _is_rows(found) else []


def whole(value: Any, *place: str) -> bool:
    """Return whether every row of a list is shown."""
    found = at(value, *place)
    return isinstance(found, Rows) and found.whole


def _is_rows(value: Any) -> bool:
    return isinstance(value, Rows)


def not_whole(value: Any, pointer: str = "") -> Iterator[tuple[str, Rows]]:
    """Yield every list of which not all rows are shown, with its place."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from not_whole(item, f"{pointer}/{_step(key)}")
    elif isinstance(value, Rows):
        if not value.whole:
            yield pointer, value
        for index, row in value.shown.items():
            yield from not_whole(row, f"{pointer}/{index}")
