"""The files of a round made of an old one: bids, assessments, and what was decided before."""

from aanbesteding.assessment.from_table import COLUMNS as MARK_COLUMNS
from aanbesteding.exchange.old_read import OldRound, Said
from aanbesteding.workbook.rows import csv_text

BEFORE_COLUMNS = ("bidder", "lot", "what", "value", "where")
BEFORE, BEFORE_COMPARED = "before.csv", "before-compared.csv"


def bids_csv(found: OldRound) -> bytes:
    """Return bids.csv: a line per bidder, a column per field that anyone has."""
    bids = {bidder: {**found.derived[bidder], **said} for bidder, said in found.bids.items()}
    first = ("bidder.id", "bidder.name")
    keys = sorted({key for said in bids.values() for key in said} - {*first})
    head = (*first, *keys)
    rows = ([_text(bids[bidder].get(key)) for key in head] for bidder in sorted(bids))
    return csv_text(head, rows).encode()


def assessments_csv(found: OldRound) -> bytes:
    """Return assessments.csv: a line per mark or reason that was given."""
    keys = sorted({*found.marks, *found.reasons})
    rows = ([*key, _text(found.marks.get(key)), _text(found.reasons.get(key))] for key in keys)
    return csv_text(MARK_COLUMNS, rows).encode()


def before_csv(found: OldRound) -> bytes:
    """Return before.csv: the old totals, ranks and points, and where each of them stood."""
    rows = ([*key, said.text, str(said.place)] for key, said in sorted(found.before.items()))
    return csv_text(BEFORE_COLUMNS, rows).encode()


def _text(said: Said | None) -> str:
    return said.text if said else ""
