"""Reading a record with suspicion, and comparing it leaf by leaf."""

from pathlib import Path
from typing import Any

import pytest

from aanbesteding.basis.canonical import canonical
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.verification.record import differences, leaves, open_record, shown

GOOD = {"format": "aanbesteding-award/1", "kind": "award"}


def written(folder: Path, content: bytes) -> Path:
    path = folder / "award.json"
    path.write_bytes(content)
    return path


def codes(folder: Path, content: bytes) -> list[str]:
    return [finding.code for finding in open_record(written(folder, content)).findings]


def test_a_canonical_record_is_read_without_findings(tmp_path: Path) -> None:
    opened = open_record(written(tmp_path, canonical(GOOD)))
    assert (opened.tree, opened.findings) == (GOOD, ())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"format":"a","format":"b"}', "V101"),
        (b'{"format":1.5}', "V101"),
        (b'{"format":NaN}', "V101"),
        (b"[" * 100_000, "V101"),
        (b'{"format":' + b"[" * 600 + b"]" * 600 + b"}", "V101"),
        (b'{"format":"aanbesteding-award/1","x":"\\ud800"}', "V102"),
        (b'{"format":"aanbesteding-award/1", "kind":"award"}', "V102"),
        (b'{"kind":"award","format":"aanbesteding-award/1"}', "V102"),
        (b'{"format":"aanbesteding-award/1"}\n', "V102"),
        (b'{"format":"aanbesteding-award/1","n":90071992547409930}', "V102"),
        (b'{"format":"aanbesteding-award/2"}', "V103"),
        (b'["aanbesteding-award/1"]', "V103"),
    ],
    ids=lambda value: value.decode()[:60] if isinstance(value, bytes) else value,
)
def test_a_record_that_is_not_spelled_once_is_a_finding(
    tmp_path: Path, content: bytes, code: str
) -> None:
    assert codes(tmp_path, content) == [code]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe"])
def test_what_is_no_json_is_unreadable(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, content)
    with pytest.raises(UnreadableError):
        open_record(path)


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        open_record(tmp_path / "award" / "award.json")


@pytest.mark.parametrize(
    ("record", "counted", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, [("a", "leaf")]),
        ({"a": 1}, {"a": True}, [("a", "leaf")]),
        ({"a": "1"}, {"a": 1}, [("a", "leaf")]),
        ({"a": None}, {}, [("a", "unknown")]),
        ({}, {"a": None}, [("a", "missing")]),
        ({"a/b": {"~": 1}}, {"a/b": {"~": 2}}, [("a~1b/~0", "leaf")]),
        ([1, 2, 3], [1, 5, 3], [("1", "leaf")]),
        ([1, 2, 3], [1, 3], [("", "rows"), ("1", "unknown")]),
        ([1], [1, 2], [("", "rows"), ("", "missing")]),
        ({"a": [1]}, {"a": {"b": 1}}, [("a", "leaf")]),
    ],
)
def test_every_difference_is_named_by_its_place(
    record: Any, counted: Any, found: list[tuple[str, str]]
) -> None:
    assert [(d.pointer, d.kind) for d in differences(record, counted)] == found


def test_a_difference_in_a_row_names_the_row() -> None:
    row = {"bidder": "K01", "lot": "C", "need": "zwaar", "spend_cents": 5}
    (found,) = differences([row], [{**row, "spend_cents": 6}])
    assert (found.pointer, found.row) == ("0/spend_cents", "K01, C, zwaar")


def test_leaves_are_counted_one_by_one() -> None:
    assert leaves({"a": [1, {"b": None}], "c": "d"}) == 3


@pytest.mark.parametrize("odd", ["\ud800", "\x1b[2J", "a\nb"])
def test_what_a_terminal_cannot_show_is_replaced(odd: str) -> None:
    assert shown(odd).isprintable()


def test_a_long_value_is_shown_short() -> None:
    assert len(shown(["x" * 500])) == 200
