"""Cells and ranges by name, within what a sheet may hold."""

import re
from functools import cache

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


@cache
def column_of(letters: str) -> int:
    """Return the number of a column, counted from 1; 0 when there is no such column.

    >>> column_of("A"), column_of("XFD"), column_of("XFE"), column_of("a")
    (1, 16384, 0, 0)
    """
    column = 0
    for sign in letters:
        if not "A" <= sign <= "Z":
            return 0
        column = column * 26 + ord(sign) - 64
    return column if column <= LAST_COLUMN and len(letters) <= 3 else 0


def letters_of(column: int) -> str:
    """Return the letters of a column counted from 1.

    >>> letters_of(28)
    'AB'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_of(text: str) -> tuple[int, int] | None:
    """Return the row and column of a cell; None when it is none."""
    match = _CELL.fullmatch(text)
    if match is None:
        return None
    row, column = int(match[2]), column_of(match[1])
    return (row, column) if column and row <= LAST_ROW else None


def range_of(text: str) -> tuple[int, int, int, int] | None:
    """Return first row, first column, last row and last column; None when it is no range.

    >>> range_of("B2:C4"), range_of("B2"), range_of("C4:B2")
    ((2, 2, 4, 3), (2, 2, 2, 2), None)
    """
    first, _, last = text.partition(":")
    one, other = cell_of(first), cell_of(last or first)
    if one is None or other is None or one[0] > other[0] or one[1] > other[1]:
        return None
    return (*one, *other)
