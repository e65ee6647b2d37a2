"""One published problem as an award problem, and what its readers share."""

import gzip
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Ask, Facts, NeedFact
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.rule import Rule

LOT, NEED, PERIOD = "1", "care", "year"
THE_NEED = NeedFact(NEED, 1, False, None)


def as_it_is(value: Exact) -> Exact:
    """Return the value itself."""
    return value


@dataclass(frozen=True)
class Problem:
    """An award problem with one goal; `worth` turns that goal's value into the published one.

    `published` is as it was printed; empty where the format holds no optimum.
    """

    facts: Facts
    rules: tuple[Rule, ...]
    goal: Goal
    variant: str = ""
    published: str = ""
    worth: Callable[[Exact], Exact] = field(default=as_it_is)


class Provider(NamedTuple):
    """A provider with a capacity and a fixed cost."""

    name: str
    capacity: Fraction
    fee: Fraction


def text_of(path: Path) -> str:
    """Return the text of a file, unpacked where its name ends in ``.gz``."""
    packed = path.read_bytes()
    content = gzip.decompress(packed) if path.suffix == ".gz" else packed
    return content.decode("utf-8-sig")


def numbers(words: Iterable[str]) -> list[Fraction]:
    """Return words as exact numbers; raises ValueError for a word that is none."""
    return [Fraction(word) for word in words]


def whole(number: Fraction) -> int:
    """Return a number that must be whole; raises ValueError where it is not."""
    if number.denominator != 1:
        raise ValueError(f"{number} is not whole")
    return number.numerator


def fineness(values: Iterable[Fraction]) -> int:
    """Return the least whole number that makes all of these whole.

    >>> fineness([Fraction(1, 2), Fraction(7, 4)])
    4
    """
    return math.lcm(*(value.denominator for value in values))


def titles(kind: str, count: int) -> tuple[str, ...]:
    """Return names that sort in the order of their numbers.

    >>> titles("p", 2)
    ('p00001', 'p00002')
    """
    return tuple(f"{kind}{number:05}" for number in range(1, count + 1))


def ask(area: str) -> Ask:
    """Return what one area asks."""
    return Ask(LOT, NEED, area, PERIOD)
