"""Writes the reports, each whole or not at all."""

from pathlib import Path

from aanbesteding.basis.files import write_whole
from aanbesteding.report.page import page
from aanbesteding.report.source import Record
from aanbesteding.report.workbook import workbook
from aanbesteding.workbook.write import book_bytes


def write_reports(record: Record, folder: Path, lang: str, record_hash: str) -> tuple[Path, Path]:
    """Return the paths of ``award.html`` and ``award.xlsx``, written in the folder.

    Both are made before either is written; each replaces the old one in one step.
    """
    text = page(record, lang, record_hash).encode()
    sheets = book_bytes(workbook(record, lang, record_hash))
    html, xlsx = folder / "award.html", folder / "award.xlsx"
    write_whole(html, text)
    write_whole(xlsx, sheets)
    return html, xlsx
