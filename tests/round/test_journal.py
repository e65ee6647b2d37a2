"""The journal: lines that hold each other, and a head that holds the last."""

import os
from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations
from pathlib import Path

import pytest

from aanbesteding.basis.canonical import fingerprint, read_json
from aanbesteding.basis.errors import FindingsError, UnwritableError
from aanbesteding.basis.places import Line
from aanbesteding.basis.texts import LANGUAGES, finding_text
from aanbesteding.round.journal import FILE, Entry, Journal, append, read_journal

NOW = datetime(2027, 4, 1, 9, 30, tzinfo=UTC)
STEPS = ("opened", "looked", "quality_frozen", "prices_opened")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, step in enumerate(STEPS):
        append(tmp_path, step, ("A. de Vries",), {"what": str(number)}, NOW)
    return tmp_path


def lines(folder: Path) -> list[bytes]:
    return (folder / FILE).read_bytes().splitlines()


def put(folder: Path, *rows: bytes) -> Journal:
    (folder / FILE).write_bytes(b"".join(row + b"\n" for row in rows))
    return read_journal(folder)


def codes(journal: Journal) -> list[str]:
    assert all(finding_text(f, lang) for f in journal.findings for lang in LANGUAGES)
    assert all(f.blocks for f in journal.findings)
    return [f.code for f in journal.findings]


def test_a_round_without_journal_has_no_steps_and_no_head(tmp_path: Path) -> None:
    assert read_journal(tmp_path) == Journal()


def test_steps_come_back_in_order_as_they_were_written(tmp_path: Path) -> None:
    written = append(tmp_path, "quality_frozen", (" A ", "B"), {"marks": "ab"}, NOW)
    assert written == Entry(
        1, "2027-04-01T09:30:00Z", "quality_frozen", ("A", "B"), {"marks": "ab"}, ""
    )
    later = append(tmp_path, "prices_opened", ("Ç",), {}, NOW)
    assert read_journal(tmp_path).entries == (written, later)


def test_a_line_is_one_spelling_of_json_with_the_hash_of_the_line_before_it(folder: Path) -> None:
    assert lines(folder)[0] == (
        b'{"about":{"what":"0"},"by":["A. de Vries"],"previous":"","seq":1,'
        b'"step":"opened","time":"2027-04-01T09:30:00Z"}'
    )
    for before, line in zip(lines(folder), lines(folder)[1:], strict=False):
        assert read_json(line)["previous"] == fingerprint(before)


def test_the_head_is_the_hash_of_the_last_line(folder: Path) -> None:
    assert read_journal(folder).head == fingerprint(lines(folder)[-1])


def test_a_step_leaves_the_lines_above_it_as_they_are(folder: Path) -> None:
    before = (folder / FILE).read_bytes()
    append(folder, "award", ("B",), {}, NOW)
    assert (folder / FILE).read_bytes().startswith(before)


def test_a_failed_write_leaves_the_journal_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / FILE).read_bytes()

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableError):
        append(folder, "award", ("B",), {}, NOW)
    assert (folder / FILE).read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == [FILE]


def test_a_time_is_kept_in_utc_whatever_its_zone(tmp_path: Path) -> None:
    summer = timezone(timedelta(hours=2))
    written = append(tmp_path, "s", ("A",), {}, datetime(2027, 7, 1, 0, 30, 5, 999, tzinfo=summer))
    assert written.time == "2027-06-30T22:30:05Z"


def test_a_time_without_zone_and_a_step_by_nobody_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        append(tmp_path, "s", ("A",), {}, NOW.replace(tzinfo=None))
    for nobody in ((), ("",), ("A", " ")):
        with pytest.raises(ValueError, match="somebody"):
            append(tmp_path, "s", nobody, {}, NOW)
    assert not (tmp_path / FILE).exists()


def test_nothing_is_added_to_a_damaged_journal(folder: Path) -> None:
    put(folder, *lines(folder)[1:])
    before = (folder / FILE).read_bytes()
    with pytest.raises(FindingsError):
        append(folder, "award", ("B",), {}, NOW)
    assert (folder / FILE).read_bytes() == before


def test_every_changed_bit_is_caught_by_the_chain_or_in_the_last_line_by_the_head(
    folder: Path,
) -> None:
    good, head = (folder / FILE).read_bytes(), read_journal(folder).head
    last = good.rindex(b"\n", 0, -1)
    for place in range(len(good)):
        bad = bytearray(good)
        bad[place] ^= 1 << place % 8
        (folder / FILE).write_bytes(bytes(bad))
        found = read_journal(folder)
        assert found.findings or (place > last and found.head != head), place


@pytest.mark.parametrize("order", [o for o in permutations(range(4)) if o != (0, 1, 2, 3)], ids=str)
def test_moved_lines_are_caught(folder: Path, order: tuple[int, ...]) -> None:
    rows = lines(folder)
    assert {"R113", "R114"} & set(codes(put(folder, *(rows[n] for n in order))))


@pytest.mark.parametrize("gone", range(3))
def test_a_line_taken_out_is_caught_at_the_line_that_follows(folder: Path, gone: int) -> None:
    rows = lines(folder)
    found = put(folder, *rows[:gone], *rows[gone + 1 :])
    assert found.findings[0].place == Line(FILE, gone + 1)
    assert {"R113", "R114"} <= set(codes(found))


def test_lines_taken_off_the_end_show_in_the_head_alone(folder: Path) -> None:
    head = read_journal(folder).head
    found = put(folder, *lines(folder)[:-1])
    assert codes(found) == []
    assert found.head != head


@pytest.mark.parametrize("at", range(4))
def test_a_line_put_in_is_caught_even_with_a_fitting_number_and_hash(folder: Path, at: int) -> None:
    rows = lines(folder)
    (folder / FILE).write_bytes(b"".join(row + b"\n" for row in rows[:at]))
    append(folder, "forged", ("X",), {}, NOW)
    forged = lines(folder)[-1]
    assert {"R113", "R114"} <= set(codes(put(folder, *rows[:at], forged, *rows[at:])))


LINE = (
    b'{"about":{"what":"0"},"by":["A"],"previous":"","seq":1,"step":"s",'
    b'"time":"2027-04-01T09:30:00Z"}'
)


def test_the_line_that_is_spoiled_below_is_good_by_itself(tmp_path: Path) -> None:
    assert codes(put(tmp_path, LINE)) == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (b"", "R111"),
        (b"geen json", "R111"),
        (b"\xff", "R111"),
        (b"\xef\xbb\xbf" + LINE, "R111"),
        (LINE + b"\r", "R111"),
        (b" " + LINE, "R111"),
        (LINE.replace(b'"seq":1', b'"seq":1,"seq":1'), "R111"),
        (LINE.replace(b'"seq":1', b'"seq":1.0'), "R111"),
        (LINE.replace(b'"seq":1', b'"seq":NaN'), "R111"),
        (LINE.replace(b'"seq":1', b'"seq":' + b"9" * 30), "R111"),
        (LINE.replace(b'"s"', b'"\\u0073"'), "R111"),
        (LINE.replace(b'"s"', b'"\\ud800"'), "R111"),
        (b"[" * 100_000, "R111"),
        (b"[]", "R112"),
        (b"{}", "R112"),
        (LINE.replace(b"{", b'{"a":1,', 1), "R112"),
        (LINE.replace(b'"seq":1', b'"seq":"1"'), "R112"),
        (LINE.replace(b'"seq":1', b'"seq":true'), "R112"),
        (LINE.replace(b'["A"]', b"[]"), "R112"),
        (LINE.replace(b'["A"]', b'[" "]'), "R112"),
        (LINE.replace(b'["A"]', b'"A"'), "R112"),
        (LINE.replace(b'"what":"0"', b'"what":0'), "R112"),
        (LINE.replace(b'"step":"s"', b'"step":1'), "R112"),
        (LINE.replace(b"09:30:00Z", b"25:30:00Z"), "R112"),
        (LINE.replace(b"2027-04-01T", b"2027-4-1T"), "R112"),
        (LINE.replace(b'"seq":1', b'"seq":2'), "R113"),
        (LINE.replace(b'"previous":""', b'"previous":"a"'), "R114"),
    ],
)
def test_a_line_that_cannot_stand_there_is_a_finding_with_its_number(
    tmp_path: Path, row: bytes, code: str
) -> None:
    found = put(tmp_path, row)
    assert codes(found) == [code]
    assert found.findings[0].place == Line(FILE, 1)


def test_half_a_line_is_caught(folder: Path) -> None:
    content = (folder / FILE).read_bytes()
    for size in range(len(content) - 1, content.rindex(b"\n", 0, -1) + 1, -1):
        (folder / FILE).write_bytes(content[:size])
        assert codes(read_journal(folder)) == ["R111"]
