"""What a table says."""

from aanbesteding.report.shapes import Table


def cells(table: Table | None) -> list[list[str]]:
    """Return the texts of the rows of a table that is there, totals last."""
    assert table is not None
    return [[cell.text for cell in row.cells] for row in (*table.rows, *table.total)]
