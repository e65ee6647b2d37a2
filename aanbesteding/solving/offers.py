"""What parts of a problem offer under prices, which offers fit together, and the next prices."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from aanbesteding.basis.errors import SolverFailedError
from aanbesteding.rules.rule import Key
from aanbesteding.solving.effort import Effort
from aanbesteding.solving.matrix import NONE, Matrix, Scaled, Whole
from aanbesteding.solving.prices import Floats, relaxed
from aanbesteding.solving.solver import Session

NEAR = Fraction(1, 10**5)
COARSE = 2**20


@dataclass(frozen=True)
class Limits:
    """The linking rows: what all parts together use of each lies between these."""

    least: tuple[int, ...]
    most: tuple[int, ...]

    def worth(self, prices: Sequence[int]) -> int:
        """Return what the right sides are worth: the most where use costs, the least elsewhere."""
        return sum(
            price * (most if price > 0 else least)
            for price, least, most in zip(prices, self.least, self.most, strict=True)
            if price
        )

    def fitting(self, prices: Floats) -> Floats:
        """Return the prices, nothing where a row has no bound on the side they would pay for."""
        low = np.array([0.0 if bound <= -NONE else -np.inf for bound in self.least])
        high = np.array([0.0 if bound >= NONE else np.inf for bound in self.most])
        found: Floats = np.clip(prices, low, high)
        return found


@dataclass(frozen=True)
class Offer:
    """A whole answer of a part: what it brings and what it uses of each linking row."""

    values: Whole
    gain: int
    uses: tuple[int, ...]


Offers = Sequence[Sequence[Offer]]
NOTHING = Matrix(
    (),
    np.zeros(0, np.int64),
    np.zeros(1, np.int64),
    np.zeros(0, np.int32),
    np.zeros(0, np.int64),
    np.zeros(0, np.int64),
    np.zeros(0, np.int64),
    (),
)


def _keys(offers: Offers) -> dict[Key, Offer]:
    return {
        (str(part), str(number)): offer
        for part, found in enumerate(offers)
        for number, offer in enumerate(found)
    }


def _one_each(offers: Offers) -> Iterator[Scaled]:
    for part, found in enumerate(offers):
        keys = tuple((str(part), str(number)) for number in range(len(found)))
        yield Scaled(keys, [1] * len(keys), 1, 1)


def best_together(offers: Offers, limits: Limits, effort: Effort) -> tuple[Offer, ...] | None:
    """Return one offer of each part that together keep the limits and bring most; None if none do.

    Large uses are rounded upwards against the most, downwards against the least, so that what is
    returned keeps the limits, and something slightly better may be missed.
    """
    offered = _keys(offers)
    rows = list(_one_each(offers))
    for number, (least, most) in enumerate(zip(limits.least, limits.most, strict=True)):
        uses = {key: offer.uses[number] for key, offer in offered.items() if offer.uses[number]}
        step = max((abs(use) for use in uses.values()), default=0) // COARSE + 1
        if most < NONE:
            factors = [-(-use // step) for use in uses.values()]
            rows.append(Scaled(tuple(uses), factors, -NONE, most // step))
        if least > -NONE:
            factors = [use // step for use in uses.values()]
            rows.append(Scaled(tuple(uses), factors, -(-least // step), NONE))
    matrix = NOTHING.plus([row for row in rows if row.keys], dict.fromkeys(offered, 1))
    try:
        session = Session(matrix, replace(effort, gap=NEAR, watch=None))
        answer = session.best("", {key: offer.gain for key, offer in offered.items()}, True)
    except SolverFailedError:
        return None
    if answer is None:
        return None
    chosen = zip(offered.values(), answer.values, strict=True)
    return tuple(offer for offer, taken in chosen if taken)


def next_prices(
    offers: Offers, limits: Limits, low: Floats, high: Floats, effort: Effort
) -> tuple[float, Floats] | None:
    """Return the prices between low and high that bound the offers so far best, and that bound.

    Relief is for sale at the highest price and use is rewarded at the lowest: then the prices of
    the linking rows stay between them.
    """
    offered = _keys(offers)
    most_use = [
        sum(max(abs(o.uses[r]) for o in found) for found in offers) for r in range(len(low))
    ]
    tops: dict[Key, int] = dict.fromkeys(offered, 1)
    gains = [float(offer.gain) for offer in offered.values()]
    rows = list(_one_each(offers))
    for number, (least, most) in enumerate(zip(limits.least, limits.most, strict=True)):
        uses = {key: offer.uses[number] for key, offer in offered.items()}
        relief, reward = (str(number), "relief", ""), (str(number), "reward", "")
        room = 2 * most_use[number] + max(abs(x) for x in (least, most, 0) if abs(x) < NONE)
        tops |= {relief: room, reward: room}
        gains += [-high[number], low[number]]
        uses |= {relief: -1, reward: 1}
        rows.append(Scaled(tuple(uses), list(uses.values()), least, most))
    found = relaxed(NOTHING.plus(rows, tops), np.array(gains), effort)
    if found is None:
        return None
    return found.value, found.prices[len(offers) :]
