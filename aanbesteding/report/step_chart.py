"""A chart of steps: amounts that hold from one ceiling to the next, drawn to fit any width."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from aanbesteding.basis.exact import plain, rounded
from aanbesteding.basis.show import number
from aanbesteding.report.shapes import Mark, share_of

SIDE = 1000
GRID = 4
LOOKS = 8


@dataclass(frozen=True)
class Stair:
    """A line of steps: its name, its look and its corners in a square of 1000."""

    name: str
    look: str
    corners: str


@dataclass(frozen=True)
class StepChart:
    """Lines of steps over amounts of money; `published` is where the line of today stands."""

    id: str
    title: str
    description: str
    stairs: tuple[Stair, ...]
    high: tuple[Mark, ...]
    along: tuple[Mark, ...]
    published: str
    published_text: str


Series = tuple[str, Sequence[int]]


def stairs(
    places: Sequence[int], series: Sequence[Series], ends: tuple[int, int]
) -> tuple[Stair, ...]:
    """Return a line per series: each amount holds from its place to the next one."""
    top = most(series)
    return tuple(
        Stair(name, f"stair{at % LOOKS + 1}", _corners(places, amounts, ends, top))
        for at, (name, amounts) in enumerate(series)
    )


def most(series: Sequence[Series]) -> int:
    """Return the greatest amount of all, one at least."""
    return max((amount for _, amounts in series for amount in amounts), default=1) or 1


def _corners(places: Sequence[int], amounts: Sequence[int], ends: tuple[int, int], top: int) -> str:
    found = []
    until = (*places[1:], ends[1])
    for place, amount, end in zip(places, amounts, until, strict=True):
        y = Fraction(SIDE * (top - amount), top)
        found += [(_across(place, ends), y), (_across(end, ends), y)]
    kept = [found[0], *(now for before, now in pairwise(found) if now != before)]
    return " ".join(f"{_said(x)},{_said(y)}" for x, y in kept)


def _across(place: int, ends: tuple[int, int]) -> Fraction:
    width = ends[1] - ends[0]
    return Fraction(SIDE * (place - ends[0]), width) if width else Fraction(0)


def _said(value: Fraction) -> str:
    return plain(rounded(value, 1))


def heights(top: int, lang: str) -> tuple[Mark, ...]:
    """Return marks along the height, at whole amounts where the amounts are few.

    >>> [mark.text for mark in heights(4800, "nl")]
    ['0', '1.200', '2.400', '3.600', '4.800']
    """
    step = max(-(-top // GRID), 1)
    marks = range(0, top + 1, step)
    return tuple(Mark(share_of(top - amount, top), number(amount, lang)) for amount in marks)
