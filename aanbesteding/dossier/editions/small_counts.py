"""Counts of children as the public may see them: in fives, small ones not at all.

What this protects and what not stands in docs/decisions/editions.md.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aanbesteding.dossier.editions.intervals import NAMES, Known, Range, both, plus, tightened

BELOW, STEP = 10, 5
SMALL, KEPT_BACK = ".", "x"
TOP = BELOW - 1
Shown = int | str


class Care(NamedTuple):
    """What is asked and how much of it waits."""

    demand: int
    waiting: int


class Protected(NamedTuple):
    """What is shown of needs that are added up: each need, the total, and what each winner gives.

    `total` and `volumes` are None where they would give a small count away.
    """

    rows: tuple[tuple[Shown, Shown], ...]
    total: tuple[Shown, Shown] | None
    volumes: tuple[Shown, ...] | None


def in_fives(count: int) -> int:
    """Return the count rounded to the nearest multiple of five.

    >>> [in_fives(count) for count in (10, 12, 13, 17)]
    [10, 10, 15, 15]
    """
    return (count + STEP // 2) // STEP * STEP


def shown_count(count: int) -> Shown:
    """Return the count in fives, or a point where it is below ten, as CBS shows it."""
    return in_fives(count) if count >= BELOW else SMALL


def shown_care(care: Care) -> tuple[Shown, Shown]:
    """Return demand and waiting as they are shown; who is served is never shown beside them.

    A point is a count below ten. An x is kept back, because who is served would be below ten or
    because so little is asked that it could be.

    >>> [shown_care(Care(*pair)) for pair in ((9, 3), (15, 0), (104, 4), (104, 50), (104, 100))]
    [('.', 'x'), (15, 'x'), (105, '.'), (105, 50), (105, 'x')]
    """
    if care.demand < 2 * BELOW or care.demand - care.waiting < BELOW <= care.waiting:
        return shown_count(care.demand), KEPT_BACK
    return in_fives(care.demand), shown_count(care.waiting)


def protected(rows: Sequence[Care], volumes: Sequence[int]) -> Protected:
    """Return what can be shown of needs and of what each winner gives, which is what is served.

    Total and volumes are shown only where every small count keeps the whole range it has without
    them, for a reader who knows the rounded demand and for one who knows the demand exactly.
    """
    total = Care(sum(row.demand for row in rows), sum(row.waiting for row in rows))
    shown = tuple(shown_care(row) for row in rows)
    for with_total, with_volumes in ((True, True), (True, False), (False, True)):
        facts = _Told(rows, total if with_total else None, volumes if with_volumes else None)
        if facts.safe:
            return Protected(
                shown,
                shown_care(total) if with_total and len(rows) > 1 else None,
                tuple(map(shown_count, volumes)) if with_volumes else None,
            )
    return Protected(shown, None, None)


def known_count(count: int) -> Range:
    """Return between which counts a reader knows a shown count to lie."""
    if count < BELOW:
        return 0, TOP
    middle = in_fives(count)
    return max(middle - STEP // 2, BELOW), middle + STEP // 2


def known_care(care: Care, exactly: bool) -> Known:
    """Return what a reader knows of demand, waiting and served from what is shown of them.

    The reader knows the rule too, and so whether less than twenty is asked.
    """
    demand = (care.demand, care.demand) if exactly else known_count(care.demand)
    least, most = 0, demand[1]
    waiting = served = (least, most)
    if care.demand >= 2 * BELOW:
        demand = (max(demand[0], 2 * BELOW), demand[1])
        if care.waiting < BELOW:
            waiting, served = (0, TOP), (BELOW, most)
        elif care.demand - care.waiting < BELOW:
            waiting, served = (BELOW, most), (0, TOP)
        else:
            waiting, served = known_count(care.waiting), (BELOW, most)
    elif care.demand >= BELOW:
        demand = (demand[0], min(demand[1], 2 * BELOW - 1))
    return tightened(Known(demand, waiting, served))


class _Told(NamedTuple):
    """What would be shown together, and whether a small count can be worked out of it."""

    rows: Sequence[Care]
    total: Care | None
    volumes: Sequence[int] | None

    @property
    def safe(self) -> bool:
        return all(self._keeps(exactly) for exactly in (False, True))

    def _keeps(self, exactly: bool) -> bool:
        """Whether every small count can still be as low and as high as its own cell says."""
        known = [known_care(row, exactly) for row in self.rows]
        given = [known_count(count) for count in self.volumes or ()]
        pins = (*self._pinned(known, given),)
        return all(self._fits(rows, volumes, exactly) for rows, volumes in pins) and (
            self._sums_keep(known, given, exactly)
        )

    def _pinned(
        self, known: list[Known], given: list[Range]
    ) -> Iterator[tuple[list[Known], list[Range]]]:
        for at, (row, care) in enumerate(zip(known, self.rows, strict=True)):
            for name, count in zip(NAMES, _counts(care), strict=True):
                for end in getattr(row, name) if count < BELOW else ():
                    pinned = tightened(row._replace(**{name: (end, end)}))
                    yield [*known[:at], pinned, *known[at + 1 :]], given
        for at, count in enumerate(self.volumes or ()):
            for end in given[at] if count < BELOW else ():
                yield known, [*given[:at], (end, end), *given[at + 1 :]]

    def _together(self, rows: list[Known], volumes: list[Range], exactly: bool) -> Known:
        found = plus(rows)
        if self.total is not None:
            found = both(found, known_care(self.total, exactly))
        if self.volumes is not None:
            least, most = sum(low for low, _ in volumes), sum(high for _, high in volumes)
            served = (max(found.served[0], least), min(found.served[1], most))
            found = found._replace(served=served)
        return tightened(found)

    def _fits(self, rows: list[Known], volumes: list[Range], exactly: bool) -> bool:
        return all(row.possible for row in rows) and (
            self._together(rows, volumes, exactly).possible
        )

    def _sums_keep(self, rows: list[Known], volumes: list[Range], exactly: bool) -> bool:
        """Whether sums that are small themselves stay as open as the needs leave them."""
        alone, left = plus(rows), self._together(rows, volumes, exactly)
        care = Care(sum(r.demand for r in self.rows), sum(r.waiting for r in self.rows))
        return all(
            count >= BELOW
            or (getattr(left, name)[0] <= 0 and getattr(left, name)[1] >= min(TOP, top))
            for name, count in zip(NAMES, _counts(care), strict=True)
            for top in [getattr(alone, name)[1]]
        )


def _counts(care: Care) -> tuple[int, int, int]:
    return care.demand, care.waiting, care.demand - care.waiting
