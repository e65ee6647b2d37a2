"""The round's journal, ``journal.jsonl``: every step that was taken, by whom, in an order.

Each line holds the SHA-256 of the line before it, so no line can be changed, added, taken out or
moved without breaking the chain behind it. Nothing holds the last line but its own hash, the head:
that has to be kept outside the folder too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aanbesteding.basis.canonical import canonical, fingerprint, read_json
from aanbesteding.basis.errors import FindingsError
from aanbesteding.basis.files import write_whole
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.dossier.steps import Step, Steps
from aanbesteding.gate.file import Reads, content_of, is_there

FILE = "journal.jsonl"
TIME = "%Y-%m-%dT%H:%M:%SZ"
_FIELDS = frozenset({"seq", "time", "step", "by", "about", "previous"})


@dataclass(frozen=True)
class Entry:
    """One step: when (UTC), what, by whom, about what; and the hash of the line before it."""

    seq: int
    time: str
    step: str
    by: tuple[str, ...]
    about: Mapping[str, str]
    previous: str


@dataclass(frozen=True)
class Journal:
    """The steps of a round in order; `head` is the hash of the last line, "" without any."""

    entries: tuple[Entry, ...] = ()
    head: str = ""
    findings: tuple[Finding, ...] = ()


def steps_of(journal: Journal) -> Steps:
    """Return what a record tells of the journal."""
    steps = (Step(e.seq, e.time, e.step, e.by) for e in journal.entries)
    return Steps(journal.head, tuple(steps))


def read_journal(folder: Path, read: Reads = content_of) -> Journal:
    """Return the journal of a round folder, an empty one when there is none, with what is wrong."""
    content, refused = _content(folder, read)
    return Journal(findings=refused) if refused else _journal(content)


def _content(folder: Path, read: Reads) -> tuple[bytes, tuple[Finding, ...]]:
    path = folder / FILE
    return read(path, FILE) if is_there(path) else (b"", ())


def _journal(content: bytes) -> Journal:
    lines = content.split(b"\n")
    rest = lines.pop()
    entries: list[Entry] = []
    findings: list[Finding] = []
    head = ""
    for number, line in enumerate(lines, start=1):
        entry, wrong = _entry(line, number)
        findings += wrong
        if entry is not None:
            entries.append(entry)
            findings += _out_of_chain(entry, number, head)
        head = fingerprint(line)
    if rest:
        findings.append(_finding("R111", len(lines) + 1, error="no line end"))
    return Journal(tuple(entries), head, tuple(findings))


def append(
    folder: Path, step: str, by: Sequence[str], about: Mapping[str, str], now: datetime
) -> Entry:
    """Return the entry that was written below the journal; the lines above it stay as they are.

    Raises FindingsError when the journal is damaged, and ValueError for a time without time zone
    or a step by nobody.
    """
    before, refused = _content(folder, content_of)
    journal = _journal(before)
    if refused or journal.findings:
        raise FindingsError((*refused, *journal.findings))
    names = tuple(name.strip() for name in by)
    if not names or not all(names):
        raise ValueError("a step is taken by somebody")
    entry = Entry(len(journal.entries) + 1, _written(now), step, names, dict(about), journal.head)
    write_whole(folder / FILE, before + canonical(entry) + b"\n")
    return entry


def _written(now: datetime) -> str:
    if now.tzinfo is None:
        raise ValueError("a time without time zone")
    return now.astimezone(UTC).strftime(TIME)


def _entry(line: bytes, number: int) -> tuple[Entry | None, tuple[Finding, ...]]:
    """The entry of a line, or why it is none."""
    try:
        said = read_json(line.decode("utf-8"))
        if canonical(said) != line:
            raise ValueError("not in its one spelling")
    except (ValueError, RecursionError) as error:
        return None, (_finding("R111", number, error=str(error)),)
    if not _is_entry(said):
        return None, (_finding("R112", number),)
    return Entry(**{**said, "by": tuple(said["by"])}), ()


def _is_entry(said: Any) -> bool:
    if not isinstance(said, dict) or set(said) != _FIELDS:
        return False
    about, by, seq = said["about"], said["by"], said["seq"]
    return (
        type(seq) is int
        and all(isinstance(said[key], str) for key in ("time", "step", "previous"))
        and _is_time(said["time"])
        and isinstance(by, list)
        and bool(by)
        and all(isinstance(name, str) and name.strip() for name in by)
        and isinstance(about, dict)
        and all(isinstance(value, str) for value in about.values())
    )


def moment_of(entry: Entry) -> datetime:
    """Return the moment of an entry, in UTC."""
    return datetime.strptime(entry.time, TIME).replace(tzinfo=UTC)


def _is_time(text: str) -> bool:
    try:
        return datetime.strptime(text, TIME).strftime(TIME) == text  # noqa: DTZ007 - always UTC
    except ValueError:
        return False


def _out_of_chain(entry: Entry, number: int, previous: str) -> Iterator[Finding]:
    if entry.seq != number:
        yield _finding("R113", number, found=entry.seq)
    if entry.previous != previous:
        yield _finding("R114", number)


def _finding(code: str, line: int, **values: object) -> Finding:
    return Finding(code, Weight.REPAIRABLE, Line(FILE, line), {"line": line, **values})
