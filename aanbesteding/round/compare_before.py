"""The old totals and ranks of a round beside those that are computed now."""

from dataclasses import dataclass
from pathlib import Path

from aanbesteding.basis.files import write_whole
from aanbesteding.basis.findings import Finding, Weight, in_order
from aanbesteding.basis.places import Line
from aanbesteding.exchange.before import Compared, compared, read_before
from aanbesteding.exchange.old_tables import BEFORE
from aanbesteding.exchange.table_files import as_csv
from aanbesteding.gate.file import content_of
from aanbesteding.round.editions import DAMAGED, RECORD, damaged
from aanbesteding.round.lock import locked
from aanbesteding.verification.record import open_record

WRITTEN = "before-compared.csv"
NO_RECORD = "R304"


@dataclass(frozen=True)
class BeforeCompared:
    """What was decided before beside what is computed now, or why that cannot be compared."""

    rows: tuple[Compared, ...] = ()
    findings: tuple[Finding, ...] = ()
    files: tuple[Path, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it was compared and written."""
        return bool(self.files)


def compare_before(folder: Path | str) -> BeforeCompared:
    """Return the old totals and ranks of before.csv beside those of the award of a round folder.

    They are also written to before-compared.csv. Raises UnreadableError when the record is no
    JSON, UnwritableError when the file cannot be written, and BusyError while another run is busy.
    """
    home = Path(folder)
    with locked(home):
        content, findings = content_of(home / BEFORE, BEFORE)
        before, wrong = ({}, ()) if findings else read_before(content)
        findings = (*findings, *wrong)
        if not (home / RECORD).is_file():
            findings = (*findings, Finding(NO_RECORD, Weight.REPAIRABLE, Line(RECORD), {}))
        if findings:
            return BeforeCompared(findings=in_order(findings))
        opened = open_record(home / RECORD)
        if opened.tree is None or opened.findings:
            return BeforeCompared(findings=opened.findings)
        try:
            rows = tuple(compared(before, opened.tree["scores"]))
        except (*DAMAGED, ArithmeticError) as error:
            return BeforeCompared(findings=(damaged(error),))
        content = as_csv([row._asdict() for row in rows], Compared._fields, ";")
        return BeforeCompared(rows, (), (write_whole(home / WRITTEN, content),))
