"""Dates of the round, and the standstill computed from them."""

from datetime import date, timedelta
from functools import cache

import holidays
from pydantic import Field

from aanbesteding.tender.model import Part


class Schedule(Part):
    """Dates of the round."""

    published: date = Field(description="Day the tender was published; decides the law profile.")
    bids_due: date = Field(description="Last day for bids.")
    provisional_award: date = Field(description="Day the award letters are sent.")
    contract_start: date = Field(description="First day of the contract.")
    standstill_days: int = Field(
        default=20, ge=0, le=365, description="Calendar days of standstill."
    )

    @property
    def standstill_last_day(self) -> date:
        """Last day on which a loser can start proceedings.

        Counted from the day after sending; moved on from a weekend or general holiday.

        >>> from datetime import date
        >>> day = date(2018, 5, 15)
        >>> Schedule(published=day, bids_due=day, provisional_award=day,
        ...          contract_start=day).standstill_last_day
        datetime.date(2018, 6, 4)
        """
        return next_working_day(self.provisional_award + timedelta(days=self.standstill_days))

    @property
    def final_award_from(self) -> date:
        """First day on which the award can become final."""
        return self.standstill_last_day + timedelta(days=1)


def next_working_day(day: date) -> date:
    """Return that day, or the first one after it that is no weekend or general holiday."""
    while day.weekday() >= 5 or day in _general_holidays(day.year):
        day += timedelta(days=1)
    return day


@cache
def _general_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NL", years=year, categories=("public", "optional")))
