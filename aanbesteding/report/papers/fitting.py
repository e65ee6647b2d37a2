"""Tables that are too wide for paper, in pieces that fit."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from aanbesteding.basis import texts
from aanbesteding.report.papers.widths import pieces
from aanbesteding.report.shapes import Row, Table


def fitting(table: Table, lang: str) -> Iterator[Table]:
    """Yield the table in pieces that fit on paper, each with the first column again."""
    found = list(pieces(table))
    if len(found) < 2:
        yield table
        return
    for number, shown in enumerate(found, start=1):
        said = {"caption": table.caption, "number": number, "pieces": len(found)}
        yield replace(
            table,
            caption=texts.say("paper.piece", lang, said),
            columns=tuple(table.columns[at] for at in shown),
            rows=tuple(_narrowed(row, shown) for row in table.rows),
            total=tuple(_narrowed(row, shown) for row in table.total),
            note=table.note if number == len(found) else "",
        )


def _narrowed(row: Row, shown: Sequence[int]) -> Row:
    return row if row.tone == "group" else replace(row, cells=tuple(row.cells[a] for a in shown))
