"""What was decided before, beside what is computed now, and where the two part."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from aanbesteding.basis.exact import exact_sum, rounded
from aanbesteding.basis.findings import Finding, Weight
from aanbesteding.basis.places import Line
from aanbesteding.exchange.old_numbers import number_in
from aanbesteding.exchange.old_read import POINTS, RANK, TOTAL
from aanbesteding.exchange.old_tables import BEFORE, BEFORE_COLUMNS
from aanbesteding.workbook.rows import csv_rows

UNREADABLE = "T528"
SAME, ROUNDING, SUM, OTHER_POINTS, OWN_ORDER, OTHERS, UNKNOWN, NOT_NOW = (
    "same", "rounding", "sum", "points", "own_order", "others", "unknown", "not_now",
)  # fmt: skip
Pair = tuple[str, str]


class Old(NamedTuple):
    """What the old workbook said of a bid for a lot, and where."""

    values: Mapping[str, Decimal]
    where: Mapping[str, str]


class Compared(NamedTuple):
    """A bid for a lot then and now; `why` is the first step at which they part.

    `criterion`, `then` and `now` are of that step; `where` is its place in the old workbook.
    """

    bidder: str
    lot: str
    old_total: Decimal | None
    total: Decimal | None
    old_rank: Decimal | None
    rank: int | None
    why: str
    criterion: str = ""
    then: Decimal | None = None
    now: Decimal | None = None
    where: str = ""


class _Step(NamedTuple):
    why: str
    criterion: str = ""
    then: Decimal | None = None
    now: Decimal | None = None
    where: str = ""


def read_before(content: bytes) -> tuple[dict[Pair, Old], tuple[Finding, ...]]:
    """Return what before.csv says by bidder and lot, and every line that cannot be read."""
    rows, findings = csv_rows(content, BEFORE)
    found: dict[Pair, Old] = {}
    wrong: list[Finding] = list(findings)
    for place, row in rows:
        said = {name: (row.get(name) or "").strip() for name in BEFORE_COLUMNS}
        number = number_in(said["value"], ".")
        key = (said["bidder"], said["lot"])
        old = found.setdefault(key, Old({}, {}))
        if number is None or not all(key) or not said["what"] or said["what"] in old.values:
            wrong.append(Finding(UNREADABLE, Weight.REPAIRABLE, place, {}))
            continue
        found[key] = Old(
            {**old.values, said["what"]: number}, {**old.where, said["what"]: said["where"]}
        )
    if not rows and not wrong:
        wrong.append(Finding(UNREADABLE, Weight.REPAIRABLE, Line(BEFORE), {}))
    return found, tuple(wrong)


def compared(before: Mapping[Pair, Old], scores: Sequence[Mapping[str, Any]]) -> Iterator[Compared]:
    """Yield each bid for a lot that was there then or is there now, by lot and old rank.

    `scores` are those of a record. Raises KeyError or ValueError for what is no record.
    """
    now = {(score["bidder"], score["lot"]): score for score in scores}
    case = _Case(before, dict(_most_decimals(before)))
    rows = [case.compared(key, now.get(key)) for key in {**before, **now}]
    last = Decimal(len(rows) + 1)
    yield from sorted(rows, key=lambda row: (row.lot, row.old_rank or last, row.bidder))


class _Case(NamedTuple):
    """The old round, and by what is said (total, points of a criterion) its most decimals."""

    before: Mapping[Pair, Old]
    decimals: Mapping[str, int]

    def compared(self, key: Pair, score: Mapping[str, Any] | None) -> Compared:
        """Return one bid for a lot, then and now."""
        old = self.before.get(key, Old({}, {}))
        then = (old.values.get(TOTAL), old.values.get(RANK))
        if score is None or score["rank"] is None:
            return Compared(*key, then[0], None, then[1], None, NOT_NOW)
        step = self._first_step(key[1], old, score)
        total = Decimal(score["total"])
        both = Compared(*key, then[0], total, then[1], score["rank"], step.why)
        return both._replace(**step._asdict())

    def _first_step(self, lot: str, old: Old, score: Mapping[str, Any]) -> _Step:
        """Where the two part: points of a criterion, a wrong sum, rounding, or the order."""
        steps = list(self._point_steps(old, score))
        if step := next((step for step in steps if step.why == OTHER_POINTS), None):
            return step
        if step := self._sum_step(old, score):
            return step
        total, then = Decimal(score["total"]), old.values.get(TOTAL)
        if then is not None and then != total:
            alike = _all_points(old, score) or self._alike(TOTAL, then, total)
            return _Step(ROUNDING if alike else UNKNOWN, "", then, total, old.where[TOTAL])
        return steps[0] if steps else self._rank_step(lot, old, score)

    def _point_steps(self, old: Old, score: Mapping[str, Any]) -> Iterator[_Step]:
        for one in score["points"]:
            what = f"{POINTS}.{one['criterion']}"
            then, now = old.values.get(what), Decimal(one["rounded"])
            if then is not None and then != now:
                why = ROUNDING if self._alike(what, then, now) else OTHER_POINTS
                yield _Step(why, one["criterion"], then, now, old.where[what])

    def _sum_step(self, old: Old, score: Mapping[str, Any]) -> _Step | None:
        """The old points do not add up to the old total."""
        then = old.values.get(TOTAL)
        if then is None or not _all_points(old, score):
            return None
        parts = [old.values[f"{POINTS}.{one['criterion']}"] for one in score["points"]]
        added = rounded(exact_sum(Fraction(part) for part in parts), max(map(_decimals, parts)))
        if self._alike(TOTAL, then, added):
            return None
        return _Step(SUM, "", then, added, old.where[TOTAL])

    def _rank_step(self, lot: str, old: Old, score: Mapping[str, Any]) -> _Step:
        rank, total = old.values.get(RANK), old.values.get(TOTAL)
        if rank is None or rank == score["rank"]:
            return _Step(SAME)
        values = ("", rank, Decimal(score["rank"]), old.where[RANK])
        others = [one.values.get(TOTAL) for (_, its), one in self.before.items() if its == lot]
        if total is None or None in others:
            return _Step(UNKNOWN, *values)
        follows = 1 + sum(other > total for other in others if other is not None)
        return _Step(OTHERS if rank == follows else OWN_ORDER, *values)

    def _alike(self, what: str, then: Decimal, now: Decimal) -> bool:
        """Whether the two are one number, shown with more decimals by one than by the other."""
        decimals = min(self.decimals[what], _decimals(now))
        return rounded(then, decimals) == rounded(now, decimals)


def _most_decimals(before: Mapping[Pair, Old]) -> Iterator[tuple[str, int]]:
    """By what is said the most decimals it has: 71 is 71.00 beside a total of 65.25."""
    every = [item for old in before.values() for item in old.values.items()]
    for what in {what for what, _ in every}:
        yield what, max(_decimals(value) for other, value in every if other == what)


def _all_points(old: Old, score: Mapping[str, Any]) -> bool:
    return all(f"{POINTS}.{one['criterion']}" in old.values for one in score["points"])


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
