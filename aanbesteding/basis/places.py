"""Where a value stands, so that a finding can point at it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Cell:
    """A cell of a workbook."""

    file: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.file}, {self.sheet}!{self.cell}"


@dataclass(frozen=True, order=True)
class Line:
    """A line of a text file; line 0 is the file as a whole."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


Place = Cell | Line
Path = tuple[str, ...]
