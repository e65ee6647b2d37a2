"""A municipality's edition: the public one for its area, and what it pays beside its budget.

What it pays is rounded to a step of at least what one child costs at most, and kept back below ten
steps. So every count of children below ten stays possible, whatever the other counts: the amount
leaves room for one more of any other need level, and of one need level alone there are ten or more.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from aanbesteding.basis.exact import rounded
from aanbesteding.dossier.editions.allowed import MANY, ONE, Group, Record, copied
from aanbesteding.dossier.editions.public import public_edition
from aanbesteding.dossier.editions.small_counts import BELOW

COUNCIL, MUNICIPALITY = "council", "municipality"
LEAST_STEP = 100_000
MONEY = Group(
    "municipalities",
    {"period": ONE, "ceiling_cents": ONE, "lots": MANY},
    "Its own budget, which its council set itself.",
    "cbs-85095",
)


def municipalities_of(record: Record) -> tuple[str, ...]:
    """Return the municipalities of a tender, in its order."""
    areas = record["tender"]["areas"]
    return tuple(area["id"] for area in areas if area["kind"] == MUNICIPALITY)


def council_edition(record: Record, area: str, record_hash: str) -> dict[str, Any]:
    """Return what the council of one municipality may read of an award."""
    public = public_edition(record, record_hash)
    leaves = _leaves(record, area)
    return {
        **public,
        "edition": COUNCIL,
        "area": area,
        "leaves": leaves,
        "coverage": [row for row in public["coverage"] if row["area"] in leaves],
        "money": list(_money(record, area)),
    }


def coarse_step(highest: Fraction) -> int:
    """Return by how many cents amounts are rounded when one child costs this much; 1, 2 or 5 × 10ⁿ.

    >>> coarse_step(Fraction(4_440_000)), coarse_step(Fraction(219))
    (5000000, 100000)
    """
    step = LEAST_STEP
    while True:
        for times in (1, 2, 5):
            if step * times >= highest:
                return step * times
        step *= 10


def shown_money(cents: int, step: int) -> int | None:
    """Return an amount in whole steps; None where it is less than ten of them.

    >>> shown_money(103_000, 10_000), shown_money(94_000, 10_000)
    (100000, None)
    """
    shown = int(rounded(Fraction(cents, step), 0)) * step
    return shown if shown >= BELOW * step else None


def fits(shown: int | None, step: int, ceiling: int) -> str:
    """Return how a budget compares with what is shown: within, over, near, or "" when unknown.

    It says no more than the amount that is shown, since it is worked out from that alone.
    """
    if shown is None:
        return "within" if ceiling >= BELOW * step else ""
    if 2 * ceiling >= 2 * shown + step:
        return "within"
    return "over" if 2 * ceiling < 2 * shown - step else "near"


def _money(record: Record, area: str) -> Iterator[dict[str, Any]]:
    """Budget and spend per period, and whether the one is enough for the other."""
    step = coarse_step(_highest(record))
    for row in _paid(record, area):
        spend = shown_money(row["spend_cents"], step)
        verdict = fits(spend, step, row["ceiling_cents"])
        yield {**copied(row, MONEY.fields), "spend_cents": spend, "fits": verdict}


def _paid(record: Record, area: str) -> Iterator[dict[str, Any]]:
    """What the record says an area pays; a municipality on its own pays the whole budget."""
    decision = record["decision"]
    own = [row for row in decision["municipalities"] if row["area"] == area]
    if own or municipalities_of(record) != (area,):
        yield from own
        return
    periods = [period["id"] for period in record["tender"]["periods"]]
    asked = {budget["id"]: budget for budget in record["tender"]["budgets"]}
    for row in decision["budgets"]:
        budget = asked[row["id"]]
        if not (budget["needs"] or budget["areas"]):
            when = budget["periods"] or periods
            yield {**row, "period": ", ".join(when), "lots": budget["lots"]}


def _highest(record: Record) -> Fraction:
    """The most that is paid for one child in this award."""
    rows = (*record["decision"]["volumes"], *record["decision"]["forecast"])
    prices = [Fraction(row["price_cents"]) for row in rows if row["price_cents"] is not None]
    return max(prices, default=Fraction(0))


def _leaves(record: Record, area: str) -> list[str]:
    """The area, or the areas without others under them that it consists of."""
    areas = record["tender"]["areas"]
    under = [one["id"] for one in areas if one["parent"] == area]
    return [leaf for one in under for leaf in _leaves(record, one)] if under else [area]
