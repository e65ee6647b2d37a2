"""A provider mix written straight as arrays for HiGHS: what the engine is measured against.

Only the rules of `provider_mix` are known here, each written out by hand from the numbers of the
tender, in the engine's own order of rows and columns. So both solve the same model with the same
options, and what differs is building, handing over and what the engine makes of it.
"""

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from aanbesteding.rules.facts import Facts
from aanbesteding.solving.handed import options_for, set_options
from tests.benchmarks.provider_mix import NEEDS, YEARS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
WEEKS, NO_LIMIT = 52, np.inf


@dataclass(frozen=True)
class Arrays:
    """A model: ``least ≤ factors · columns ≤ most``, columns whole from 0 to `tops`."""

    tops: Floats
    costs: Floats
    starts: Ints
    index: Ints
    factors: Floats
    least: Floats
    most: Floats


class _Numbers:
    """The tender as arrays: picks, volumes and asks by number."""

    def __init__(self, facts: Facts):
        picks = {pick: n for n, pick in enumerate(facts.picks)}
        asks = {ask: n for n, ask in enumerate(facts.demand)}
        lots = {lot: n for n, lot in enumerate(facts.lots)}
        groups: dict[tuple[int, str, str], int] = {}
        pick, ask, group = [], [], []
        for bidder, lot, need, area, period in facts.volumes:
            at = picks[bidder, lot]  # type: ignore[index]
            pick.append(at)
            ask.append(asks[lot, need, area, period])  # type: ignore[index]
            group.append(groups.setdefault((at, need, period), len(groups)))
        self.facts, self.lots = facts, lots
        self.of_pick, self.of_ask, self.of_group = map(np.array, (pick, ask, group))
        self.group_pick = np.array([at for at, _, _ in groups])
        self.room = np.array([facts.capacity[facts.picks[at], need] for at, need, _ in groups])
        self.demand = np.array(list(facts.demand.values()))
        self.price = np.array([facts.price[volume] for volume in facts.volumes])
        self.fee = np.zeros(len(picks), np.int64)
        for fee, cents in facts.fees.items():
            self.fee[picks[fee.pick]] += cents
        self.lot_of = np.array([lots[one.lot] for one in facts.picks])
        self.ask_lot = np.array([lots[one.lot] for one in facts.demand])
        self.year_of = np.array([YEARS.index(one.period) for one in facts.demand])
        needs = {need.id: need for need in NEEDS}
        self.urgent = np.array([needs[one.need].urgent for one in facts.demand])
        self.weeks = np.array([needs[one.need].longest_wait_weeks or 0 for one in facts.demand])
        self.least = np.array([facts.least[one] for one in facts.picks])
        self.points = np.array([int(facts.points[one] * 10) for one in facts.picks])
        self.picks = np.arange(len(picks))
        self.volumes = len(picks) + np.arange(len(pick))
        self.waits = len(picks) + len(pick) + np.arange(len(asks))


class _Rows:
    """Rows as entries (row, column, factor), rule after rule."""

    def __init__(self) -> None:
        self.entries: list[tuple[Any, ...]] = []
        self.least: list[Any] = []
        self.most: list[Any] = []
        self.count = 0

    def add(self, entries: list[tuple[Any, Any, Any]], least: Any, most: Any, count: int) -> None:
        for row, column, factor in entries:
            self.entries.append(np.broadcast_arrays(row + self.count, column, factor))
        self.least.append(np.broadcast_to(least, count))
        self.most.append(np.broadcast_to(most, count))
        self.count += count

    def arrays(self, tops: Floats, costs: Ints) -> Arrays:
        row, column, factor = (np.concatenate([one[n] for one in self.entries]) for n in range(3))
        order = np.lexsort((column, row))
        row, column, factor = row[order], column[order], factor[order]
        starts = np.searchsorted(row, np.arange(self.count))
        divisor = np.gcd.reduceat(np.abs(factor), starts)
        return Arrays(
            tops,
            (costs // np.gcd.reduce(costs)).astype(np.float64),
            starts,
            column,
            (factor // divisor[row]).astype(np.float64),
            np.ceil(np.concatenate(self.least) / divisor),
            np.floor(np.concatenate(self.most) / divisor),
        )


def arrays_of(facts: Facts, contracts: int, goal: str) -> Arrays:
    """Return the model of a provider mix with so many contracts a lot, for spend or quality."""
    found, rows = _Numbers(facts), _Rows()
    _standing(found, rows)
    _partners(found, rows, contracts)
    _shares(found, rows)
    _waiting(found, rows)
    costs = np.zeros(len(found.picks) + len(found.volumes) + len(found.waits), np.int64)
    if goal == "spend":
        costs[found.picks], costs[found.volumes] = found.fee, found.price
    else:
        costs[found.volumes] = -found.points[found.of_pick]
    most = np.minimum(found.room[found.of_group], found.demand[found.of_ask])
    tops = np.concatenate([np.ones(len(found.picks)), most, found.demand])
    return rows.arrays(tops, costs)


def _standing(found: _Numbers, rows: _Rows) -> None:
    """Capacity, demand, budgets and the least a bidder wants."""
    groups, years = np.arange(len(found.room)), len(YEARS)
    offers = (groups, found.group_pick, -found.room)
    rows.add([offers, (found.of_group, found.volumes, 1)], -NO_LIMIT, 0, len(groups))
    asks = np.arange(len(found.demand))
    served = (found.of_ask, found.volumes, 1)
    rows.add([served, (asks, found.waits, 1)], found.demand, found.demand, len(asks))
    for budget in found.facts.budgets:
        inside = np.isin(found.lot_of, [found.lots[lot] for lot in budget.lots])
        chosen = inside[found.of_pick]
        prices = (0, found.volumes[chosen], found.price[chosen])
        rows.add([prices, (0, found.picks[inside], found.fee[inside])], -NO_LIMIT, budget.cents, 1)
    many = len(found.picks) * years
    wanted = (np.arange(many), np.repeat(found.picks, years), np.repeat(-found.least, years))
    served = (found.of_pick * years + found.year_of[found.of_ask], found.volumes, 1)
    rows.add([wanted, served], 0, NO_LIMIT, many)


def _partners(found: _Numbers, rows: _Rows, contracts: int) -> None:
    """From three contracts a lot to the most, and two in every municipality."""
    facts, lots = found.facts, len(found.lots)
    both = [(2 * found.lot_of, found.picks, 1), (2 * found.lot_of + 1, found.picks, 1)]
    rows.add(both, np.tile([3, -NO_LIMIT], lots), np.tile([NO_LIMIT, contracts], lots), 2 * lots)
    every = [(lot, area) for lot in facts.lots for area in facts.lot_areas[lot]]
    places = {place: n for n, place in enumerate(every)}
    served = [
        (places[pick.lot, area], n)
        for n, pick in enumerate(facts.picks)
        for area in facts.serves[pick]
    ]
    where, who = np.array(served).T
    rows.add([(where, who, 1)], 2, NO_LIMIT, len(places))


def _shares(found: _Numbers, rows: _Rows) -> None:
    """From 0.5 to 25 per cent of the lot's budget, and of its clients."""
    lots, many = len(found.lots), len(found.picks)
    budget = np.array([one.cents for one in found.facts.budgets[:lots]])
    clients = np.bincount(found.ask_lot, found.demand).astype(np.int64)
    ones = np.ones_like(found.price)
    for whole, size, fee in ((budget, found.price, found.fee), (clients, ones, 0 * found.fee)):
        share, low, high = whole[found.lot_of], 2 * found.picks, 2 * found.picks + 1
        entries = [
            (2 * found.of_pick, found.volumes, 200 * size),
            (2 * found.of_pick + 1, found.volumes, size),
            (low, found.picks, 200 * fee - share),
            (high[fee > 0], found.picks[fee > 0], fee[fee > 0]),
        ]
        most = np.stack([np.full(many, NO_LIMIT), share / 4]).T.ravel()
        rows.add(entries, np.tile([0, -NO_LIMIT], many), most, 2 * many)


def _waiting(found: _Numbers, rows: _Rows) -> None:
    """Nobody urgent, at most fifteen and a tenth of the demand, within the norm in weeks."""
    urgent, asks = int(found.urgent.sum()), np.arange(len(found.demand))
    rows.add([(np.arange(urgent), found.waits[found.urgent], 1)], 0, 0, urgent)
    most = np.stack([np.full(len(asks), 15), found.demand // 10]).T.ravel()
    both = [(2 * asks, found.waits, 1), (2 * asks + 1, found.waits, 1)]
    rows.add(both, -NO_LIMIT, most, 2 * len(asks))
    norm = (asks, found.waits, WEEKS + found.weeks)
    rows.add([norm], -NO_LIMIT, found.weeks * found.demand, len(asks))


def handed(model: Arrays) -> Any:
    """Return HiGHS with the model in it, both gaps zero, one thread."""
    highs = highspy.Highs()
    columns, rows = len(model.tops), len(model.least)
    set_options(highs, options_for(columns))
    highs.passModel(
        columns, rows, len(model.index), int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize), 0.0, model.costs, np.zeros(columns), model.tops,
        model.least, model.most, model.starts.astype(np.int32), model.index.astype(np.int32),
        model.factors, np.ones(columns, np.int32),
    )  # fmt: skip
    return highs
