"""The old totals and ranks of a round beside those that are computed now."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aanbesteding.basis.brief import brief, counted
from aanbesteding.basis.canonical import fingerprint, jsonable
from aanbesteding.basis.files import write_all
from aanbesteding.basis.findings import Finding, Weight, in_order
from aanbesteding.basis.places import Line
from aanbesteding.exchange.before import Compared, compared, read_before
from aanbesteding.exchange.old_tables import BEFORE, BEFORE_COMPARED
from aanbesteding.exchange.table_files import as_csv
from aanbesteding.gate.file import content_of
from aanbesteding.report.explained import explained_book, explained_page
from aanbesteding.report.questions import answered
from aanbesteding.round.editions import DAMAGED, damaged
from aanbesteding.round.explained import PLACE
from aanbesteding.round.lock import locked
from aanbesteding.round.look import read_look
from aanbesteding.round.unchanged import RECORD
from aanbesteding.verification.record import open_record
from aanbesteding.workbook.write import book_bytes

KIND = "before"
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

    def __repr__(self) -> str:
        same = sum(row.why == "same" for row in self.rows)
        rows = f"{counted(len(self.rows), 'row')}, {same} the same"
        return brief(self, rows, findings=self.findings)


def compare_before(folder: Path | str, *, lang: str = "nl") -> BeforeCompared:
    """Return the old totals and ranks of before.csv beside those of the award of a round folder.

    They are also written to ``before-compared.csv``, and as page and workbook to ``explanation/``.
    Raises UnreadableError when the record is no JSON, UnwritableError when a file cannot be
    written, and BusyError while another run is busy.
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
        record_hash = fingerprint((home / RECORD).read_bytes())
        shown = [answered(_record(opened.tree, rows), lang, record_hash)]
        files = {
            home / BEFORE_COMPARED: as_csv([r._asdict() for r in rows], Compared._fields, ";"),
            home / PLACE / "before.html": explained_page(shown, KIND, read_look(home)[0]).encode(),
            home / PLACE / "before.xlsx": book_bytes(explained_book(shown, KIND)),
        }
        return BeforeCompared(rows, (), write_all(files))


def _record(award: Mapping[str, Any], rows: tuple[Compared, ...]) -> Mapping[str, Any]:
    """What page and workbook are made of: the award that was compared, and the rows."""
    same = ("format", "package", "inputs", "tender", "tender_hash", "bids", "decision")
    answer = {"rows": [row._asdict() for row in rows]}
    return {"kind": KIND, **{name: award[name] for name in same}, "answer": jsonable(answer)}
