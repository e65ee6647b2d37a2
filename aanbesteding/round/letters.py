"""The letters of a decided round: one to every bidder, in ``letters/``, all at once or none."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from aanbesteding.basis.dutch_time import dutch_day
from aanbesteding.basis.file_names import file_names
from aanbesteding.basis.findings import Finding, Weight, blocking, in_order
from aanbesteding.dossier.editions.bidder import bidder_edition
from aanbesteding.dossier.editions.free_text import named_in
from aanbesteding.gate.file import content_of, is_there
from aanbesteding.report.letters.case import DECIDED as TAKEN
from aanbesteding.report.letters.case import DRAFT, Case, Stage
from aanbesteding.report.letters.case import FINAL as IS_FINAL
from aanbesteding.report.letters.case import WITHDRAWN as IS_WITHDRAWN
from aanbesteding.report.letters.letter import letter
from aanbesteding.report.letters.own import FILE, Own, own_words
from aanbesteding.report.letters.why import as_sentence
from aanbesteding.report.look import Look
from aanbesteding.report.papers.paper import Paper
from aanbesteding.report.papers.pdf import pdf_possible
from aanbesteding.report.source import Source
from aanbesteding.round.editions import DAMAGED, damaged, decided_award
from aanbesteding.round.journal import Entry, Journal, moment_of, read_journal
from aanbesteding.round.letters_ended import ended_before_award, ended_record
from aanbesteding.round.lock import locked
from aanbesteding.round.look import read_look
from aanbesteding.round.made_files import paper_files, write_made
from aanbesteding.round.motivation import motivation, places_in
from aanbesteding.round.result import Result, in_language
from aanbesteding.round.sealed import out_of_order
from aanbesteding.round.states import (
    DECIDED,
    FINAL,
    LOT_WITHDRAWN,
    SENT,
    STANDSTILL,
    WITHDRAWN,
    Stand,
    stand_of,
)
from aanbesteding.round.steps import last_day
from aanbesteding.round.taking import LAST_DAY
from aanbesteding.tender.tender import Tender

PLACE = "letters"
_STAGES = {DECIDED: TAKEN, STANDSTILL: TAKEN, FINAL: IS_FINAL, WITHDRAWN: IS_WITHDRAWN}
Record = Mapping[str, Any]


class _Ground(NamedTuple):
    """What letters tell of: the record of the award, or who had bid where it never came to one."""

    record: Record
    record_hash: str
    findings: tuple[Finding, ...]
    usable: bool
    undecided: bool = False


@in_language
def letters(
    folder: Path | str,
    lot: str = "",
    *,
    date: date | None = None,
    pdf: bool = False,
    lang: str = "nl",
) -> Result:
    """Return what was written: one letter per bidder as HTML and DOCX, and as PDF when asked.

    They are made of ``award/award.json`` through each bidder's own edition, and stand in
    ``letters/`` with their hashes in ``made.json``. With a `lot` only its bidders get one, in
    ``letters/lot-LOT/``; a letter tells of all lots of a bidder, and finding R202 that there is no
    such lot. Of a tender withdrawn before the award they tell that and why, once the bids are
    open. `date` is the day of sending, else that of ``letters.toml``, else a blank line.
    Nothing is written while a reason lacks or anything else blocks, nor over a letter that was
    changed by hand. Raises BusyError while another run is busy.
    """
    home = Path(folder)
    with locked(home):
        try:
            return _letters(home, lot, lang, pdf, date)
        except DAMAGED as error:
            return Result(home, (damaged(error),))


def _letters(home: Path, lot: str, lang: str, pdf: bool, day: date | None) -> Result:
    journal = read_journal(home)
    stand, ground = stand_of(journal.entries), _ground(home, journal)
    if not ground.usable:
        return Result(home, ground.findings)
    record, record_hash = ground.record, ground.record_hash
    tender = Tender.model_validate(record["tender"])
    own, wrong_own = _own(home, record)
    look, wrong_look = read_look(home)
    own = replace(own, day=day or own.day)
    stage = replace(_stage(tender, stand, journal.entries, own.day), undecided=ground.undecided)
    no_pdf = pdf_possible() if pdf else None
    findings = (
        *_no_lot(record, lot),
        *journal.findings,
        *out_of_order(stand),
        *wrong_own,
        *wrong_look,
        *([no_pdf] if no_pdf else []),
        *(motivation(record, lambda: places_in(home, tender)) if stage.tells_reasons else ()),
        *_naming(record, own, stage),
    )
    if blocking(findings):
        return Result(home, in_order(findings))
    papers = papers_of(record, record_hash, lang, stage, own)
    place = home / PLACE / f"lot-{lot}" if lot else home / PLACE
    origin = {"record_sha256": record_hash} if record_hash else {"journal_sha256": journal.head}
    about = {**origin, "stage": stage.name}
    paths, edited = write_made(place, dict(_files(record, papers, lot, pdf, look)), about)
    if edited:
        return Result(home, edited)
    told = (*findings, *ground.findings, *_winners_without_words(record, own, stage))
    return Result(home, in_order(told), about, record_hash, paths)


def _ground(home: Path, journal: Journal) -> _Ground:
    if ended_before_award(home, journal):
        record, findings = ended_record(home, journal)
        return _Ground(record, "", findings, bool(record), undecided=True)
    decided, record_hash, wrong = decided_award(home)
    return _Ground(decided, record_hash, wrong, usable=not wrong)


def papers_of(
    record: Record, record_hash: str, lang: str, stage: Stage, own: Own
) -> tuple[Paper, ...]:
    """Return the letters of a record, one per bidder in its order."""
    return tuple(
        letter(Case(Source(bidder_edition(record, bid["id"], record_hash), lang), stage, own))
        for bid in record["bids"]
    )


def _no_lot(record: Record, lot: str) -> Iterator[Finding]:
    known = tuple(one["lot"] for one in record["decision"]["lots"])
    if lot and lot not in known:
        yield Finding("R202", Weight.REPAIRABLE, None, {"lot": lot, "known": known})


def _own(home: Path, record: Record) -> tuple[Own, tuple[Finding, ...]]:
    if not is_there(home / FILE):
        return Own(), ()
    content, refused = content_of(home / FILE, FILE)
    if refused:
        return Own(), refused
    bidders = tuple(bid["id"] for bid in record["bids"])
    lots = tuple(lot["lot"] for lot in record["decision"]["lots"])
    return own_words(content, bidders, lots)


def _stage(tender: Tender, stand: Stand, entries: tuple[Entry, ...], sent: date | None) -> Stage:
    """Where the round stands; after sending, the standstill is the one the journal noted."""
    schedule = tender.schedule
    last = last_day(schedule, sent or schedule.provisional_award)
    if stand.state in (STANDSTILL, FINAL):
        last = date.fromisoformat(stand.last[SENT].about[LAST_DAY])
    waits = schedule.standstill_days > 0
    over = stand.entry if stand.state in (FINAL, WITHDRAWN) else None
    return Stage(
        _STAGES.get(stand.state, DRAFT),
        last_day=last if waits else None,
        first_day=date.fromordinal(last.toordinal() + 1) if waits else None,
        final_day=_day(over) if over and stand.state == FINAL else None,
        reason=as_sentence(over.about.get("reason", "")) if over else "",
        lots={
            entry.about["lot"]: as_sentence(entry.about.get("reason", ""))
            for entry in entries
            if entry.step == LOT_WITHDRAWN
        },
    )


def _day(entry: Entry) -> date:
    return dutch_day(moment_of(entry))


def _naming(record: Record, own: Own, stage: Stage) -> Iterator[Finding]:
    """Yield texts for several readers that name a bidder they may not hear of."""
    names = {bid["id"]: {bid["id"], bid["name"]} for bid in record["bids"]}
    every = frozenset().union(*names.values())
    won = {lot["lot"]: lot["winners"] for lot in record["decision"]["lots"]}
    for lot, text in own.winner.items():
        allowed = frozenset().union(*(names[winner] for winner in won[lot]))
        yield from _named(own, ("winner", lot), text, every - allowed)
    for which in ("opening", "closing"):
        for kind, text in getattr(own, which).items():
            yield from _named(own, (which, kind), text, every)
    yield from _named(own, ("objection",), own.objection, every)
    named = named_in(" ".join((stage.reason, *stage.lots.values())), every)
    if named:
        yield Finding("R355", Weight.REPAIRABLE, None, {"named": named})


def _named(own: Own, path: tuple[str, ...], text: str, names: frozenset[str]) -> Iterator[Finding]:
    named = named_in(text, names)
    if named:
        values = {"key": ".".join(path), "named": named}
        yield Finding("R354", Weight.REPAIRABLE, own.at(*path), values)


def _winners_without_words(record: Record, own: Own, stage: Stage) -> Iterator[Finding]:
    """Yield in which lots losers read only the points of the winner, and no words."""
    if not stage.tells_reasons:
        return
    lost = {row["lot"] for row in record["reasons"] if row["result"] == "not_won"}
    lots = tuple(
        lot["lot"]
        for lot in record["decision"]["lots"]
        if lot["lot"] in lost - own.winner.keys() - stage.lots.keys() and lot["winners"]
    )
    if lots:
        yield Finding("R351", Weight.NOTICE, None, {"lots": lots})


def _files(
    record: Record, papers: tuple[Paper, ...], lot: str, pdf: bool, look: Look
) -> Iterator[tuple[str, bytes]]:
    """The letters to who bid for the lot, or to all; a number is that among all bids."""
    names = file_names([bid["name"] for bid in record["bids"]], "")
    for bid, name, paper in zip(record["bids"], names, papers, strict=True):
        if not lot or any(one["lot"] == lot for one in bid["lots"]):
            yield from paper_files(name, paper, look, pdf)
