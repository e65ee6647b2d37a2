"""The round's register: who is out and why, corrections, and questions about low prices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.findings import Finding, Weight, blocking
from aanbesteding.basis.places import Line, Place
from aanbesteding.bids.bid import Event, EventKind, Received
from aanbesteding.bids.price_talk import ASKED, NEEDED
from aanbesteding.gate.file import Reads, content_of, is_there
from aanbesteding.workbook.opened import SPREADSHEETS
from aanbesteding.workbook.rows import Table, table_rows

COLUMNS = tuple(name for name in Event.model_fields if name != "before")
_NEEDED = ("bidder", "event")
_CORRECTION = ("field", "value", "request", "answer", "decision")


@dataclass(frozen=True)
class Registered:
    """The register: its events, where each stands, and what is wrong with it."""

    events: tuple[tuple[Event, Place], ...] = ()
    received: tuple[Received, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_register(folder: Path, read: Reads = content_of) -> Registered:
    """Return the register of a round folder; an empty one when there is no file."""
    named = (folder / f"register{ending}" for ending in (".csv", *SPREADSHEETS))
    paths = [path for path in named if is_there(path)]
    if not paths:
        return Registered()
    if len(paths) > 1:
        values = {"files": tuple(path.name for path in paths)}
        return Registered(findings=(Finding("B141", Weight.REPAIRABLE, None, values),))
    label = paths[0].name
    content, findings = read(paths[0], label)
    if findings:
        return Registered(findings=findings)
    received = (Received(label, fingerprint(content), ""),)
    rows, findings = table_rows(content, label)
    findings = (*findings, *(() if blocking(findings) else _strange(rows, label)))
    if blocking(findings):
        return Registered(received=received, findings=findings)
    events: list[tuple[Event, Place]] = []
    for place, row in rows:
        found = event_of(row, place)
        if isinstance(found, Event):
            events.append((found, place))
        else:
            findings = (*findings, *found)
    return Registered(tuple(events), received, findings)


def _strange(rows: Table, label: str) -> tuple[Finding, ...]:
    """Columns the register does not know, or cannot do without."""
    names = set(rows[0][1]) if rows else set(_NEEDED)
    strange = sorted(names - set(COLUMNS)) + [name for name in _NEEDED if name not in names]
    if not strange:
        return ()
    values = {"strange": tuple(strange), "columns": COLUMNS}
    return (Finding("B130", Weight.REPAIRABLE, Line(label), values),)


def event_of(row: Mapping[str, str], place: Place) -> Event | tuple[Finding, ...]:
    """Return the event a line of the register states, or all that is wrong with the line."""
    said = {name: (row.get(name) or "").strip() for name in COLUMNS}
    findings = tuple(_flaws(said, place))
    return findings or Event.model_validate(said)


def _flaws(said: Mapping[str, str], place: Place) -> Iterable[Finding]:
    bidder = said["bidder"] or "?"
    kinds = tuple(kind.value for kind in EventKind)
    if said["event"] not in kinds:
        yield _flaw("B131", place, found=said["event"], known=kinds)
    for day in (said["date"], said["value"] if said["event"] == ASKED else ""):
        if day and not _is_day(day):
            yield _flaw("B132", place, found=day)
    talk = NEEDED.get(said["event"], ())
    for field in ("bidder", "reason"):
        if not said[field] and field not in talk:
            yield _flaw("B133", place, field=field, bidder=bidder)
    unsaid = tuple(field for field in talk if not said[field])
    if unsaid:
        yield _flaw("B147", place, bidder=bidder, event=said["event"], fields=unsaid)
    lacking = tuple(field for field in _CORRECTION if not said[field])
    if said["event"] == EventKind.CORRECTED and lacking:
        yield _flaw("B134", place, bidder=bidder, fields=lacking)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _flaw(code: str, place: Place, **values: object) -> Finding:
    return Finding(code, Weight.REPAIRABLE, place, values)
