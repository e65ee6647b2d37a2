"""Single-source capacitated facility location: as `cap`, but one provider per municipality.

Facilities and customers; a row of capacities; a row of opening costs; a row of demands; then per
customer the cost of serving it whole from each facility (the layout of Holmberg's set).
"""

from collections.abc import Iterator
from pathlib import Path

from aanbesteding.rules.goals import Goal
from aanbesteding.rules.single_provider import SingleProvider
from tests.benchmarks.instances.facilities import NOBODY_WAITS, facility_facts, in_money
from tests.benchmarks.instances.problem import Problem, Provider, numbers, text_of, titles


def read(path: Path) -> Iterator[Problem]:
    """Yield the problem of a file; raises ValueError where its numbers do not fit."""
    found = numbers(text_of(path).split())
    m, n = int(found[0]), int(found[1])
    if len(found) != 2 + 2 * m + n * (m + 1):
        raise ValueError(f"{len(found)} numbers do not fit {m} providers, {n} municipalities")
    capacities, fees = found[2 : 2 + m], found[2 + m : 2 + 2 * m]
    after = 2 + 2 * m
    demand, costs = found[after : after + n], found[after + n :]
    providers = tuple(
        Provider(*given) for given in zip(titles("p", m), capacities, fees, strict=True)
    )
    rows = [costs[at : at + m] for at in range(0, len(costs), m)]
    facts = facility_facts(providers, demand, rows, False)
    yield Problem(facts, (*NOBODY_WAITS, SingleProvider()), Goal(kind="spend"), worth=in_money)
