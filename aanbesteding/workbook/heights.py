"""How high a row must be for its text; not every spreadsheet works that out by itself."""

import math

from aanbesteding.workbook.book import CellOut
from aanbesteding.workbook.styles import style_of, styles, wraps

NORMAL = 17.0
_LINE = 13.5
_WIDTHS_PER_SIGN = 0.98


def height_for(row: tuple[CellOut | None, ...], columns: tuple[float, ...]) -> float:
    """Return the height in points that shows all wrapped text of a row; 0: the usual height."""
    lines = 1
    column = 0
    for cell in row:
        span = cell.span if cell is not None else 1
        if cell is not None and isinstance(cell.value, str) and wraps(style_of(cell)):
            width = sum(columns[column : column + span]) or 10
            lines = max(lines, _lines(cell.value, width - 1.5, _size(style_of(cell))))
        column += span
    return min(400, _LINE * lines + 5) if lines > 1 else 0


def _size(style: str) -> float:
    """How wide a sign is, compared with plain text of ten points."""
    look = styles()[style]
    return float(look.get("font_size", 10)) / 10 * (1.1 if look.get("bold") else 1)


def _lines(text: str, width: float, size: float) -> int:
    signs = max(1.0, width / (_WIDTHS_PER_SIGN * size))
    return sum(max(1, math.ceil(len(part) / signs)) for part in text.split("\n"))
