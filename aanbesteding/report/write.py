"""Writes the reports, whole or not at all."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from aanbesteding.report.page import page
from aanbesteding.report.source import Record
from aanbesteding.report.workbook import workbook
from aanbesteding.workbook.write import write_sheets


def write_reports(record: Record, folder: Path, lang: str, record_hash: str) -> tuple[Path, Path]:
    """Return the paths of ``award.html`` and ``award.xlsx``, written in the folder.

    Each file appears whole under its name, or the old one stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    text = page(record, lang, record_hash).encode()
    book = workbook(record, lang, record_hash)
    html, xlsx = folder / "award.html", folder / "award.xlsx"
    _whole(html, lambda path: path.write_bytes(text))
    _whole(xlsx, lambda path: write_sheets(book, path))
    return html, xlsx


def _whole(path: Path, write: Callable[[Path], object]) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".writing-") as beside:
        waiting = Path(beside) / path.name
        write(waiting)
        os.replace(waiting, path)
