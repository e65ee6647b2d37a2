"""A round folder as it stands on disk: the tender, the bids, the marks, the draws."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from aanbesteding.assessment.collect import read_marks
from aanbesteding.assessment.marks import Marks
from aanbesteding.awarding.decision import Draw
from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.basis.findings import Finding, blocking, in_order
from aanbesteding.bids.bid import Bids
from aanbesteding.bids.sources import read_bids
from aanbesteding.round.draws import FILE as DRAWS
from aanbesteding.round.draws import draw_findings, read_draws
from aanbesteding.round.journal import FILE as JOURNAL
from aanbesteding.round.journal import Journal, read_journal
from aanbesteding.round.sealed import hindrances, is_sealed, quality_of
from aanbesteding.scoring.domain import domain_findings
from aanbesteding.scoring.low_price_findings import scoring_findings
from aanbesteding.tender.load import load
from aanbesteding.tender.tender import Tender

ROOT_FILES = ("tender.toml", "tender.xlsx", "register.xlsx", DRAWS, JOURNAL)


@dataclass(frozen=True)
class Round:
    """What a round folder holds; `tender` is None when it could not be read."""

    folder: Path
    tender: Tender | None
    bids: Bids
    marks: Marks
    draws: tuple[Draw, ...]
    inputs: Mapping[str, str]
    findings: tuple[Finding, ...]
    journal: Journal = field(default_factory=Journal)

    @property
    def blocked(self) -> bool:
        """Whether a finding must be repaired or refused first."""
        return self.tender is None or bool(blocking(self.findings))


def read_tender(folder: Path) -> tuple[Tender | None, tuple[Finding, ...]]:
    """Return the tender of a round folder; raises UnreadableError when there is none."""
    if not folder.is_dir():
        raise UnreadableError(str(folder))
    return load(folder)


def read_round(folder: Path) -> Round:
    """Return everything in a round folder, with all findings at once.

    The prices of a tender in two envelopes are read only when the journal says that they were
    opened after the quality was frozen as it still is; else findings say what to do first.
    """
    tender, findings = read_tender(folder)
    if tender is None or not is_sealed(tender, read_journal(folder)):
        return _read(folder, tender, findings, prices=True)
    found = _read(folder, tender, findings, prices=False)
    quality = quality_of(tender, found.bids, found.marks, found.inputs)
    stop = hindrances(tender, found.journal, quality)
    if stop or found.journal.findings:
        return replace(found, findings=in_order((*found.findings, *stop)))
    return _read(folder, tender, findings, prices=True)


def read_without_prices(folder: Path) -> Round:
    """Return everything in a round folder but the prices, whatever its journal says."""
    return _read(folder, *read_tender(folder), prices=False)


def _read(
    folder: Path, tender: Tender | None, findings: tuple[Finding, ...], prices: bool
) -> Round:
    journal = read_journal(folder)
    inputs = {
        path.relative_to(folder).as_posix(): fingerprint(path.read_bytes())
        for path in _inputs(folder)
    }
    draws, draw_file = read_draws(folder)
    if tender is None:
        every = in_order((*findings, *journal.findings))
        return Round(folder, None, Bids(()), Marks(()), draws, inputs, every, journal)
    bids = read_bids(folder, tender, prices)
    marks = read_marks(folder, tender, bids)
    draw_found = (*draw_file, *draw_findings(tender, draws))
    every = (*findings, *bids.findings, *marks.findings, *draw_found, *journal.findings)
    if not blocking(every):
        every = (*every, *domain_findings(tender, bids, marks, prices))
    if prices and not blocking(every):
        every = (*every, *scoring_findings(tender, bids, marks))
    return Round(folder, tender, bids, marks, draws, inputs, in_order(every), journal)


def _inputs(folder: Path) -> Iterator[Path]:
    for name in ROOT_FILES:
        if (folder / name).is_file():
            yield folder / name
    yield from sorted(folder.glob("*.csv"))
    for place in ("bids", "assessments"):
        for path in sorted((folder / place).glob("*")):
            if path.is_file() and not path.name.startswith(("~$", ".")):
                yield path
