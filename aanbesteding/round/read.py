"""A round folder as it stands on disk: the tender, the bids, the marks, the draws."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from aanbesteding import __version__
from aanbesteding.assessment.collect import read_marks
from aanbesteding.assessment.marks import Marks
from aanbesteding.awarding.decision import Draw
from aanbesteding.basis.brief import brief, counted
from aanbesteding.basis.canonical import fingerprint, jsonable
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.basis.findings import Finding, blocking, in_order
from aanbesteding.bids.bid import Bids
from aanbesteding.bids.sources import read_bids
from aanbesteding.dossier.given import opening_record
from aanbesteding.exchange.asked import READ
from aanbesteding.exchange.old_tables import BEFORE_COMPARED
from aanbesteding.gate.file import Reads, content_of, is_there
from aanbesteding.gate.folder import ours
from aanbesteding.report.fragment import fragment
from aanbesteding.report.look import PLAIN, Look
from aanbesteding.round.draws import FILE as DRAWS
from aanbesteding.round.draws import draw_findings, read_draws
from aanbesteding.round.journal import FILE as JOURNAL
from aanbesteding.round.journal import Journal, read_journal, steps_of
from aanbesteding.round.look import read_look
from aanbesteding.round.sealed import hindrances, is_sealed, quality_of
from aanbesteding.round.unchanged import still_sealed
from aanbesteding.scoring.domain import domain_findings
from aanbesteding.scoring.low_price_findings import scoring_findings
from aanbesteding.tender.load import load_with
from aanbesteding.tender.tender import Tender

ROOT_FILES = ("tender.toml", "tender.xlsx", "register.xlsx", DRAWS, JOURNAL)


@dataclass(frozen=True)
class Round:
    """What a round folder holds, and how its pages look; `tender` is None when it can't be read."""

    folder: Path
    tender: Tender | None
    bids: Bids
    marks: Marks
    draws: tuple[Draw, ...]
    inputs: Mapping[str, str]
    findings: tuple[Finding, ...]
    journal: Journal = field(default_factory=Journal)
    look: Look = PLAIN

    @property
    def blocked(self) -> bool:
        """Whether a finding must be repaired or refused first."""
        return self.tender is None or bool(blocking(self.findings))

    def __repr__(self) -> str:
        bids, marks = len(self.bids.bids), len(self.marks.marks)
        held = (counted(bids, "bid"), counted(marks, "mark"))
        known = self.tender.id if self.tender else "no tender"
        return brief(self, self.folder.name, known, *held, findings=self.findings)

    def _repr_html_(self) -> str:
        """Return for a notebook what the tender is called, and all findings."""
        lang = self.tender.language if self.tender else "nl"
        return fragment(self.record, self.findings, lang)

    @property
    def record(self) -> Mapping[str, Any]:
        """What came in, before it is counted, for `rows`; empty without a tender.

        It holds what was read: no price while the prices may not be read.
        """
        if self.tender is None:
            return {}
        steps = steps_of(self.journal)
        told = opening_record(__version__, self.tender, self.bids, steps, self.findings)
        return {**told, "kind": READ, "marks": jsonable(self.marks.marks)}


def origin_of(found: Round, tender: Tender) -> dict[str, Any]:
    """Return what a record says of the round it was made of: version, files, tender, bidders."""
    return {
        "package": __version__,
        "inputs": [{"path": p, "sha256": h} for p, h in sorted(found.inputs.items())],
        "tender": tender,
        "tender_hash": tender.hash,
        "bids": [{"id": bid.id, "name": bid.name} for bid in found.bids.bids],
    }


def read_tender(
    folder: Path, read: Reads = content_of
) -> tuple[Tender | None, tuple[Finding, ...]]:
    """Return the tender of a round folder; raises UnreadableError when there is none."""
    if not folder.is_dir():
        raise UnreadableError(str(folder))
    return load_with(folder, read)


def read_round(folder: Path | str) -> Round:
    """Return everything in a round folder, with all findings at once.

    Once the rules are frozen, and of a tender in two envelopes always, prices are read only when
    the journal says that they may be and nothing changed since; else findings say what to do first.
    Every file is opened once: its hash is that of the very bytes that were read. Raises
    UnreadableError for a folder without tender.

    >>> from aanbesteding import new
    >>> found = read_round(new("ronde", "een-perceel"))
    >>> [bid.id for bid in found.bids.bids], found.blocked
    (['A', 'B', 'C'], False)
    """
    folder = Path(folder)
    once = cache(content_of)
    tender, findings = read_tender(folder, once)
    if tender is None or not is_sealed(tender, read_journal(folder, once)):
        return _read(folder, tender, findings, True, once)
    found = _read(folder, tender, findings, False, once)
    quality = quality_of(tender, found.bids, found.marks, found.inputs)
    stop = hindrances(folder, tender, found.journal, quality)
    if stop or found.journal.findings:
        return replace(found, findings=in_order((*found.findings, *stop)))
    return _read(folder, tender, findings, True, once)


def read_without_prices(folder: Path) -> Round:
    """Return everything in a round folder but the prices, whatever its journal says."""
    once = cache(content_of)
    return _read(folder, *read_tender(folder, once), False, once)


def _read(
    folder: Path, tender: Tender | None, findings: tuple[Finding, ...], prices: bool, read: Reads
) -> Round:
    journal = read_journal(folder, read)
    inputs, refused = _inputs(folder, read)
    look, look_file = read_look(folder)
    draws, draw_file = read_draws(folder, read)
    apart = tuple(still_sealed(folder))
    if tender is None or apart:
        every = in_order(_added((*findings, *apart, *look_file, *journal.findings), refused))
        return Round(folder, tender, Bids(()), Marks(()), draws, inputs, every, journal, look)
    bids = read_bids(folder, tender, prices, read)
    marks = read_marks(folder, tender, bids, read)
    draw_found = (*draw_file, *draw_findings(tender, draws))
    every = (*findings, *bids.findings, *marks.findings, *draw_found, *look_file)
    every = (*every, *journal.findings)
    every = _added(every, refused)
    if not blocking(every):
        every = (*every, *domain_findings(tender, bids, marks, prices))
    if prices and not blocking(every):
        every = (*every, *scoring_findings(tender, bids, marks))
    return Round(folder, tender, bids, marks, draws, inputs, in_order(every), journal, look)


def _added(findings: tuple[Finding, ...], refused: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """All of them; who would have read a file that cannot be read told so already."""
    return (*findings, *(one for one in refused if one not in findings))


def _inputs(folder: Path, read: Reads) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The hash of each file by its path in the folder, and why a file has none."""
    hashes: dict[str, str] = {}
    findings: tuple[Finding, ...] = ()
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        content, refused = read(path, name)
        findings += refused
        if not refused:
            hashes[name] = fingerprint(content)
    return hashes, findings


def _files(folder: Path) -> Iterator[Path]:
    """What a round is read from; what a comparison of it wrote beside that is no part of it."""
    for name in ROOT_FILES:
        if is_there(folder / name):
            yield folder / name
    tables = (path for path in folder.glob("*.csv") if path.name != BEFORE_COMPARED)
    yield from sorted(tables, key=lambda path: path.name)
    for place in ("bids", "assessments"):
        for path in sorted((folder / place).glob("*"), key=lambda path: path.name):
            if (path.is_file() or path.is_symlink()) and ours(path.name):
                yield path
