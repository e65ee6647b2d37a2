"""All marks of a round folder: one form per assessor, one of the panel together, or a table."""

from dataclasses import replace
from pathlib import Path as FilePath

from aanbesteding.assessment.from_form import from_form
from aanbesteding.assessment.from_table import from_table
from aanbesteding.assessment.given import Given, key_of
from aanbesteding.assessment.marks import Marks
from aanbesteding.assessment.missing import missing
from aanbesteding.assessment.panel_findings import panel_findings
from aanbesteding.assessment.pseudonyms import Pseudonyms, read_pseudonyms
from aanbesteding.assessment.together import placed_order, said_apart, together
from aanbesteding.basis.canonical import fingerprint
from aanbesteding.basis.findings import Finding, in_order
from aanbesteding.bids.bid import Bids, Received
from aanbesteding.gate.file import Reads, content_of
from aanbesteding.gate.folder import beside, files_in
from aanbesteding.tender.tender import Tender
from aanbesteding.workbook.opened import SPREADSHEETS

ENDINGS = (".csv", *SPREADSHEETS)


def read_marks(folder: FilePath, tender: Tender, bids: Bids, read: Reads = content_of) -> Marks:
    """Return all marks in ``assessments/`` of a round folder, sorted, with every finding.

    In an anonymous round ``anonymous.csv`` says which bidders the files mean. `read` opens a file.
    """
    home = folder / "assessments"
    key = read_pseudonyms(folder, read) if tender.panel.anonymous else None
    files: list[Given] = []
    received: list[Received] = []
    findings: list[Finding] = [*(key.findings if key else ()), *beside(home, ENDINGS)]
    for path in files_in(home, ENDINGS):
        label = f"assessments/{path.name}"
        content, refused = read(path, label)
        findings += refused
        if not refused:
            received.append(Received(label, fingerprint(content), ""))
            files.append(_read(content, label, tender, key))
    given = _all(files)
    findings += said_apart(given)
    findings += together(given.marks, tender, bids)
    findings += missing(given, tender, bids)
    backwards = sorted(given.marks, key=placed_order, reverse=True)
    kept = {key_of(mark): (mark, place) for mark, place in backwards}
    marks = Marks(
        tuple(kept[key][0] for key in sorted(kept)),
        received=tuple(sorted(received, key=lambda r: r.path)),
        places={key: kept[key][1] for key in sorted(kept)},
    )
    findings += panel_findings(tender, marks, marks.places)
    return replace(marks, findings=in_order(findings))


def _read(content: bytes, label: str, tender: Tender, key: Pseudonyms | None) -> Given:
    read = from_table if label.lower().endswith(".csv") else from_form
    return read(content, label, tender, key.bidders if key else None)


def _all(files: list[Given]) -> Given:
    return Given(
        tuple(placed for file in files for placed in file.marks),
        {key: place for file in reversed(files) for key, place in file.cells.items()},
        tuple(finding for file in files for finding in file.findings),
        frozenset(key for file in files for key in file.flawed),
    )
