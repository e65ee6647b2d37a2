"""Rows in whole numbers only: each a sum of whole factors that is at most a whole number."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.rule import Key, Row


class Whole(NamedTuple):
    """A sum of factor × number, by the place of each number, that is at most `most`."""

    at: tuple[int, ...]
    factors: tuple[int, ...]
    most: int


def whole_terms(terms: Mapping[Key, Exact]) -> tuple[dict[Key, int], Fraction]:
    """Return whole factors without a common divisor, and what they were multiplied by.

    >>> whole_terms({("a",): Fraction(1, 2), ("b",): 3, ("c",): 0})
    ({('a',): 1, ('b',): 6}, Fraction(2, 1))
    """
    exact = {key: Fraction(factor) for key, factor in terms.items() if factor}
    scale = lcm(*(factor.denominator for factor in exact.values()))
    divisor = gcd(*(int(factor * scale) for factor in exact.values())) or 1
    times = Fraction(scale, divisor)
    return {key: int(factor * times) for key, factor in exact.items()}, times


def wholes(row: Row, at: Mapping[Key, int]) -> Iterator[Whole]:
    """Yield a row as sums that are at most something; an equation as two of them.

    What a sum of whole numbers must reach is rounded to the whole number it must then reach.
    """
    factors, times = whole_terms(row.terms)
    right = Fraction(row.right) * times
    places, values = tuple(at[key] for key in factors), tuple(factors.values())
    if row.sense != ">=":
        yield Whole(places, values, right.__floor__())
    if row.sense != "<=":
        yield Whole(places, tuple(-value for value in values), -right.__ceil__())


def apart(rows: Sequence[Whole], free: Iterable[int]) -> list[list[int]]:
    """Return the free numbers in groups that share no row, each in order."""
    root = {number: number for number in free}

    def top(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for row in rows:
        inside = [number for number in row.at if number in root]
        for number in inside[1:]:
            root[top(number)] = top(inside[0])
    groups: dict[int, list[int]] = {}
    for number in root:
        groups.setdefault(top(number), []).append(number)
    return list(groups.values())
