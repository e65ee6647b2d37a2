"""The sheet with what only some awards have, in numbers and live sums."""

from aanbesteding.report.combined import combination_in_words, combination_listing
from aanbesteding.report.further import LISTINGS
from aanbesteding.report.grid import sheet
from aanbesteding.report.listing import as_cells
from aanbesteding.report.source import Source
from aanbesteding.workbook.book import CellOut, Row, Sheet

_TOP = 3


def further_sheet(source: Source) -> Sheet | None:
    """Return the lists one under the other; None where the award has none of them."""
    rows: list[Row] = []
    both = combination_listing(source)
    if both is not None:
        rows += as_cells(both, _TOP + 1)
        rows[-1:] = [(CellOut(combination_in_words(source), "note", span=4),), ()]
    for make in LISTINGS.values():
        listing = make(source)
        if listing is not None:
            rows += as_cells(listing, _TOP + len(rows) + 1)
    return sheet(source, "further", rows, (44, 44, 40, 34, 18, 18, 18), (0, 0)) if rows else None
