"""The one place that looks at the clock, and the Dutch day of a moment."""

from datetime import UTC, date, datetime, timedelta

SUNDAY = 6


def present() -> datetime:
    """Return the present, in UTC."""
    return datetime.now(UTC)


def dutch_day(moment: datetime) -> date:
    """Return the day it was in the Netherlands at that moment, summer time counted in.

    Worked out from the rule of directive 2000/84/EC (last Sunday of March to last Sunday of
    October, at 01:00 UTC), so that no computer's time zone plays a part. Raises ValueError for a
    time without time zone.

    >>> dutch_day(datetime(2027, 5, 10, 22, 30, tzinfo=UTC))
    datetime.date(2027, 5, 11)
    """
    if moment.tzinfo is None:
        raise ValueError("a time without time zone")
    utc = moment.astimezone(UTC)
    summer = _turn(utc.year, 3) <= utc < _turn(utc.year, 10)
    return (utc + timedelta(hours=2 if summer else 1)).date()


def _turn(year: int, month: int) -> datetime:
    """When the clocks change in March or October, both of which have 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() - SUNDAY) % 7)
