"""The standstill's own calendar, against published dates and another library."""

from datetime import date

import holidays
import pytest

from aanbesteding.verification.calendar import day_after, easter, general_holidays, last_day

# Easter Sundays as published by the churches and the Dutch government calendar.
EASTER = ("2015-04-05", "2018-04-01", "2019-04-21", "2021-04-04", "2024-03-31", "2038-04-25")


@pytest.mark.parametrize("day", EASTER)
def test_easter_falls_on_the_published_day(day: str) -> None:
    assert easter(int(day[:4])) == date.fromisoformat(day)


@pytest.mark.parametrize("year", range(2015, 2101))
def test_general_holidays_equal_those_of_another_library_apart_from_sundays(year: int) -> None:
    other = holidays.country_holidays("NL", years=year, categories=("public", "optional"))
    weekdays = {day for day in other if day.isoweekday() != 7}
    assert {day for day in general_holidays(year) if day.isoweekday() != 7} == weekdays


@pytest.mark.parametrize(
    ("sent", "end"),
    [
        ("2018-05-15", "2018-06-04"),
        ("2020-10-15", "2020-11-04"),
        ("2021-04-15", "2021-05-06"),
        ("2021-12-05", "2021-12-27"),
        ("2024-03-09", "2024-04-02"),
    ],
    ids=["a working day", "Amsterdam 2021", "5 May", "Christmas on a weekend", "Good Friday on"],
)
def test_a_term_moves_on_from_weekends_and_general_holidays(sent: str, end: str) -> None:
    assert last_day(date.fromisoformat(sent), 20) == date.fromisoformat(end)


def test_the_award_can_become_final_the_day_after() -> None:
    assert day_after(date(2020, 12, 31)) == date(2021, 1, 1)
