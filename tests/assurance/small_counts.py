"""Attack on published small counts: bounds by linear programming, from everything that is shown.

``python -m tests.assurance.small_counts [N]`` draws N tables and tries to work out every hidden
count. A reader is assumed who knows the rule, and one who also knows the demand exactly.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from random import Random
from typing import NamedTuple

import highspy

from aanbesteding.dossier.editions.small_counts import (
    Care,
    Protected,
    in_fives,
    protected,
    shown_care,
    shown_count,
)

WIDEST = 8
INFINITE = highspy.kHighsInf
Terms = dict[int, int]
Protect = Callable[[Sequence[Care], Sequence[int]], Protected]


class Table(NamedTuple):
    """The truth: what is asked and waits per need, and what each winner gives."""

    rows: tuple[Care, ...]
    volumes: tuple[int, ...]


def drawn(r: Random) -> Table:
    """Return a table of one to six needs and one to six winners, often with small counts."""
    rows = []
    for _ in range(r.randint(1, 6)):
        demand = r.choice((r.randint(0, 9), r.randint(10, 30), r.randint(10, 400)))
        few = min(r.choice((0, 0, r.randint(0, 12), r.randint(0, demand))), demand)
        rows.append(Care(demand, r.choice((few, few, demand - few))))
    served, winners = sum(row.demand - row.waiting for row in rows), r.randint(1, 6)
    cuts = sorted(r.randint(0, served) for _ in range(winners - 1))
    ends = [0, *cuts, served]
    return Table(tuple(rows), tuple(high - low for low, high in pairwise(ends)))


def as_cbs(rows: Sequence[Care], volumes: Sequence[int]) -> Protected:
    """Return what plain rounding shows: every count, and every total from the true total."""
    total = Care(sum(row.demand for row in rows), sum(row.waiting for row in rows))
    every = [(shown_count(row.demand), shown_count(row.waiting)) for row in (*rows, total)]
    return Protected(tuple(every[:-1]), every[-1], tuple(map(shown_count, volumes)))


class Attack:
    """Everything a reader knows of one table, as rows of a linear program."""

    def __init__(self, table: Table, shown: Protected, exactly: bool):
        self.table = table
        needs, winners = len(table.rows), len(table.volumes)
        self.needs, self.winners = range(needs), range(winners)
        self.model = highspy.Highs()
        self.model.setOptionValue("output_flag", False)
        for _ in range(2 * needs + winners):
            self.model.addVar(0, INFINITE)
        for at, (care, pair) in enumerate(zip(table.rows, shown.rows, strict=True)):
            self._told(pair, care, {at: 1}, {needs + at: 1}, exactly)
        if shown.total is not None:
            asked, waits = dict.fromkeys(self.needs, 1), {needs + at: 1 for at in self.needs}
            care = Care(sum(x.demand for x in table.rows), sum(x.waiting for x in table.rows))
            self._told(shown.total, care, asked, waits, exactly)
        if shown.volumes is not None:
            for at, count in enumerate(shown.volumes):
                self._count({2 * needs + at: 1}, count)
            balance = dict.fromkeys(self.needs, 1) | {needs + at: -1 for at in self.needs}
            self._row(balance | {2 * needs + at: -1 for at in self.winners}, 0, 0)

    def _told(
        self, pair: tuple[int | str, int | str], care: Care, asked: Terms, waits: Terms, exact: bool
    ) -> None:
        demand, waiting = pair
        served = asked | {at: -by for at, by in waits.items()}
        self._row(served, 0, INFINITE)
        self._count(asked, demand)
        if exact:
            self._row(asked, care.demand, care.demand)
        much = isinstance(demand, int) and care.demand >= 20
        if waiting == "x" and much:
            self._row(asked, 20, INFINITE)
            self._row(served, 0, 9)
        elif waiting != "x":
            self._count(waits, waiting)
            if shown_care(care) == pair:
                self._row(asked, 20, INFINITE)
                self._row(served, 10, INFINITE)

    def _count(self, terms: Terms, count: int | str) -> None:
        if isinstance(count, int):
            self._row(terms, max(count - 2, 10), count + 2)
        elif count == ".":
            self._row(terms, 0, 9)

    def _row(self, terms: Terms, low: float, high: float) -> None:
        self.model.addRow(low, high, len(terms), list(terms), list(terms.values()))

    def bounds(self, terms: Terms) -> tuple[float, float]:
        """Return between which counts the sum of some cells must lie."""
        found = []
        for sign in (1, -1):
            for at in range(self.model.getNumCol()):
                self.model.changeColCost(at, sign * terms.get(at, 0))
            self.model.run()
            if self.model.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
                raise AssertionError("what is shown does not hold for the truth")
            if self.model.getModelStatus() == highspy.HighsModelStatus.kOptimal:
                found.append(sign * self.model.getInfo().objective_function_value)
            else:
                found.append(sign * -INFINITE)
        return found[0], found[1]

    def cells(self) -> Iterator[tuple[str, int, Terms]]:
        """Yield every count there is: of needs, of winners, and their sums."""
        needs, rows = len(self.table.rows), self.table.rows
        groups = [[at] for at in self.needs] + ([[*self.needs]] if needs > 1 else [])
        for group in groups:
            asked = sum(rows[at].demand for at in group)
            waits = sum(rows[at].waiting for at in group)
            of_asked, of_waits = dict.fromkeys(group, 1), {needs + at: 1 for at in group}
            yield f"demand {group}", asked, of_asked
            yield f"waiting {group}", waits, of_waits
            yield f"served {group}", asked - waits, of_asked | dict.fromkeys(of_waits, -1)
        for at, count in enumerate(self.table.volumes):
            yield f"volume {at}", count, {2 * needs + at: 1}


def recovered(table: Table, protect: Protect = protected) -> list[str]:
    """Return the small counts that can be worked out to within four either way.

    Of who knows the demand exactly it is asked that no more is learned than the demand says.
    """
    shown, found = protect(table.rows, table.volumes), []
    for exactly in (False, True):
        attack = Attack(table, shown, exactly)
        alone = Attack(table, Protected(shown.rows, None, None), exactly)
        for name, count, terms in attack.cells():
            if count < 10 and not (exactly and name.startswith("demand")):
                low, high = attack.bounds(terms)
                before = alone.bounds(terms)
                known = exactly and before[1] < 9 and (low, high) == before
                if high - low <= WIDEST + 1e-6 and not known:
                    found.append(f"{name} = {count} in {low}..{high} exactly={exactly} {table}")
    return found


def main(count: int) -> int:
    """Return 1 when a hidden count was worked out, and print what was found."""
    tables = [drawn(Random(f"small {seed}")) for seed in range(count)]
    bad = [line for table in tables for line in recovered(table)]
    plain = sum(bool(recovered(table, as_cbs)) for table in tables)
    shown = [protected(*table) for table in tables]
    print(f"{count} tables: {len(bad)} counts worked out; with plain rounding in {plain} tables")
    print(f"totals shown in {sum(x.total is not None for x in shown)} tables,", end=" ")
    print(f"volumes in {sum(x.volumes is not None for x in shown)}")
    print(*bad[:5], sep="\n")
    return int(bool(bad) or not plain or in_fives(12) != 10)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
