"""The editions of an award in a round folder: one for the public, one for every bidder."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from aanbesteding.basis.canonical import canonical, fingerprint
from aanbesteding.basis.file_names import file_names
from aanbesteding.basis.files import write_all
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.dossier.editions.bidder import bidder_edition
from aanbesteding.dossier.editions.free_text import naming_others
from aanbesteding.dossier.editions.public import public_edition
from aanbesteding.report.editions import edition_book, edition_page
from aanbesteding.report.look import Look
from aanbesteding.round.journal import read_journal
from aanbesteding.round.lock import locked
from aanbesteding.round.look import read_look
from aanbesteding.round.result import Result, in_language
from aanbesteding.round.states import DECIDED
from aanbesteding.round.unchanged import RECORD
from aanbesteding.verification.record import open_record
from aanbesteding.workbook.ods import ods_bytes
from aanbesteding.workbook.write import book_bytes

PLACE, BIDDERS = "editions", "bidders"
NO_AWARD = {"not_proven": "R302", "draw_needed": "R303"}
_OURS = re.compile(r"\d{3,}(_[A-Za-z0-9-]+)?\.(json|html)")
DAMAGED = (KeyError, TypeError, ValueError, AttributeError, ValidationError)


@in_language
def editions(folder: Path | str, *, lang: str = "nl") -> Result:
    """Return the public edition of the award in a folder, after writing it and every bidder's.

    They are made of ``award/award.json`` alone and stand in ``editions/``; those of bidders in
    ``editions/bidders/`` under a number and a name. Nothing is written for a record that is no
    award, or that is not the one that was decided on. Raises BusyError while another run is busy.
    """
    home = Path(folder)
    with locked(home):
        record, record_hash, wrong = decided_award(home)
        if wrong:
            return Result(home, wrong)
        try:
            shown = public_edition(record, record_hash)
            made = _files(record, shown, lang, read_look(home)[0])
            files = {home / PLACE / name: content for name, content in made}
        except DAMAGED as error:
            return Result(home, (damaged(error),))
        paths = write_all(files)
        _clear(home / PLACE / BIDDERS, paths)
        named = naming_others(record)
        notices = (Finding("R305", Weight.NOTICE, None, {"bidders": named}),) if named else ()
        return Result(home, notices, shown, fingerprint(canonical(shown)), paths)


def decided_award(home: Path) -> tuple[dict[str, Any], str, tuple[Finding, ...]]:
    """Return the record of the award and its hash, or why nothing may be made of it for others."""
    path = home / RECORD
    if not path.is_file():
        return {}, "", (_finding("R304"),)
    opened = open_record(path)
    record = opened.tree or {}
    if opened.findings:
        return {}, "", opened.findings
    record_hash = fingerprint(path.read_bytes())
    return record, record_hash, (*_no_award(record), *_other_than_decided(home, record_hash))


def _no_award(record: dict[str, Any]) -> Iterator[Finding]:
    decision = record.get("decision")
    outcome = decision.get("outcome") if isinstance(decision, dict) else ""
    if record.get("kind") != "award":
        yield _finding("R301")
    elif outcome in NO_AWARD:
        yield _finding(NO_AWARD[outcome])


def _other_than_decided(home: Path, record_hash: str) -> Iterator[Finding]:
    """Whether the journal says that another record was decided on."""
    decided = [entry for entry in read_journal(home).entries if entry.step == DECIDED]
    if decided and decided[-1].about.get(RECORD) not in (None, record_hash):
        yield _finding("V651", line=decided[-1].seq)


def damaged(error: Exception) -> Finding:
    """Return that a record misses something, or holds something that cannot stand there."""
    return _finding("V650", what=f"{type(error).__name__}: {error}")


def _finding(code: str, **values: Any) -> Finding:
    return Finding(code, Weight.REPAIRABLE, Line(RECORD), values)


def _files(
    record: dict[str, Any], shown: Any, lang: str, look: Look
) -> Iterator[tuple[str, bytes]]:
    yield "public.json", canonical(shown)
    yield "public.html", edition_page(shown, lang, look).encode()
    book = edition_book(shown, lang)
    yield "public.xlsx", book_bytes(book)
    yield "public.ods", ods_bytes(book, lang)
    bids, record_hash = record["bids"], shown["record_sha256"]
    for bid, name in zip(bids, file_names([b["name"] for b in bids], ""), strict=True):
        own = bidder_edition(record, bid["id"], record_hash)
        yield f"{BIDDERS}/{name}.json", canonical(own)
        yield f"{BIDDERS}/{name}.html", edition_page(own, lang, look).encode()


def _clear(folder: Path, written: tuple[Path, ...]) -> None:
    """Remove editions of an earlier run: a bidder might get the one of another number."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path not in written and _OURS.fullmatch(path.name):
            path.unlink()
