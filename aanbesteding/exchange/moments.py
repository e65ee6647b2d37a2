"""Days of a schedule as the moments OCDS asks for: with the offset of Dutch time on that day."""

from datetime import UTC, date, datetime, time, timedelta

SUNDAY = 6


def start_of(day: str) -> str:
    """Return the first moment of a day in the Netherlands.

    >>> start_of("2027-05-10"), start_of("2027-01-11")
    ('2027-05-10T00:00:00+02:00', '2027-01-11T00:00:00+01:00')
    """
    return f"{day}T00:00:00{_offset(date.fromisoformat(day), at_end=False)}"


def end_of(day: str) -> str:
    """Return the last second of a day in the Netherlands.

    >>> end_of("2027-03-28"), end_of("2027-10-31")
    ('2027-03-28T23:59:59+02:00', '2027-10-31T23:59:59+01:00')
    """
    return f"{day}T23:59:59{_offset(date.fromisoformat(day), at_end=True)}"


def day_of(moment: str) -> date | None:
    """Return the day a moment fell on in the Netherlands; nothing for what is no moment.

    >>> day_of("2027-05-09T23:30:00Z"), day_of("2027-05-09")
    (datetime.date(2027, 5, 10), datetime.date(2027, 5, 9))
    """
    try:
        found = datetime.fromisoformat(moment)
        if found.tzinfo is None:
            return found.date()
        utc = found.astimezone(UTC)
        spring, autumn = (_last_sunday(utc.year, month) for month in (3, 10))
        at_one = time(1, tzinfo=UTC)
        summer = datetime.combine(spring, at_one) <= utc < datetime.combine(autumn, at_one)
        return (utc + timedelta(hours=2 if summer else 1)).date()
    except (ValueError, OverflowError):
        return None


def years_on(day: str, years: int) -> str:
    """Return the last day of a term of whole years that begins on a day.

    >>> years_on("2028-01-01", 4), years_on("2024-02-29", 1)
    ('2031-12-31', '2025-02-28')
    """
    first = date.fromisoformat(day)
    if (first.month, first.day) == (2, 29) and not _leap(first.year + years):
        return date(first.year + years, 2, 28).isoformat()
    return (first.replace(year=first.year + years) - timedelta(days=1)).isoformat()


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _offset(day: date, at_end: bool) -> str:
    """Summer time runs from the last Sunday of March to that of October (directive 2000/84/EC)."""
    spring, autumn = _last_sunday(day.year, 3), _last_sunday(day.year, 10)
    summer = spring <= day < autumn if at_end else spring < day <= autumn
    return "+02:00" if summer else "+01:00"


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() - SUNDAY) % 7)
