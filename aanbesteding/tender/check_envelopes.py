"""Checks of a tender in two envelopes: there must be something in each."""

from collections.abc import Iterator

from aanbesteding.basis.findings import Weight
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

AT = ("award", "envelopes")


def envelopes_hold_something(tender: Tender) -> Iterator[Problem]:
    """Yield that one of two envelopes stays empty, or that its price decides nothing."""
    if tender.award.envelopes == "one":
        return
    if not any(tender.scored(lot.id) for lot in tender.open_lots):
        yield Problem("T382", AT)
    if tender.price.asked == "none":
        yield Problem("T383", AT)
    elif not tender.price_in_ranking or tender.choice_mode is AwardMode.ADMIT_ALL:
        yield Problem("T381", AT, {}, Weight.NOTICE)
