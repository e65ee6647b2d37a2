"""A round folder as it stands on disk: the tender, the bids, the marks, the draws."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
from aanbesteding.round.draws import read_draws
from aanbesteding.tender.load import load
from aanbesteding.tender.tender import Tender

ROOT_FILES = ("tender.toml", "tender.xlsx", "register.xlsx", DRAWS)


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
    """Return everything in a round folder, with all findings at once."""
    tender, findings = read_tender(folder)
    inputs = {
        path.relative_to(folder).as_posix(): fingerprint(path.read_bytes())
        for path in _inputs(folder)
    }
    draws, draw_findings = read_draws(folder)
    if tender is None:
        return Round(folder, None, Bids(()), Marks(()), draws, inputs, in_order(findings))
    bids = read_bids(folder, tender)
    marks = read_marks(folder, tender, bids)
    every = (*findings, *bids.findings, *marks.findings, *draw_findings)
    return Round(folder, tender, bids, marks, draws, inputs, in_order(every))


def _inputs(folder: Path) -> Iterator[Path]:
    for name in ROOT_FILES:
        if (folder / name).is_file():
            yield folder / name
    yield from sorted(folder.glob("*.csv"))
    for place in ("bids", "assessments"):
        for path in sorted((folder / place).glob("*")):
            if path.is_file() and not path.name.startswith(("~$", ".")):
                yield path
