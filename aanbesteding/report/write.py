"""The reports of a record, as the bytes of their files."""

from aanbesteding.report.look import PLAIN, Look
from aanbesteding.report.page import page
from aanbesteding.report.signing import signing_csv
from aanbesteding.report.source import Record, Source
from aanbesteding.report.workbook import workbook
from aanbesteding.workbook.write import book_bytes


def reports(record: Record, lang: str, record_hash: str, look: Look = PLAIN) -> dict[str, bytes]:
    """Return ``award.html``, ``award.xlsx`` and ``signing.csv`` by their names.

    A what-if has no list of who signs: it is no ground for a contract.
    """
    made = {
        "award.html": page(record, lang, record_hash, look).encode(),
        "award.xlsx": book_bytes(workbook(record, lang, record_hash)),
    }
    source = Source(record, lang, record_hash)
    if not source.what_if:
        made["signing.csv"] = signing_csv(source)
    return made
