"""The record as JSON: read with suspicion, compared leaf by leaf."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from aanbesteding.basis.canonical import canonical, read_json
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line

Json = Any
FORMAT = "aanbesteding-award/1"
ROW_KEYS = ("assessor", "bidder", "lot", "need", "area", "period", "criterion", "rule", "goal")


class Opened(NamedTuple):
    """A record that was read, as far as it could be, and what is wrong with the file itself."""

    tree: dict[str, Json] | None
    findings: tuple[Finding, ...]


def open_record(path: Path) -> Opened:
    """Return the parsed record and findings on its spelling and format.

    Raises UnreadableError when the file cannot be read or is no JSON at all.
    """
    where = Line(f"{path.parent.name}/{path.name}")
    tree, wrong = open_tree(path)
    if tree is None and wrong:
        return Opened(None, (_finding("V101", where, reason=wrong),))
    if not isinstance(tree, dict):
        return Opened(None, (_finding("V103", where, says=shown(tree), counted=FORMAT),))
    found = [_finding("V102", where)] if wrong else []
    if tree.get("format") != FORMAT:
        found.append(_finding("V103", where, says=shown(tree.get("format")), counted=FORMAT))
        return Opened(None, tuple(found))
    return Opened(tree, tuple(found))


def open_tree(path: Path) -> tuple[Json | None, str]:
    """Return what a file of canonical JSON says, and what is wrong with its spelling, if anything.

    Raises UnreadableError when the file cannot be read or is no JSON at all.
    """
    try:
        content = path.read_bytes()
        tree = read_json(content.decode("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UnreadableError(str(path)) from error
    except ValueError as error:
        return None, str(error)
    try:
        return tree, "" if _spelled_once(content, tree) else "spelling"
    except RecursionError:
        return None, "nested too deeply"


def _finding(code: str, where: Line, **values: Any) -> Finding:
    return Finding(code, Weight.REPAIRABLE, where, values)


def _spelled_once(content: bytes, tree: Json) -> bool:
    try:
        return canonical(tree) == content
    except ValueError:
        return False


class Difference(NamedTuple):
    """A place in the record that says something else than was counted."""

    pointer: str
    row: str
    says: Json
    counted: Json
    kind: str = "leaf"


def differences(
    record: Json, counted: Json, pointer: str = "", row: str = ""
) -> Iterator[Difference]:
    """Yield every leaf, row or key of the record that differs from what was counted.

    >>> [d.pointer for d in differences({"a": [1, 2]}, {"a": [1, 3]})]
    ['a/1']
    """
    if isinstance(record, dict) and isinstance(counted, dict):
        yield from _in_keys(record, counted, pointer, row)
    elif isinstance(record, list) and isinstance(counted, list):
        yield from _in_rows(record, counted, pointer, row)
    elif type(record) is not type(counted) or record != counted:
        yield Difference(pointer, row, record, counted)


def _in_keys(
    record: dict[str, Json], counted: dict[str, Json], pointer: str, row: str
) -> Iterator[Difference]:
    row = _row(counted) or row
    for key in sorted({*record, *counted}):
        place = _join(pointer, key)
        if key not in counted:
            yield Difference(place, row, record[key], None, "unknown")
        elif key not in record:
            yield Difference(place, row, None, counted[key], "missing")
        else:
            yield from differences(record[key], counted[key], place, row)


def _in_rows(
    record: list[Json], counted: list[Json], pointer: str, row: str
) -> Iterator[Difference]:
    if len(record) == len(counted):
        for index, (said, true) in enumerate(zip(record, counted, strict=True)):
            yield from differences(said, true, _join(pointer, index), row)
        return
    yield Difference(pointer, row, len(record), len(counted), "rows")
    said_rows, true_rows = {spelled(said) for said in record}, {spelled(true) for true in counted}
    for index, said in enumerate(record):
        if spelled(said) not in true_rows:
            yield Difference(_join(pointer, index), _row(said) or row, said, None, "unknown")
    for true in counted:
        if spelled(true) not in said_rows:
            yield Difference(pointer, _row(true) or row, None, true, "missing")


def spelled(value: Json) -> str:
    """Return the value in one spelling, by which many rows are told apart at once."""
    return json.dumps(value, sort_keys=True)


def _row(value: Json) -> str:
    if not isinstance(value, dict):
        return ""
    named = (value.get(key) for key in ROW_KEYS)
    return shown_row(name for name in named if isinstance(name, str) and name)


def shown_row(names: Iterable[str]) -> str:
    """Return the names that identify a row, as people read them."""
    return _clean(", ".join(names))


def _join(pointer: str, key: str | int) -> str:
    step = _clean(str(key)).replace("~", "~0").replace("/", "~1")
    return f"{pointer}/{step}" if pointer else step


def shown(value: Json) -> str:
    """Return a value of the record as people read it in a finding, kept short."""
    if isinstance(value, str):
        text = value
    else:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    text = _clean(text)
    return text if len(text) <= 200 else text[:199] + "…"


def _clean(text: str) -> str:
    """The text without what a terminal or a file cannot show."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def leaves(value: Json) -> int:
    """Return how many single values a part of the record holds."""
    if isinstance(value, dict):
        return sum(leaves(item) for item in value.values())
    if isinstance(value, list):
        return sum(leaves(item) for item in value)
    return 1
