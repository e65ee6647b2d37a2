"""What differs between two records: every field with what stood there and what stands there now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Path = tuple[str, ...]
Record = Mapping[str, Any]
# What tells the entries of a list apart, whatever their order.
IDENTITY = (
    "assessor", "bidder", "lot", "need", "area", "period", "criterion", "event", "date", "kind",
)  # fmt: skip


@dataclass(frozen=True)
class FileChange:
    """A file of the round and the SHA-256 of its bytes; empty where it is not there."""

    path: str
    before: str
    after: str


@dataclass(frozen=True)
class FieldChange:
    """A field of the tender, a bid, a mark or the register; None where it is not there."""

    about: str
    bidder: str
    lot: str
    criterion: str
    field: str
    before: str | None
    after: str | None


def files_changed(before: Record, after: Record) -> tuple[FileChange, ...]:
    """Return the input files of which the bytes differ, or that one of the two lacks."""
    old, new = ({one["path"]: one["sha256"] for one in of["inputs"]} for of in (before, after))
    return tuple(
        FileChange(path, old.get(path, ""), new.get(path, ""))
        for path in sorted(old.keys() | new.keys())
        if old.get(path) != new.get(path)
    )


def fields_changed(before: Record, after: Record) -> tuple[FieldChange, ...]:
    """Return every field that differs: in the tender, then bids, marks and the register."""
    found = [
        FieldChange("tender", "", *_place(path), old, new)
        for path, old, new in _pairs(before["tender"], after["tender"])
    ]
    bids = (_without_files(of["bids"]) for of in (before, after))
    for path, old, new in _pairs(*bids):
        found.append(FieldChange("bid", path[0], *_place(path[1:]), old, new))
    for path, old, new in _pairs(before["marks"], after["marks"]):
        assessor, bidder, lot, criterion = path[0].split("/")[:4]
        field = ".".join((assessor, *path[1:]))
        found.append(FieldChange("mark", bidder, lot, criterion, field, old, new))
    found += [
        FieldChange("register", *_event(path), old, new)
        for path, old, new in _pairs(before["events"], after["events"])
    ]
    return tuple(found)


def _without_files(bids: list[Record]) -> list[Record]:
    """Bids without the file they came from: that stands with the files."""
    return [{name: value for name, value in bid.items() if name != "file"} for bid in bids]


def _event(path: Path) -> tuple[str, str, str, str]:
    """Bidder of a line of the register; its lot is a field of its own."""
    bidder, _, line = path[0].partition("/")
    return bidder, "", "", ".".join((line, *path[1:]))


def _place(path: Path) -> tuple[str, str, str]:
    """Lot and criterion if it names them, and the rest of a path with dots between."""
    lot = criterion = ""
    rest = list(path)
    if len(rest) > 1 and rest[0] == "lots":
        lot, rest = rest[1], rest[2:]
    if len(rest) > 1 and rest[0] == "answers":
        criterion, rest = rest[1], [rest[0], *rest[2:]]
    return lot, criterion, ".".join(rest)


def _pairs(before: Any, after: Any) -> Iterator[tuple[Path, str | None, str | None]]:
    old, new = dict(_leaves(before)), dict(_leaves(after))
    for path in dict.fromkeys((*old, *new)):
        if old.get(path) != new.get(path):
            yield path, old.get(path), new.get(path)


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every single value by its path; what is empty is as if it is not there."""
    if isinstance(value, Mapping):
        for name in sorted(value):
            yield from _leaves(value[name], (*path, str(name)))
    elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        seen: dict[str, int] = {}
        for item in value:
            name = _identity(item)
            seen[name] = seen.get(name, 0) + 1
            yield from _leaves(item, (*path, name if seen[name] == 1 else f"{name}#{seen[name]}"))
    elif isinstance(value, list):
        if value:
            yield path, ", ".join(map(str, value))
    elif value is not None and value != "":
        yield path, value if isinstance(value, str) else str(value).lower()


def _identity(item: Any) -> str:
    """What the entry is called; the place in its list is added where entries share a name."""
    names: Path = IDENTITY
    if item.get("id"):
        names = ("id",)
    elif "scale" in item:
        names = ("scale", "mark")
    return "/".join(str(item[name]) for name in names if item.get(name) not in (None, "")) or "1"
