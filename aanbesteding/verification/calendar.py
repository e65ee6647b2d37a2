"""Dutch general holidays, worked out from the law, apart from the library the tender uses."""

from datetime import UTC, date, datetime, timedelta

SATURDAY = 5


def easter(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8).

    >>> easter(2021)
    datetime.date(2021, 4, 4)
    """
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    quarter, left = divmod(in_century, 4)
    weekday = (32 + 2 * rest + 2 * quarter - epact - left) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def general_holidays(year: int) -> frozenset[date]:
    """Return the days the Algemene termijnenwet, art. 3, names, and Good Friday.

    King's Day is a day earlier when it falls on a Sunday; 5 May counts every year.
    """
    sunday = easter(year)
    king = date(year, 4, 27)
    if king.isoweekday() == 7:
        king -= timedelta(days=1)
    moving = [sunday + timedelta(days=days) for days in (-2, 1, 39, 50)]
    fixed = [date(year, 1, 1), date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)]
    return frozenset([*moving, *fixed, king])


def last_day(sent: date, days: int) -> date:
    """Return the last day of a term of so many days after sending, as the law moves it on."""
    day = sent + timedelta(days=days)
    while day.weekday() >= SATURDAY or day in general_holidays(day.year):
        day += timedelta(days=1)
    return day


def day_after(day: date) -> date:
    """Return the next day."""
    return day + timedelta(days=1)


def dutch_day(moment: str) -> date:
    """Return the Dutch day of a time in UTC, such as ``2027-05-10T22:30:00Z``.

    Summer time lasts from the last Sunday of March to the last of October, 01:00 UTC.

    >>> dutch_day("2027-03-28T22:00:00Z"), dutch_day("2027-03-27T22:30:00Z")
    (datetime.date(2027, 3, 29), datetime.date(2027, 3, 27))
    """
    time = datetime.strptime(moment, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    march, october = (
        max(
            datetime(time.year, month, day, 1, tzinfo=UTC)
            for day in range(25, 32)
            if date(time.year, month, day).isoweekday() == 7
        )
        for month in (3, 10)
    )
    hours = 2 if march <= time < october else 1
    return (time + timedelta(hours=hours)).date()
