"""Small problems for the tests of scenarios: one lot, one area, prices in cents."""

from collections.abc import Mapping, Sequence

from aanbesteding.rules import STANDING
from aanbesteding.rules.facts import Pick
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.objectives import goals_in_order
from aanbesteding.rules.rule import Rule
from aanbesteding.scenarios.problem import Problem
from aanbesteding.scenarios.shift import Future
from aanbesteding.tender.scenarios import Change
from tests import tiny

GOALS = goals_in_order([Goal(kind="unmet"), Goal(kind="quality"), Goal(kind="spend")])


def problem(
    capacity: Mapping[str, Sequence[int]],
    demand: Sequence[int],
    price: int = 100,
    budget: int = 10**9,
    rules: Sequence[Rule] = (),
    contracts: str | None = None,
    points: Mapping[str, int] | None = None,
) -> Problem:
    """A problem in which every unit costs the same; `contracts` are bidders by their letters."""
    facts = tiny.facts(
        capacity,
        demand,
        {bidder: [price] * len(demand) for bidder in capacity},
        points or {bidder: 90 - at for at, bidder in enumerate(sorted(capacity))},
        budget,
    )
    given = None if contracts is None else frozenset(Pick(bidder, "1") for bidder in contracts)
    return Problem(facts, (*STANDING, *rules), GOALS, given)


def future(name: str, **change: object) -> Future:
    """A future with one change."""
    return Future(name, (Change.model_validate({"scenario": "s", **change}),))
