"""Days of a schedule as the moments OCDS asks for: with the offset of Dutch time on that day."""

from calendar import isleap
from datetime import date, datetime, time, timedelta

from aanbesteding.basis.dutch_time import dutch_day, dutch_moment


def start_of(day: str) -> str:
    """Return the first moment of a day in the Netherlands.

    >>> start_of("2027-05-10"), start_of("2027-01-11")
    ('2027-05-10T00:00:00+02:00', '2027-01-11T00:00:00+01:00')
    """
    return dutch_moment(date.fromisoformat(day), time(0))


def end_of(day: str) -> str:
    """Return the last second of a day in the Netherlands.

    >>> end_of("2027-03-28"), end_of("2027-10-31")
    ('2027-03-28T23:59:59+02:00', '2027-10-31T23:59:59+01:00')
    """
    return dutch_moment(date.fromisoformat(day), time(23, 59, 59))


def day_of(moment: str) -> date | None:
    """Return the day a moment fell on in the Netherlands; nothing for what is no moment.

    >>> day_of("2027-05-09T23:30:00Z"), day_of("2027-05-09")
    (datetime.date(2027, 5, 10), datetime.date(2027, 5, 9))
    """
    try:
        found = datetime.fromisoformat(moment)
        return dutch_day(found) if found.tzinfo else found.date()
    except (ValueError, OverflowError):
        return None


def years_on(day: str, years: int) -> str:
    """Return the last day of a term of whole years that begins on a day.

    >>> years_on("2028-01-01", 4), years_on("2024-02-29", 1)
    ('2031-12-31', '2025-02-28')
    """
    first = date.fromisoformat(day)
    if (first.month, first.day) == (2, 29) and not isleap(first.year + years):
        return date(first.year + years, 2, 28).isoformat()
    return (first.replace(year=first.year + years) - timedelta(days=1)).isoformat()
