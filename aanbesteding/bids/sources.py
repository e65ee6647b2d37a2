"""All bids of a round folder, from workbooks, CSV and JSON, with the register over them."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.findings import Finding, Weight, in_order
from aanbesteding.basis.places import Line, Path, Place
from aanbesteding.basis.texts import LANGUAGES
from aanbesteding.bids.accept import accept, reading_from_values
from aanbesteding.bids.bid import Bids, Event, Received
from aanbesteding.bids.corrections import Noted, corrected, sealed
from aanbesteding.bids.form import bid_form, other_slots
from aanbesteding.bids.price_talk import out_of_order
from aanbesteding.bids.register import read_register
from aanbesteding.bids.rules_and_bids import rules_and_bids
from aanbesteding.bids.together import (
    Source,
    across,
    by_bidder,
    file_stem,
    place_order,
    softened,
    unknown_in_register,
    without_those_put_out_by_file,
)
from aanbesteding.gate.file import Reads, content_of
from aanbesteding.gate.folder import beside, files_in
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.opened import SPREADSHEETS, open_form
from aanbesteding.workbook.read import read_opened
from aanbesteding.workbook.rows import csv_rows
from aanbesteding.workbook.slots import Form, Reading

ENDINGS = (".csv", ".json", *SPREADSHEETS)
Readings = tuple[tuple[Place, Reading, Form], ...]
FormIn = Callable[[str], Form]


def read_bids(
    folder: FilePath, tender: Tender, prices: bool = True, read: Reads = content_of
) -> Bids:
    """Return all bids of a round folder by bidder, with the register and every finding.

    Without `prices` no cell with a price is looked at, nor anything else on the sheet of the
    prices: every offer's price is None, and a correction of a price says no amount.
    `read` opens a file.
    """
    register = read_register(folder, read)
    sources: list[Source] = []
    events: dict[Place, Noted] = {place: (event, place) for event, place in register.events}
    findings = [*register.findings, *beside(folder / "bids", ENDINGS)]

    @cache
    def form_in(lang: str) -> Form:
        return bid_form(tender, lang)

    for path in bid_files(folder):
        label = f"bids/{path.name}"
        content, refused = read(path, label)
        if refused:
            sources.append(Source(label, Line(label), "", None, refused))
            continue
        for place, reading, form in _readings(content, label, tender, form_in, prices):
            mine = tuple(noted for noted in events.values() if _meant(noted[0], label, reading))
            reading, done, wrong = corrected(reading, form, mine)
            events |= {at: (event, at) for event, at in done}
            findings += wrong
            bid, found = accept(reading, tender, form)
            sources.append(Source(label, place, fingerprint(content), bid, found))
    noted = tuple((event if prices else sealed(event), at) for event, at in events.values())
    return _together(sources, noted, register.received, findings, tender)


def bid_files(folder: FilePath) -> tuple[FilePath, ...]:
    """Return the files in ``bids/`` that should hold bids, by name."""
    return files_in(folder / "bids", ENDINGS)


def _meant(event: Event, label: str, reading: Reading) -> bool:
    return event.bidder in (file_stem(label), reading.values.get(("bidder", "id")))


def _together(
    sources: list[Source],
    events: tuple[Noted, ...],
    received: tuple[Received, ...],
    findings: list[Finding],
    tender: Tender,
) -> Bids:
    findings += unknown_in_register(sources, events, tender)
    kept = without_those_put_out_by_file(sources, events)
    events = by_bidder(events, kept)
    findings += across(kept, events)
    lots_of = {s.bid.id: [lot.lot for lot in s.bid.lots] for s in kept if s.bid}
    findings += out_of_order(events, lots_of)
    for source in sources:
        decided = events if source in kept else _by_file(events, source)
        findings += softened(source, decided).findings
    bids = {source.bid.id: source.bid for source in reversed(kept) if source.bid}
    files = {(s.label, s.bid.id if s.bid else ""): s.sha256 for s in sources}
    own = tuple(Received(path, sha, bidder) for (path, bidder), sha in files.items() if sha)
    found = Bids(
        bids=tuple(bids[bidder] for bidder in sorted(bids)),
        received=tuple(sorted((*received, *own), key=lambda r: (r.path, r.bidder))),
        events=tuple(event for event, _ in sorted(events, key=lambda noted: place_order(noted[1]))),
    )
    return replace(found, findings=in_order((*findings, *rules_and_bids(tender, found))))


def _by_file(events: tuple[Noted, ...], source: Source) -> tuple[Noted, ...]:
    """Only what the register says of this very file: its bidder has another one that counts."""
    return tuple(noted for noted in events if noted[0].bidder == source.stem)


def _readings(
    content: bytes, label: str, tender: Tender, form_in: FormIn, prices: bool
) -> Readings:
    if label.lower().endswith(".csv"):
        return tuple(_from_csv(content, label, form_in(tender.language), prices))
    if label.lower().endswith(".json"):
        return (_from_json(content, label, form_in(tender.language), prices),)
    opened = open_form(content, label)
    lang = opened.identity.get("lang", "")
    form = form_in(lang if lang in LANGUAGES else tender.language)
    slots = form.slots if prices else other_slots(form)
    return ((Line(label), read_opened(opened, form, slots), form),)


def _from_csv(
    content: bytes, label: str, form: Form, prices: bool
) -> Iterator[tuple[Place, Reading, Form]]:
    rows, findings = csv_rows(content, label)
    if findings:
        yield Line(label), Reading(label, findings=findings), form
    for place, row in rows:
        values: dict[Path, object] = {(name,): text for name, text in row.items()}
        yield place, reading_from_values(values, form, label, place, prices), form


def _from_json(content: bytes, label: str, form: Form, prices: bool) -> tuple[Place, Reading, Form]:
    try:
        tree = json.loads(
            content.decode("utf-8-sig"), parse_float=Decimal, object_pairs_hook=_unique
        )
        if not isinstance(tree, dict):
            raise ValueError("no object")
    except (ValueError, RecursionError):
        refused = Finding("W405", Weight.REPAIRABLE, Line(label), {"file": label})
        return Line(label), Reading(label, findings=(refused,)), form
    values = dict(_leaves(tree, ()))
    return Line(label), reading_from_values(values, form, label, None, prices), form


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _leaves(tree: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, object]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, (*path, key))
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            yield (*path, key), ";".join(value)
        else:
            yield (*path, key), value
