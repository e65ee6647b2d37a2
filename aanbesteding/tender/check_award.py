"""Checks of how the award is decided: ties, goals, dates."""

from collections.abc import Iterator
from itertools import pairwise

from aanbesteding.basis.findings import Weight
from aanbesteding.tender.check_quality import ranks
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender


def ties_are_settled(tender: Tender) -> Iterator[Problem]:
    """Yield that bids are compared without saying what settles a tie."""
    if ranks(tender) and not tender.award.tie_ladder:
        yield Problem("T337", ("award", "tie_ladder"))


def objective_has_goals(tender: Tender) -> Iterator[Problem]:
    """Yield that the published objective is missing."""
    if tender.choice_mode is AwardMode.PUBLISHED_OBJECTIVE and not tender.goals:
        yield Problem("T338", ("goals",))


def dates_are_in_order(tender: Tender) -> Iterator[Problem]:
    """Yield every date of the round that comes before the one it must follow."""
    schedule = tender.schedule
    steps = ("published", "bids_due", "provisional_award", "contract_start")
    for first, second in pairwise(steps):
        before, after = getattr(schedule, first), getattr(schedule, second)
        if after < before or (after == before and second == "contract_start"):
            values = {"first": before, "second": after, "field": second, "other": first}
            yield Problem("T351", ("schedule", second), values)


def contract_waits_for_standstill(tender: Tender) -> Iterator[Problem]:
    """Yield that the contract starts before the standstill has ended."""
    schedule = tender.schedule
    if schedule.provisional_award < schedule.contract_start < schedule.final_award_from:
        values = {"start": schedule.contract_start, "last": schedule.standstill_last_day}
        yield Problem("T352", ("schedule", "contract_start"), values, Weight.NOTICE)
