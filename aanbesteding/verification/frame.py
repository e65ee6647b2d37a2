"""All rows of a choice in whole numbers, and questions about them: is there such an award?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from aanbesteding.rules.rule import Key, Row
from aanbesteding.verification.search import Range, Search
from aanbesteding.verification.whole import Whole, apart, wholes

Values = Mapping[Key, int]
UNLIMITED = 10**12


class Problem(NamedTuple):
    """A question in itself: numbers from 0 to their top, rows between them.

    `least` is what each number is above nought; `can` is false where some row can never hold.
    """

    keys: tuple[Key, ...]
    least: tuple[int, ...]
    tops: tuple[int, ...]
    rows: tuple[Whole, ...]
    can: bool

    def values(self, found: Sequence[int]) -> dict[Key, int]:
        """Return what was found, by key."""
        both = zip(self.least, found, strict=True)
        return dict(zip(self.keys, (low + more for low, more in both), strict=True))


@dataclass(frozen=True)
class Frame:
    """Rows with the greatest value of every number in them; parts are numbers that share no row."""

    rows: tuple[Row, ...]
    tops: Mapping[Key, int]

    @cached_property
    def at(self) -> Mapping[Key, int]:
        """The place of each number."""
        return {key: place for place, key in enumerate(self.tops)}

    @cached_property
    def _whole(self) -> tuple[Whole, ...]:
        return tuple(one for row in self.rows for one in wholes(row, self.at))

    @cached_property
    def _narrowed(self) -> tuple[bool, Range]:
        """Whether anything fits at first sight, and what each number can still be."""
        now = Range([0] * len(self.tops), list(self.tops.values()))
        search = Search(self._whole, len(self.tops), UNLIMITED)
        return search.narrow(now, range(len(self._whole))), now

    @cached_property
    def _binding(self) -> tuple[Whole, ...]:
        """Rows that some values within the range would break."""
        _, (low, high) = self._narrowed
        return tuple(row for row in self._whole if not _always(row, low, high))

    @cached_property
    def part_of(self) -> Mapping[Key, int]:
        """The part that each number is in; numbers with one value left are in none."""
        _, (low, high) = self._narrowed
        free = [number for number, least in enumerate(low) if high[number] > least]
        keys = tuple(self.tops)
        groups = enumerate(apart(self._binding, free))
        return {keys[number]: part for part, group in groups for number in group}

    @cached_property
    def parts(self) -> Mapping[int, tuple[Key, ...]]:
        """The numbers of each part."""
        found: dict[int, list[Key]] = {}
        for key, part in self.part_of.items():
            found.setdefault(part, []).append(key)
        return {part: tuple(keys) for part, keys in found.items()}

    def problem(self, parts: Iterable[int], more: Sequence[Row], helpers: Values) -> Problem:
        """Return the question whether these parts can also keep more rows, with more numbers."""
        keys = [key for part in parts for key in self.parts[part]]
        able, (low, high) = self._narrowed
        inside = {key: number for number, key in enumerate((*keys, *helpers))}
        every = tuple(self.tops)
        first = {self.at[key]: inside[key] for key in keys}
        kept = [row for row in self._binding if any(place in first for place in row.at)]
        found = [_moved(row, first, low) for row in kept]
        both = {**self.at, **{key: len(every) + n for n, key in enumerate(helpers)}}
        new = {**first, **{len(every) + n: inside[key] for n, key in enumerate(helpers)}}
        least = [*low, *([0] * len(helpers))]
        found += [_moved(row, new, least) for one in more for row in wholes(one, both)]
        return Problem(
            tuple(inside),
            tuple([low[self.at[key]] for key in keys] + [0] * len(helpers)),
            tuple([high[self.at[key]] - low[self.at[key]] for key in keys] + [*helpers.values()]),
            tuple(row for row in found if row.at),
            able and all(row.most >= 0 for row in found if not row.at),
        )

    def fixed(self) -> Iterator[tuple[Key, int]]:
        """Yield the numbers of which one value is left."""
        _, (low, _) = self._narrowed
        yield from ((k, low[at]) for k, at in self.at.items() if k not in self.part_of)


def _always(row: Whole, low: Sequence[int], high: Sequence[int]) -> bool:
    each = zip(row.at, row.factors, strict=True)
    return sum(f * (high[n] if f > 0 else low[n]) for n, f in each) <= row.most


def _moved(row: Whole, to: Mapping[int, int], low: Sequence[int]) -> Whole:
    """The row on numbers counted from their least; what has one value left goes to the right."""
    pairs = [(to[n], f) for n, f in zip(row.at, row.factors, strict=True) if n in to]
    gone = sum(f * low[n] for n, f in zip(row.at, row.factors, strict=True))
    return Whole(tuple(n for n, _ in pairs), tuple(f for _, f in pairs), row.most - gone)
