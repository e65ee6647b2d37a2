"""Every possibility gone through in whole numbers: what cannot hold is shut out, the rest halved.

No number here is ever rounded, so "there is none" needs no solver and no trust in one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from aanbesteding.verification.whole import Whole


class Range(NamedTuple):
    """The least and the greatest value that each number can still have."""

    low: list[int]
    high: list[int]

    def copy(self) -> "Range":
        """Return another range of the same values."""
        return Range(self.low[:], self.high[:])


class OutOfStepsError(Exception):
    """The search looked as often as it may, and is not done."""


@dataclass
class Search:
    """Rows to keep; `steps` counts the numbers looked at, up to `most_steps`."""

    rows: Sequence[Whole]
    numbers: int
    most_steps: int
    steps: int = 0
    _rows_of: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._rows_of = [[] for _ in range(self.numbers)]
        for place, row in enumerate(self.rows):
            for number in row.at:
                self._rows_of[number].append(place)

    def first(self, start: Range) -> list[int] | None:
        """Return whole values within the range that keep every row, or None when there are none.

        Raises OutOfStepsError.
        """
        waiting: list[tuple[Range, Sequence[int]]] = [(start.copy(), range(len(self.rows)))]
        while waiting:
            now, changed = waiting.pop()
            if not self.narrow(now, changed):
                continue
            number = _open(now)
            if number is None:
                return now.low
            waiting += ((half, self._rows_of[number]) for half in _halves(now, number))
        return None

    def narrow(self, now: Range, places: Sequence[int]) -> bool:
        """Shut out values that no row allows; return whether every row can still hold.

        Raises OutOfStepsError.
        """
        queue, queued = list(places), set(places)
        while queue:
            place = queue.pop()
            queued.discard(place)
            moved = self._narrowed(self.rows[place], now)
            if moved is None:
                return False
            for number in moved:
                for other in self._rows_of[number]:
                    if other not in queued:
                        queued.add(other)
                        queue.append(other)
        return True

    def _narrowed(self, row: Whole, now: Range) -> list[int] | None:
        """The numbers of a row whose range became smaller; None when the row cannot hold."""
        low, high = now
        self.steps += len(row.at)
        if self.steps > self.most_steps:
            raise OutOfStepsError
        room = row.most
        for number, factor in zip(row.at, row.factors, strict=True):
            room -= factor * (low[number] if factor > 0 else high[number])
        if room < 0:
            return None
        moved = []
        for number, factor in zip(row.at, row.factors, strict=True):
            width = high[number] - low[number]
            if abs(factor) * width > room:
                if factor > 0:
                    high[number] = low[number] + room // factor
                else:
                    low[number] = high[number] - room // -factor
                moved.append(number)
        return moved


def _open(now: Range) -> int | None:
    """The number to divide next: one of those with the fewest values left, the first of them."""
    widths = (
        (high - low, number)
        for number, (low, high) in enumerate(zip(now.low, now.high, strict=True))
        if high > low
    )
    found = min(widths, default=None)
    return None if found is None else found[1]


def _halves(now: Range, number: int) -> list[Range]:
    """The two halves of what a number can be; the last is looked at first."""
    middle = (now.low[number] + now.high[number]) // 2
    below, above = now.copy(), now
    below.high[number] = middle
    above.low[number] = middle + 1
    return [below, above]
