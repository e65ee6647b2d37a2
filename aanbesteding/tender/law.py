"""Which law holds, by the day of publication."""

from datetime import date
from typing import NamedTuple


class LawProfile(NamedTuple):
    """What the law of a day asks of a tender for youth care."""

    id: str
    starts: date
    quality_criterion_required: bool
    fair_price_elements: bool
    regional_duty: bool


PROFILES = (
    LawProfile("jeugdwet-2015", date(2015, 1, 1), True, False, False),
    LawProfile("jeugdwet-2022-07", date(2022, 7, 1), False, False, False),
    LawProfile("jeugdwet-2024-07", date(2024, 7, 1), False, True, False),
    LawProfile("wvbj-2026", date(2026, 1, 1), False, True, True),
)


def legal_profile(published: date) -> LawProfile:
    """Return the profile in force on the day of publication.

    Sources: Jeugdwet 2.11(2), Stb. 2022,188 and 241; Besluit Jeugdwet 2.3, Stb. 2024,69; Wvbj.

    >>> legal_profile(date(2022, 6, 30)).quality_criterion_required
    True
    >>> legal_profile(date(2022, 7, 1)).quality_criterion_required
    False
    """
    held = [profile for profile in PROFILES if profile.starts <= published]
    return held[-1] if held else PROFILES[0]
