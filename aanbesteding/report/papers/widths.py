"""How wide the columns of a table on paper are, from the words that stand in them."""

import re
from collections.abc import Iterator, Sequence

from aanbesteding.report.papers.unbroken import unbroken
from aanbesteding.report.shapes import Cell, Table

LINE = 96
MOST = 60
PADDING = 4
NAMES = 24
HASH = "hash"
# A checksum may be broken anywhere: at least in four lines, and on one when there is room.
_HASH_PART, _HASH_WHOLE = 16, 54
# A line ends at a space, or after a hyphen between letters; never inside a date or an amount.
_ENDS = re.compile(r"[ \n\t]+|(?<=[^\W\d_]-)(?=[^\W\d_])")


def widths(table: Table, whole: int) -> tuple[int, ...]:
    """Return the widths of the columns, which together are `whole` in its own unit.

    No column is narrower than its longest word, as long as all of those fit on a line, and no
    figure is broken; what is left goes to the columns with words, by how much they say.
    """
    said = [not (column.number or column.middle) for column in table.columns]
    least, wanted = _least(table), _wanted(table)
    if sum(wanted) <= LINE:
        start, more = wanted, [want * words for want, words in zip(wanted, said, strict=True)]
    else:
        start = least
        more = [
            (want - need) * words for want, need, words in zip(wanted, least, said, strict=True)
        ]
    return _shared(whole, start, more if any(more) else start, max(LINE, sum(start)))


def pieces(table: Table) -> Iterator[tuple[int, ...]]:
    """Yield which columns fit beside each other, the first one in every piece with room for names.

    There is one piece when all of them fit, or when there are few; else each has two at least.
    """
    least = _least(table)
    if sum(least) <= LINE or not table.dense:
        yield tuple(range(len(least)))
        return
    room, piece, used = LINE - max(NAMES, least[0]), [0], 0
    for at in range(1, len(least)):
        if len(piece) > 1 and used + least[at] > room:
            yield tuple(piece)
            piece, used = [0], 0
        piece.append(at)
        used += least[at]
    yield tuple(piece)


def _least(table: Table) -> list[int]:
    """The longest word, or for figures the longest figure with all that stands beside it."""
    found = []
    for at, column in enumerate(table.columns):
        whole = column.number or column.middle
        longest = max((_needs(cell, whole) for cell in _cells(table, at)), default=0)
        found.append(PADDING + max(_longest_word(column.label), longest))
    return found


def _needs(cell: Cell, whole: bool) -> int:
    if cell.tone == HASH:
        return max(min(len(cell.text), _HASH_PART), _longest_word(cell.note))
    figure = _longest_line(cell.text) if whole else _longest_word(cell.text)
    return min(max(figure, _longest_word(cell.note)), MOST)


def _wanted(table: Table) -> list[int]:
    """The longest line, heads included."""
    lines = (
        max(_longest_line(column.label), *(_wants(cell) for cell in _cells(table, at)), 0)
        for at, column in enumerate(table.columns)
    )
    wanted = (PADDING + min(line, MOST) for line in lines)
    return [max(pair) for pair in zip(wanted, _least(table), strict=True)]


def _wants(cell: Cell) -> int:
    text = min(len(cell.text), _HASH_WHOLE) if cell.tone == HASH else _longest_line(cell.text)
    return max(text, _longest_line(cell.note))


def _shared(whole: int, start: Sequence[int], more: Sequence[int], line: int) -> tuple[int, ...]:
    """Each its start, and what is left of the line in proportion to `more`; rounded to the unit."""
    left, sum_of_more = line - sum(start), sum(more)
    parts = [one * sum_of_more + left * extra for one, extra in zip(start, more, strict=True)]
    ends = [sum(parts[: at + 1]) * whole // (line * sum_of_more) for at in range(len(parts))]
    return tuple(end - before for before, end in zip((0, *ends[:-1]), ends, strict=True))


def _cells(table: Table, at: int) -> list[Cell]:
    rows = [row for row in (*table.rows, *table.total) if row.tone != "group"]
    return [row.cells[at] for row in rows if at < len(row.cells)]


def _longest_word(text: str) -> int:
    return max((min(len(word), MOST) for word in _ENDS.split(unbroken(text))), default=0)


def _longest_line(text: str) -> int:
    return max((len(line) for line in text.splitlines()), default=0)
