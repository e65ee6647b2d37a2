"""Writes the reports, each whole or not at all."""

from pathlib import Path

from aanbesteding.basis.files import write_whole
from aanbesteding.report.page import page
from aanbesteding.report.signing import signing_csv
from aanbesteding.report.source import Record, Source
from aanbesteding.report.workbook import workbook
from aanbesteding.workbook.write import book_bytes


def write_reports(record: Record, folder: Path, lang: str, record_hash: str) -> tuple[Path, ...]:
    """Return the paths of ``award.html``, ``award.xlsx`` and ``signing.csv``, written there.

    All are made before the first is written; each replaces the old one in one step. A what-if
    has no list of who signs: it is no ground for a contract.
    """
    made = {
        "award.html": page(record, lang, record_hash).encode(),
        "award.xlsx": book_bytes(workbook(record, lang, record_hash)),
    }
    source = Source(record, lang, record_hash)
    if not source.what_if:
        made["signing.csv"] = signing_csv(source)
    for name, content in made.items():
        write_whole(folder / name, content)
    return tuple(folder / name for name in made)
