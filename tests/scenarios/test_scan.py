"""The market before the tender: Amersfoort as in the guide."""

from typing import Any

from aanbesteding.scenarios.scan import scan
from aanbesteding.tender.tender import Tender
from tests import tiny

CONTRACTED = {"licht": 4100, "middel": 2250, "zwaar": 640, "spoed": 150}
DEMAND = {"licht": 2900, "middel": 2300, "zwaar": 900, "spoed": 250}


def amersfoort(**other: Any) -> Tender:
    """The need levels of Amersfoort, their demand over two areas."""
    where = {"lot": "1", "period": "2028"}
    half = [
        {**where, "need": need, "area": area, "volume": volume // 2}
        for need, volume in DEMAND.items()
        for area in ("noord", "zuid")
    ]
    needs = [{"id": n, "label": n, "priority": at + 1} for at, n in enumerate(DEMAND)]
    held = [{"need": need, "capacity": units} for need, units in CONTRACTED.items()]
    return tiny.tender(**{"needs": needs, "demand": half, "contracted": held, **other})


def test_surplus_and_shortage_are_those_of_the_guide() -> None:
    left = {row.need: row.left for row in scan(amersfoort())}
    assert left == {"licht": 1200, "middel": -50, "zwaar": -260, "spoed": -100}


def test_what_was_contracted_is_unknown_where_the_tender_does_not_say() -> None:
    held = [{"need": "licht", "capacity": 4100, "contracts": 12}]
    rows = {row.need: row for row in scan(amersfoort(contracted=held))}
    assert (rows["licht"].contracts, rows["licht"].left) == (12, 1200)
    assert (rows["zwaar"].capacity, rows["zwaar"].left) == (None, None)


def test_a_period_in_which_nothing_is_asked_is_left_out() -> None:
    periods = [
        {"id": year, "start": f"{year}-01-01", "end": f"{year}-12-31"} for year in ("2028", "2029")
    ]
    assert {row.period for row in scan(amersfoort(periods=periods))} == {"2028"}


def test_capacity_is_for_each_period_again() -> None:
    """Capacity is units a period: 640 a year against 900 in one year and 700 in the next."""
    years = {"2028": 900, "2029": 700}
    periods = [{"id": y, "start": f"{y}-01-01", "end": f"{y}-12-31"} for y in years]
    demand = [
        {"lot": "1", "need": "zwaar", "area": "noord", "period": year, "volume": volume}
        for year, volume in years.items()
    ]
    rows = scan(amersfoort(periods=periods, demand=demand))
    assert [row.left for row in rows if row.need == "zwaar"] == [-260, -60]
