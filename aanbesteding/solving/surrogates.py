"""Rows that follow from the demand and the capacities together: so many contracts it takes.

What is asked in all must fit in what the contracts that are given can carry in all. No single row
says so, and a relaxation that splits contracts gains much from it once it is rounded: 50,000 units
and 8,000 a contract are seven contracts, not 6.25.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from aanbesteding.solving.links import Links, Rows
from aanbesteding.solving.matrix import NONE, Whole

MOST_STEPS = 10


def surrogates(rows: Rows, tops: Whole, links: Links) -> Rows:
    """Return the rows that follow for each group of demand and link rows with volumes in common.

    Each holds for every whole solution of `rows`. Per group: room × contracts + what may wait ≥
    demand; and where nothing may wait the same divided by each of the largest rooms, rounded up.
    """
    found: list[tuple[dict[int, int], int]] = []
    ceilings = _ceilings(rows, tops)
    pairs = zip(links.volume[::-1].tolist(), links.factor[::-1].tolist(), strict=True)
    size = dict(pairs)
    for group in _groups(rows, links):
        found += _of_group(rows, links, group, ceilings, size)
    return _packed(found)


def _ceilings(rows: Rows, tops: Whole) -> Whole:
    """The greatest value of each column, by its own top and by rows that hold it alone."""
    ceilings = tops.copy()
    alone = np.flatnonzero(np.diff(rows.starts) == 1)
    places = rows.starts[alone]
    sensible = (rows.factors[places] > 0) & (rows.most[alone] < NONE)
    most = rows.most[alone][sensible] // rows.factors[places][sensible]
    np.minimum.at(ceilings, rows.index[places][sensible], most)
    return ceilings


class _Group:
    """Demand rows and link rows that share volumes."""

    def __init__(self) -> None:
        self.demand: list[int] = []
        self.links: set[int] = set()


def _groups(rows: Rows, links: Links) -> Sequence[_Group]:
    """Groups of demand rows; every volume counts in its first demand row and link row only."""
    place = np.full(int(rows.index.max(initial=-1)) + 1, -1)
    place[links.volume[::-1]] = np.arange(len(links.volume))[::-1]
    positive = np.bincount(rows.row_of, rows.factors < 0, rows.count) == 0
    used: set[int] = set()
    owner: dict[int, _Group] = {}
    for row in np.flatnonzero((rows.least > 0) & positive):
        columns = rows.index[rows.starts[row] : rows.starts[row + 1]]
        places = place[columns]
        volumes = set(columns[places >= 0].tolist())
        if not volumes or volumes & used:
            continue
        used |= volumes
        group = _Group()
        group.demand.append(int(row))
        group.links.update(links.at[places[places >= 0]].tolist())
        for other in {
            id(owner[link]): owner[link] for link in group.links if link in owner
        }.values():
            group.demand += other.demand
            group.links |= other.links
        owner.update(dict.fromkeys(group.links, group))
    return list({id(group): group for group in owner.values()}.values())


def _of_group(
    rows: Rows, links: Links, group: _Group, ceilings: Whole, size: Mapping[int, int]
) -> Iterator[tuple[dict[int, int], int]]:
    """The group's row, and that row divided by its largest rooms; `size` is a volume's factor."""
    rest: dict[int, int] = {}
    asked = 0
    for row in group.demand:
        span = slice(rows.starts[row], rows.starts[row + 1])
        pairs = list(zip(rows.index[span].tolist(), rows.factors[span].tolist(), strict=True))
        times = min(size[column] // factor for column, factor in pairs if column in size)
        asked += times * int(rows.least[row])
        for column, factor in pairs:
            if column not in size and ceilings[column]:
                rest[column] = rest.get(column, 0) + times * factor
    rooms: dict[int, int] = {}
    for link in sorted(group.links):
        contract = int(links.contract[link])
        rooms[contract] = rooms.get(contract, 0) + int(links.room[link])
    if asked <= 0:
        return
    # A contract can also stand among what is asked itself, as in a bound on points: both count.
    yield {one: rooms.get(one, 0) + rest.get(one, 0) for one in rooms | rest}, asked
    for step in sorted(set(rooms.values()), reverse=True)[:MOST_STEPS] if not rest else ():
        yield {column: -(-room // step) for column, room in rooms.items()}, -(-asked // step)


def _packed(found: Sequence[tuple[dict[int, int], int]]) -> Rows:
    lengths = [len(terms) for terms, _ in found]
    count = sum(lengths)
    return Rows(
        np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        np.fromiter((column for terms, _ in found for column in terms), np.int32, count),
        np.fromiter((factor for terms, _ in found for factor in terms.values()), np.int64, count),
        np.array([least for _, least in found], np.int64),
        np.full(len(found), NONE),
    )
