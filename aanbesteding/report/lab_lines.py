"""What the laboratory found, in a few lines for the screen."""

from collections.abc import Iterator

from aanbesteding.report.lab_tables import summary_table
from aanbesteding.report.lab_words import advice_sentence, lab_source, said
from aanbesteding.report.source import Record


def lab_lines(record: Record, lang: str) -> Iterator[str]:
    """Yield per lot what the summary of the page says, then the advice."""
    source = lab_source(record, lang)
    found = summary_table(source)
    if found is None:
        yield said(source, "no_price")
        return
    for row in found.rows:
        lot, *cells = (cell.text for cell in row.cells)
        labels = (column.label for column in found.columns[1:])
        told = "; ".join(f"{x}: {cell}" for x, cell in zip(labels, cells, strict=True))
        yield f"{lot} – {told}"
    for one in record["lab"]["advice"]:
        yield f"- {source.name('lot', one['lot'])}: {advice_sentence(source, one)}"
