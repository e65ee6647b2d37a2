"""Large sourcing: ``python -m tests.benchmarks.sourcing LOTS BIDS RULES [--gap 0.001]``.

Every lot goes to one bid at least cost, whatever the volume. A bidder wins at most so many lots,
and only so many bidders win at all. Further rules, in turn, hold for one category of lots each:
lots per bidder, a least number for small bidders, one for local bidders (or, with `--winners`, the
number of winners), and a ceiling on what bidders of one region cost. Printed are the seconds of the
award engine and of HiGHS given the same model as arrays, each with one thread, and what either
proved.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, Literal

import numpy as np
from pydantic import Field

from aanbesteding.awarding.optimise import optimise, program_of
from aanbesteding.rules.budget import Budget
from aanbesteding.rules.facts import BudgetFact, Chosen, Facts, Fee
from aanbesteding.rules.goals import Goal
from aanbesteding.rules.lots_per_bidder import LotsPerBidder
from aanbesteding.rules.number_of_contracts import NumberOfContracts
from aanbesteding.rules.on_contracts import OnContracts, by_bidder
from aanbesteding.rules.rule import Bounded, Count, Helper, Key, Row, Rule, Sentence
from aanbesteding.solving.effort import Effort
from aanbesteding.solving.matrix import NONE, Matrix

PERIOD, SMALL, LOCAL = "term", "small", "local"
BIDS_PER_BIDDER, LOTS_PER_CATEGORY, REGIONS = 200, 50, 5
SECONDS = 600


class Winners(OnContracts, Bounded):
    """At most so many bidders win any of the contracts in scope."""

    kind: Literal["winners"] = Field(default="winners", description="Counts bidders who win.")

    def _wins(self, bidder: str) -> Helper:
        return Helper(self.name, "wins", bidder)

    def helpers(self, facts: Facts) -> Iterator[tuple[Key, int]]:
        """Yield a yes or no per bidder: it wins."""
        yield from ((self._wins(bidder), 1) for bidder in by_bidder(self.picks(facts)))

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield per bidder: no contract without winning; and how many win."""
        found = by_bidder(self.picks(facts))
        for bidder, picks in found.items():
            yield Row(
                self.name,
                bidder,
                {self._wins(bidder): -len(picks)} | dict.fromkeys(picks, 1),
                "<=",
                0,
            )
        yield from self.bounded("", [self._wins(bidder) for bidder in found])

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield how many bidders win."""
        yield from self.measured("", len(by_bidder(self.given(facts, chosen))))

    def sentence(self, part: str) -> Sentence:
        """Return the rule's name only: no officer reads it."""
        return Sentence("rule.winners", {"part": part})


@dataclass(frozen=True)
class Sourcing:
    """A tender of contracts only, with its rules; the goal is to spend least."""

    facts: Facts
    rules: tuple[Rule, ...]
    goals: tuple[Goal, ...] = (Goal(kind="spend"),)


def sourcing(
    lots: int, bids: int, rules: int = 3, winners: bool = False, seed: int = 0
) -> Sourcing:
    """Return a tender of that size with so many rules, ceilings included; the same per seed.

    With `winners` every fourth further rule caps the winners of a category, which is far harder.
    """
    random = Random(f"{lots} {bids} {seed}")
    names = [f"l{number:05}" for number in range(lots)]
    each = bids // lots
    count = max(2 * each, bids // BIDS_PER_BIDDER)
    bidders = [f"b{number:04}" for number in range(count)]
    dear = {bidder: random.uniform(0.9, 1.1) for bidder in bidders}
    region = {bidder: f"r{number % REGIONS}" for number, bidder in enumerate(bidders)}
    having = {
        bidder: frozenset({SMALL} if number % 3 == 0 else ())
        | ({LOCAL} if number % 4 == 1 else set())
        for number, bidder in enumerate(bidders)
    }
    fees: dict[Fee, int] = {}
    for lot in names:
        size = round(10 ** random.uniform(3.5, 5.5))
        for bidder in sorted(random.sample(bidders, each)):
            euros = round(size * dear[bidder] * random.uniform(0.8, 1.25))
            fees[Fee(bidder, lot, region[bidder], PERIOD)] = euros * 100
    cheapest: dict[str, int] = {}
    for fee, cents in fees.items():
        cheapest[fee.lot] = min(cents, cheapest.get(fee.lot, cents))
    facts_rules = tuple(_rules(names, bidders, rules, winners))
    budgets = tuple(_ceilings(names, rules, cheapest))
    facts = Facts(
        picks=tuple(fee.pick for fee in fees),
        volumes=(),
        needs=(),
        demand={},
        capacity={},
        price={},
        budgets=budgets,
        lots=tuple(names),
        areas=tuple(sorted(set(region.values()))),
        fees=fees,
        attributes=having,
    )
    return Sourcing(facts, (Budget(), *facts_rules))


def _categories(lots: Sequence[str], rules: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The further rules by number, each with its category of lots."""
    count = max(1, len(lots) // LOTS_PER_CATEGORY)
    for number in range(rules - 3):
        category = (number // 4) % count
        yield number, tuple(lots[category::count])


def _rules(
    lots: Sequence[str], bidders: Sequence[str], rules: int, winners: bool
) -> Iterator[Rule]:
    yield NumberOfContracts(id="one", at_least=1, at_most=1)
    yield LotsPerBidder(id="most", at_most=max(2, 4 * len(lots) // len(bidders)))
    yield Winners(id="winners", at_most=max(30, len(bidders) // 3))
    for number, category in _categories(lots, rules):
        name = f"k{number}"
        match number % 4:
            case 0:
                yield LotsPerBidder(id=name, lots=category, at_most=4 if winners else 2)
            case 1:
                yield _at_least(name, category, SMALL, len(category) * 2 // 5)
            case 2 if not winners:
                yield _at_least(name, category, LOCAL, len(category) * 3 // 10)
            case 2:
                yield Winners(id=name, lots=category, at_most=len(category) * 2 // 5)


def _at_least(name: str, lots: tuple[str, ...], attribute: str, least: int) -> Rule:
    return NumberOfContracts(
        id=name, lots=lots, together=True, attributes=(attribute,), at_least=least
    )


def _ceilings(lots: Sequence[str], rules: int, cheapest: dict[str, int]) -> Iterator[BudgetFact]:
    for number, category in _categories(lots, rules):
        if number % 4 == 3:
            cents = sum(cheapest[lot] for lot in category) * 3 // 10
            area = frozenset({f"r{number // 4 % REGIONS}"})
            every = frozenset[str]()
            yield BudgetFact(
                f"k{number}", cents, frozenset(category), every, area, frozenset({PERIOD})
            )


def direct(matrix: Matrix, given: Sourcing, gap: float, seconds: float) -> tuple[Any, ...]:
    """Return seconds, value and bound of HiGHS with one thread, for the same model as arrays."""
    import highspy

    start = time.perf_counter()
    highs = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", gap),
                          ("mip_abs_gap", 0.0), ("time_limit", seconds)):  # fmt: skip
        highs.setOptionValue(option, value)
    rows, columns = matrix.size
    costs = np.zeros(columns)
    for key, cents in given.goals[0].terms(given.facts).items():
        costs[matrix.at[key]] = float(cents)
    highs.passModel(
        columns, rows, len(matrix.index), int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize), 0.0, costs, np.zeros(columns),
        matrix.tops.astype(np.float64), np.where(matrix.least <= -NONE, -np.inf, matrix.least),
        np.where(matrix.most >= NONE, np.inf, matrix.most), matrix.starts[:-1].astype(np.int32),
        matrix.index, matrix.factors.astype(np.float64), np.ones(columns, np.int32),
    )  # fmt: skip
    highs.run()
    info = highs.getInfo()
    return time.perf_counter() - start, info.objective_function_value, info.mip_dual_bound


def main() -> None:
    """Print a line for the award engine and one for HiGHS alone."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.sourcing")
    parser.add_argument("lots", type=int)
    parser.add_argument("bids", type=int)
    parser.add_argument("rules", type=int)
    parser.add_argument("--gap", type=Fraction, default=Fraction(0))
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--winners", action="store_true", help="cap winners per category too")
    parser.add_argument("--only", choices=("engine", "direct"))
    asked = parser.parse_args()
    given = sourcing(asked.lots, asked.bids, asked.rules, asked.winners)
    if asked.only != "direct":
        start = time.perf_counter()
        found = optimise(
            given.facts, given.rules, given.goals,
            effort=Effort(seconds=asked.seconds, gap=asked.gap),
        )  # fmt: skip
        took = time.perf_counter() - start
        if found is None:
            print(f"engine: no award {took:.1f} s")
        else:
            print(_line("engine", took, float(found.goals[0].value), float(found.goals[0].bound)))
    if asked.only != "engine":
        matrix = program_of(given.facts, given.rules).matrix
        assert matrix is not None
        print(_line("HiGHS", *direct(matrix, given, float(asked.gap), asked.seconds)))


def _line(who: str, seconds: float, value: float, bound: float) -> str:
    gap = abs(value - bound) / max(1.0, abs(value))
    return f"{who}: {seconds:.1f} s, {value / 100:.2f}, gap {gap:.2e}"


if __name__ == "__main__":
    main()
