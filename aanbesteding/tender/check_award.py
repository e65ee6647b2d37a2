"""Checks of how the award is decided: formula, ties, goals, dates."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from aanbesteding.basis.findings import Weight
from aanbesteding.formulas import BY_ID
from aanbesteding.formulas.formula import Formula
from aanbesteding.tender.check_quality import ranks
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

GIVEN_BY_TENDER = ("floor_price", "ceiling_price")


def _formula(tender: Tender) -> Formula | None:
    found = BY_ID.get(tender.price.formula)
    return found if found and found.measures in ("price", "value") else None


def _asks_price(formula: Formula) -> bool:
    return "price" in formula.inputs


def formula_exists(tender: Tender) -> Iterator[Problem]:
    """Yield that the price formula is not on the shelf."""
    if _formula(tender) is None:
        choices = tuple(f.id for f in BY_ID.values() if f.measures in ("price", "value"))
        values = {"given": tender.price.formula, "choices": choices}
        yield Problem("T331", ("price", "formula"), values)


def formula_has_its_inputs(tender: Tender) -> Iterator[Problem]:
    """Yield everything the price formula needs and the tender does not give."""
    formula, price = _formula(tender), tender.price
    if formula is None:
        return
    for name in GIVEN_BY_TENDER:
        if name in formula.inputs and getattr(price, name) is None:
            yield Problem("T332", ("price", name), {"formula": formula.id, "field": name})
    floor, ceiling = price.floor_price, price.ceiling_price
    if floor is not None and ceiling is not None and ceiling <= floor:
        yield Problem("T333", ("price", "ceiling_price"), {"floor": floor, "ceiling": ceiling})
    if _asks_price(formula) and price.asked == "none":
        yield Problem("T334", ("price", "asked"), {"formula": formula.id})
    if not _asks_price(formula) and price.weight > 0:
        values = {"formula": formula.id, "weight": price.weight}
        yield Problem("T335", ("price", "weight"), values)


def points_have_an_end(tender: Tender) -> Iterator[Problem]:
    """Yield that points are not rounded although they may have decimals without end."""
    tops = {max(s.mark for s in tender.steps(one.scale)) for one in tender.scales}
    endless = any(top and not _ends(1 / Fraction(top)) for top in tops)
    if tender.award.rounding.at == "never" and (tender.price_in_ranking or endless):
        yield Problem("T353", ("award", "rounding", "at"), {})


def _ends(number: Fraction) -> bool:
    """Whether a fraction can be written in a finite number of decimals."""
    return 10**30 % number.denominator == 0


def dropout_is_settled(tender: Tender) -> Iterator[Problem]:
    """Yield that a relative formula needs a word on bids that drop out."""
    formula = _formula(tender)
    if formula and formula.relative and tender.award.on_dropout is None:
        yield Problem("T336", ("award", "on_dropout"), {"formula": formula.id})


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
