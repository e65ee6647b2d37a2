"""Where the scores of a lot stand on the sheet of scores."""

from dataclasses import dataclass

from aanbesteding.report.source import Record
from aanbesteding.tender.lots import Lot

FIRST_POINTS = 4


@dataclass(frozen=True)
class Block:
    """Where the scores of one lot stand; `start` is its first row, weights and tops follow it."""

    lot: Lot
    criteria: tuple[str, ...]
    scores: tuple[Record, ...]
    start: int

    @property
    def first(self) -> int:
        """The first row with a bid."""
        return self.start + 4

    @property
    def last(self) -> int:
        """The last row with a bid."""
        return self.first + len(self.scores) - 1

    @property
    def height(self) -> int:
        """How many rows the block takes, the empty one under it included."""
        return len(self.scores) + 5 if self.criteria else 3

    @property
    def quality(self) -> tuple[str, ...]:
        """The criteria the panel judged."""
        return tuple(c for c in self.criteria if c != "price")

    @property
    def priced(self) -> bool:
        """Whether price counts in the ranking."""
        return "price" in self.criteria

    def column(self, criterion: str) -> int:
        """The column of a criterion's points; quality and the price stand before its points."""
        if criterion == "price":
            return self.price + 1
        return FIRST_POINTS + self.quality.index(criterion)

    @property
    def summed(self) -> int:
        """The column of the quality that is compared, where price counts."""
        return FIRST_POINTS + len(self.quality)

    @property
    def price(self) -> int:
        """The column of the price that is compared."""
        return self.summed + 1

    @property
    def total(self) -> int:
        """The column of the total."""
        return self.summed + (3 if self.priced else 0)
