"""Capacitated facility location (OR-Library, Beasley 1988): a municipality may be split.

Providers m and municipalities n; then m times capacity and fixed cost; then per municipality its
demand and the m costs of serving all of it. Capacities and demands are whole, so once it is
settled who has a contract the rest is a transport problem, and whole units lose nothing.

Where a capacity is the word ``capacity`` the file stands for several problems.
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from aanbesteding.rules.goals import Goal
from tests.benchmarks.instances.facilities import NOBODY_WAITS, facility_facts, in_money
from tests.benchmarks.instances.problem import Problem, Provider, numbers, text_of, titles

WORD = "capacity"
# Beasley 1988, table 1 (sets A, B and C).
CAPACITIES = {
    "capa": (8000, 10000, 12000, 14000),
    "capb": (5000, 6000, 7000, 8000),
    "capc": (5000, 5750, 6500, 7250),
}


def read(path: Path) -> Iterator[Problem]:
    """Yield the problem of a file, or one per published capacity; raises ValueError."""
    words = text_of(path).split()
    if not any(word.lower() == WORD for word in words):
        yield _problem(numbers(words), "")
        return
    for capacity in CAPACITIES.get(path.name.split(".")[0].lower(), CAPACITIES["capa"]):
        filled = (str(capacity) if word.lower() == WORD else word for word in words)
        yield _problem(numbers(filled), f"capacity={capacity}")


def _problem(found: list[Fraction], variant: str) -> Problem:
    m, n = int(found[0]), int(found[1])
    if len(found) != 2 + 2 * m + n * (m + 1):
        raise ValueError(f"{len(found)} numbers do not fit {m} providers, {n} municipalities")
    pairs = found[2 : 2 + 2 * m]
    providers = tuple(
        Provider(name, *pairs[2 * at : 2 * at + 2]) for at, name in enumerate(titles("p", m))
    )
    rows = [found[at : at + m + 1] for at in range(2 + 2 * m, len(found), m + 1)]
    facts = facility_facts(providers, [row[0] for row in rows], [row[1:] for row in rows], True)
    return Problem(facts, NOBODY_WAITS, Goal(kind="spend"), variant, worth=in_money)
