"""Which contracts cannot be in a better award, by what the relaxation's prices say of them.

Any prices on rows give a bound: each column then pays or earns by itself. A contract is taken
together with the volumes that need it, so its own price counts what it could carry at best. Forced
in (or out), that bound grows; past the best award known, no better award has it in (or out).

The prices come from floating point and need not be exact: they are rounded to whole parts, and
every bound is counted from there in whole numbers.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from aanbesteding.solving.links import Columns, Links, Rows, Values, links_of
from aanbesteding.solving.matrix import NONE, Whole

PARTS = 1024
SAFE = 2.0**60
Numbers = NDArray[Any]


class Priced(NamedTuple):
    """No whole solution costs less than `bound`; those within the limit have these columns so.

    `shut` columns are 0 and `needed` ones 1 in every solution that costs at most the limit.
    """

    bound: int
    shut: Columns
    needed: Columns


def priced(rows: Rows, tops: Whole, costs: Whole, duals: Values, limit: int) -> Priced:
    """Return what these prices per row say of whole solutions that cost at most `limit`.

    Costs are whole numbers of any size; a price above nothing holds a row at its least, one
    below nothing at its most.
    """
    every = links_of(rows, tops)
    links = _blocks(every, len(tops))
    prices = _allowed(rows, np.rint(duals * PARTS))
    prices[links.row] = 0
    prices[_repeated(every, links, len(tops))] = 0
    kind: Callable[[Numbers], Numbers] = _kind(rows, tops, costs, prices)
    earned = kind(prices) * kind(np.where(prices > 0, rows.least, np.where(prices, rows.most, 0)))
    left = kind(costs) * PARTS
    np.subtract.at(left, rows.index, kind(prices)[rows.row_of] * kind(rows.factors))
    inside = np.zeros(len(tops), bool)
    inside[links.volume] = inside[links.contract] = True
    alone = np.minimum(left, 0) * kind(tops)
    contracts, of_link = np.unique(links.contract, return_inverse=True)
    worth = left[contracts]
    np.add.at(worth, of_link, _carried(links, left, kind))
    bound = earned.sum() + alone[~inside].sum() + np.minimum(worth, 0).sum()
    spare = limit * PARTS - bound
    return Priced(
        -int(-bound // PARTS),
        contracts[worth > spare].astype(np.int32),
        contracts[-worth > spare].astype(np.int32),
    )


def _kind(rows: Rows, tops: Whole, costs: Whole, prices: Values) -> Callable[[Numbers], Numbers]:
    """Whole numbers of 64 bits where every sum fits in them, and of any length elsewhere."""
    ends = np.maximum(np.abs(np.where(rows.least <= -NONE, 0, rows.least)),
                      np.abs(np.where(rows.most >= NONE, 0, rows.most)))  # fmt: skip
    spread = (
        np.bincount(rows.index, np.abs(prices[rows.row_of] * rows.factors), len(tops))
        + np.abs(costs.astype(np.float64)) * PARTS
    )
    largest = float(np.abs(prices) @ ends) + float(spread @ tops)
    if 4 * largest < SAFE:
        return lambda given: given.astype(np.int64)
    return lambda given: np.array([int(each) for each in given], object)


def _allowed(rows: Rows, prices: Values) -> Values:
    """Prices, but none on a side of a row that binds nothing."""
    free = ((prices > 0) & (rows.least <= -NONE)) | ((prices < 0) & (rows.most >= NONE))
    return np.where(free, 0, prices)


def _blocks(links: Links, columns: int) -> Links:
    """The links whose volumes are in no link before them and are no contract themselves."""
    contract = np.zeros(columns, bool)
    contract[links.contract] = True
    count = len(links.row)
    outer = np.bincount(links.at, contract[links.volume], count) > 0
    first = np.full(columns, count)
    inside = ~outer[links.at]
    np.minimum.at(first, links.volume[inside], links.at[inside])
    twice = np.bincount(links.at, first[links.volume] < links.at, count) > 0
    kept = ~outer & ~twice
    inside, place = kept[links.at], np.cumsum(kept) - 1
    return Links(
        links.row[kept], links.contract[kept], links.room[kept], place[links.at[inside]],
        links.volume[inside], links.factor[inside], links.most[inside],
    )  # fmt: skip


def _repeated(every: Links, blocks: Links, columns: int) -> Whole:
    """Rows on one volume and the contract of its block: the block says so better."""
    owner = np.full(columns, -1)
    owner[blocks.volume] = blocks.contract[blocks.at]
    alone = np.bincount(every.at, minlength=len(every.row)) == 1
    same = alone[every.at] & (owner[every.volume] == every.contract[every.at])
    found: Whole = every.row[every.at[same]]
    return found


def _carried(links: Links, left: Numbers, kind: Callable[[Numbers], Numbers]) -> Numbers:
    """At most how much each link's volumes earn, given its contract: never more than nothing.

    A price on the room itself bounds it, whatever that price; the best one is where the room is
    full when what earns most per unit of room goes first.
    """
    price = _room_prices(links, left[links.volume].astype(np.float64))
    prices = kind(np.ceil(price))
    each = np.minimum(left[links.volume] + prices[links.at] * kind(links.factor), 0)
    total = -prices * kind(links.room)
    np.add.at(total, links.at, each * kind(links.most))
    return total


def _room_prices(links: Links, left: Values) -> Values:
    ratio = left / links.factor
    order = np.lexsort((ratio, links.at))
    at = links.at[order]
    taken = (links.factor * links.most)[order].astype(np.float64)
    sums = np.cumsum(taken)
    before = np.concatenate(([0.0], sums))[np.searchsorted(at, np.arange(len(links.row)))]
    full = (sums - before[at] >= links.room[at]) & (ratio[order] < 0)
    price = np.zeros(len(links.row))
    np.maximum.at(price, at[full], -ratio[order][full])
    return price
