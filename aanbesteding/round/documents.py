"""The documents of an award: what the authority signs, keeps or hands out."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from aanbesteding import __version__
from aanbesteding.basis.file_names import file_names
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.dossier.editions.bidder import bidder_edition
from aanbesteding.dossier.editions.council import council_edition, municipalities_of
from aanbesteding.dossier.editions.free_text import naming_others
from aanbesteding.dossier.given import opening_record
from aanbesteding.report.documents.award_minutes import award_minutes
from aanbesteding.report.documents.council import council_summary
from aanbesteding.report.documents.decision_note import decision_note
from aanbesteding.report.documents.evaluation import evaluation
from aanbesteding.report.documents.feedback import feedback_sheet
from aanbesteding.report.documents.opening import Opening, opening
from aanbesteding.report.look import Look
from aanbesteding.report.papers.paper import Paper
from aanbesteding.report.papers.pdf import paper_pdf, pdf_possible
from aanbesteding.report.papers.report import report_paper
from aanbesteding.report.source import Source
from aanbesteding.round.editions import DAMAGED, damaged, decided_award
from aanbesteding.round.journal import steps_of
from aanbesteding.round.lock import locked
from aanbesteding.round.look import read_look
from aanbesteding.round.made_files import paper_files, write_made
from aanbesteding.round.opening import opening_of
from aanbesteding.round.read import read_without_prices
from aanbesteding.round.result import Result, in_language
from aanbesteding.round.unchanged import RECORD, still_sealed

PLACE, BIDDERS, COUNCILS, OPENING, REPORT = "documents", "bidders", "council", "opening", "report"


@in_language
def documents(folder: Path | str, *, pdf: bool = False, lang: str = "nl") -> Result:
    """Return the record of the award, after writing its documents as HTML and DOCX.

    They stand in ``documents/``, the feedback sheets in ``bidders/`` and the summaries for councils
    in ``council/`` under it; with `pdf` each as PDF too, and the core of the award report. The
    opening is only told of a round that was opened in steps; before there is an award it is made
    alone. Nothing is written for a record that is no award, or that is not the one that was decided
    on, nor over a document that was changed by hand. Raises BusyError while another run is busy.
    """
    home = Path(folder)
    hindrance = pdf_possible() if pdf else None
    if hindrance is not None:
        return Result(home, (hindrance,))
    with locked(home):
        if not (home / RECORD).is_file():
            return _opening_alone(home, lang, pdf)
        record, record_hash, wrong = decided_award(home)
        if wrong:
            return Result(home, wrong)
        look, wrong_look = read_look(home)
        try:
            source = Source(record, lang, record_hash)
            opened = opening_of(home, source.tender.schedule)
            files = _files(_papers(source, opened), pdf, look)
            if pdf:
                files[f"{REPORT}.pdf"] = paper_pdf(report_paper(record, lang, record_hash))
        except DAMAGED as error:
            return Result(home, (damaged(error),))
        notices = (*wrong_look, *_notices(record, opened))
        return _written(home, files, record, {"record_sha256": record_hash}, notices)


def _opening_alone(home: Path, lang: str, pdf: bool) -> Result:
    """The proces-verbaal of the opening on its day, when nothing was judged yet."""
    found = read_without_prices(home)
    stop = (*found.journal.findings, *still_sealed(home))
    if found.tender is None or stop:
        return Result(home, stop or found.findings)
    opened = opening_of(home, found.tender.schedule)
    if opened is None:
        return Result(home, (Finding("R364", Weight.REPAIRABLE),))
    steps, told = steps_of(found.journal), found.bids.findings
    record = opening_record(__version__, found.tender, found.bids, steps, told)
    paper = opening(Source(record, lang), opened)
    files = dict(paper_files(OPENING, paper, found.look, pdf))
    notices = (Finding("R363", Weight.NOTICE), *_changed(opened))
    return _written(home, files, record, {"journal_sha256": opened.head}, notices)


def _papers(source: Source, opened: Opening | None) -> Iterator[tuple[str, Paper]]:
    if opened is not None:
        yield OPENING, opening(source, opened)
    yield "award", award_minutes(source)
    yield "evaluation", evaluation(source)
    yield "decision", decision_note(source)
    record, lang = source.record, source.lang
    bids = record["bids"]
    for bid, name in zip(bids, file_names([b["name"] for b in bids], ""), strict=True):
        edition = bidder_edition(record, bid["id"], source.record_hash)
        yield f"{BIDDERS}/{name}", feedback_sheet(edition, lang)
    places = municipalities_of(record)
    names = file_names([source.name("area", place) for place in places], "")
    for place, name in zip(places, names, strict=True):
        edition = council_edition(record, place, source.record_hash)
        yield f"{COUNCILS}/{name}", council_summary(edition, lang)


def _files(papers: Iterator[tuple[str, Paper]], pdf: bool, look: Look) -> dict[str, bytes]:
    return {
        file: content
        for name, paper in papers
        for file, content in paper_files(name, paper, look, pdf)
    }


def _written(
    home: Path,
    files: Mapping[str, bytes],
    record: Mapping[str, Any],
    about: Mapping[str, str],
    notices: tuple[Finding, ...],
) -> Result:
    paths, edited = write_made(home / PLACE, files, about)
    if edited:
        return Result(home, edited)
    return Result(home, notices, record, about.get("record_sha256", ""), paths)


def _notices(record: Mapping[str, Any], opened: Opening | None) -> Iterator[Finding]:
    """What to look at: no opening to tell of, files that changed, texts that name somebody."""
    if opened is None:
        yield Finding("R361", Weight.NOTICE)
    else:
        yield from _changed(opened)
    if named := naming_others(record):
        yield Finding("R305", Weight.NOTICE, None, {"bidders": named})


def _changed(opened: Opening) -> Iterator[Finding]:
    changed = tuple(one.path for one in opened.receipts if one.size is None)
    if changed:
        yield Finding("R362", Weight.NOTICE, None, {"files": changed})
