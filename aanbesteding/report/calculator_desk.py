"""A sheet of the calculator as it is being laid out, and the cells a bidder fills in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from aanbesteding.contest.contest import Contest
from aanbesteding.laboratory.market import Market
from aanbesteding.report.grid import heads
from aanbesteding.report.lab_words import said
from aanbesteding.report.source import Source
from aanbesteding.tender.lots import Lot
from aanbesteding.workbook.book import CellOut, CellValue, Chart, Row
from aanbesteding.workbook.slots import Shows, Slot

WIDTHS = (46.0, 16.0, 16.0, 20.0, 22.0, 44.0)


@dataclass
class Desk:
    """A sheet as it is being laid out: its rows, where each number stands, and its exact value."""

    source: Source
    lot: Lot
    contest: Contest
    market: Market
    rows: list[Row] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    known: dict[str, Fraction] = field(default_factory=dict)
    slots: list[Slot] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)

    @property
    def next(self) -> int:
        """The number of the row that comes next."""
        return len(self.rows) + 1

    def say(self, key: str, **values: object) -> str:
        """Return a text of the calculator."""
        return said(self.source, f"calculator.{key}", **values)

    def section(self, key: str, *labels: str, numbers: str = "") -> None:
        """Start a part of the sheet under its title, with the headings of its columns."""
        if self.rows and self.rows[-1]:
            self.rows.append(())
        self.rows.append((CellOut(self.say(f"section.{key}"), "section", span=len(WIDTHS)),))
        if labels:
            self.rows.append(heads(*(self.say(f"column.{x}") for x in labels), numbers=numbers))

    def entry(
        self, name: str, value: CellValue, shows: Shows, hint: str, choices: Sequence[str] = ()
    ) -> CellOut:
        """Return a cell to fill in, with an example in it and a note on it."""
        title = self.say("example")
        least = Decimal(0) if shows == "euro" else None
        slot = Slot(
            (self.lot.id, name), "", "", shows, title, hint, least=least, choices=tuple(choices)
        )
        self.slots.append(slot)
        return CellOut(value, entry=slot)

    def keep(self, name: str, cell: str, value: Fraction) -> None:
        """Remember where a number stands and what it is exactly."""
        self.cells[name], self.known[name] = cell, value
