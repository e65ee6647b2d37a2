"""The time in the Netherlands, from the law: no time zone of a computer plays a part.

Summer time runs from the last Sunday of March to that of October, at 01:00 UTC (directive
2000/84/EC).
"""

from datetime import UTC, date, datetime, time, timedelta

SUNDAY = 6


def dutch_day(moment: datetime) -> date:
    """Return the day it was in the Netherlands at that moment, summer time counted in.

    Raises ValueError for a time without time zone, OverflowError at the ends of the calendar.

    >>> dutch_day(datetime(2027, 5, 10, 22, 30, tzinfo=UTC))
    datetime.date(2027, 5, 11)
    """
    if moment.tzinfo is None:
        raise ValueError("a time without time zone")
    utc = moment.astimezone(UTC)
    return (utc + timedelta(hours=_ahead(utc, turn=1))).date()


def dutch_moment(day: date, clock: time) -> str:
    """Return the moment of a day at that time on a Dutch clock, with its distance to UTC.

    Not for the hours in which the clocks change.

    >>> dutch_moment(date(2027, 3, 28), time(0)), dutch_moment(date(2027, 3, 28), time(23, 59, 59))
    ('2027-03-28T00:00:00+01:00', '2027-03-28T23:59:59+02:00')
    """
    return f"{day}T{clock}+{_ahead(datetime.combine(day, clock, UTC), turn=2):02}:00"


def _ahead(moment: datetime, turn: int) -> int:
    """By how many hours Dutch clocks are ahead of UTC; `turn` is the hour at which they change."""
    start, end = (_last_sunday(moment.year, month, turn) for month in (3, 10))
    return 2 if start <= moment < end else 1


def _last_sunday(year: int, month: int, hour: int) -> datetime:
    """The last Sunday of March or October, both of which have 31 days."""
    last = datetime(year, month, 31, hour, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() - SUNDAY) % 7)
