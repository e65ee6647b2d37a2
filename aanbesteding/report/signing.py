"""Who signs a contract with which municipality: a list for people, as table and as file."""

from typing import NamedTuple

from aanbesteding.basis.visible import as_csv_text
from aanbesteding.report.source import Source
from aanbesteding.workbook.rows import csv_text

PLACES = ("municipality", "district")
FIELDS = ("bidder", "name", "lot", "municipality")


class Signature(NamedTuple):
    """One contract to be signed: ids of bidder, lot and area."""

    bidder: str
    lot: str
    area: str


def signatures(source: Source) -> list[Signature]:
    """Return winners by lot and the municipalities they serve; none of a what-if."""
    if source.what_if or source.decision["outcome"] not in ("awarded", "admitted"):
        return []
    places = [area.id for area in source.tender.leaf_areas if area.kind in PLACES]
    works = {
        (bid.id, found.lot): frozenset(found.areas) for bid in source.bids for found in bid.lots
    }
    return [
        Signature(bidder, lot["lot"], place)
        for lot in source.decision["lots"]
        for bidder in lot["winners"]
        for place in places
        if place in works[bidder, lot["lot"]]
    ]


def signing_csv(source: Source) -> bytes:
    """Return the list as a file a spreadsheet opens: semicolons, UTF-8 with byte order mark.

    A name that a spreadsheet would take for a formula has an apostrophe before it.
    """
    rows = (
        (one.bidder, source.name("bidder", one.bidder), one.lot, source.name("area", one.area))
        for one in signatures(source)
    )
    cells = ([as_csv_text(value) for value in row] for row in rows)
    return csv_text(FIELDS, cells).encode("utf-8-sig")
