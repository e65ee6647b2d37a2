"""Checks of how the award is decided: formula, ties, goals, rules, dates."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from aanbesteding.basis.findings import Weight
from aanbesteding.formulas import BY_ID
from aanbesteding.formulas.formula import Formula
from aanbesteding.rules import AnyRule
from aanbesteding.rules.coverage import Coverage
from aanbesteding.rules.expertise import Expertise
from aanbesteding.rules.share import Share
from aanbesteding.rules.urgent_served import UrgentServed
from aanbesteding.rules.waiting import Waiting
from aanbesteding.tender.check_quality import ranks
from aanbesteding.tender.decision import AwardMode, Selection
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.needs import Budget
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

GIVEN_BY_TENDER = ("floor_price", "ceiling_price")
NOT_YET = (Selection.FILL_CAPACITY_BY_RANK, Selection.FILL_BUDGET_BY_RANK)


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
    if tender.award.mode is AwardMode.PUBLISHED_OBJECTIVE and not tender.goals:
        yield Problem("T338", ("goals",))


def open_house_ranks_nobody(tender: Tender) -> Iterator[Problem]:
    """Yield everything that compares bids in a procedure where all who qualify are admitted."""
    if ranks(tender):
        return
    weighing = [str(n) for n, one in enumerate(tender.criteria) if one.weight > 0]
    yield from (Problem("T339", ("criteria", n, "weight")) for n in weighing)
    if tender.price.weight > 0:
        yield Problem("T339", ("price", "weight"))
    if tender.goals:
        yield Problem("T339", ("goals", "0"))
    if tender.award.mode is not AwardMode.ADMIT_ALL:
        yield Problem("T340", ("award", "mode"), {"given": tender.award.mode.value})


def selection_is_supported(tender: Tender) -> Iterator[Problem]:
    """Yield that the selection is one we cannot do yet, or misses its threshold."""
    award = tender.award
    if award.selection in NOT_YET:
        yield Problem("T341", ("award", "selection"), {"given": award.selection.value})
    if award.selection is Selection.ABOVE_THRESHOLD and award.threshold is None:
        yield Problem("T342", ("award", "threshold"))


def goals_stand_once(tender: Tender) -> Iterator[Problem]:
    """Yield every goal that already stands above it."""
    seen: set[str] = set()
    for number, goal in enumerate(tender.goals):
        if goal.name in seen:
            yield Problem("T344", ("goals", str(number)), {"goal": goal.name})
        seen.add(goal.name)


def _lots_of(tender: Tender, rule: AnyRule) -> tuple[Lot, ...]:
    return tuple(lot for lot in tender.open_lots if not rule.lots or lot.id in rule.lots)


def rules_bind_something(tender: Tender) -> Iterator[Problem]:
    """Yield every rule that holds for no open lot, expertise or need level at all."""
    for number, rule in enumerate(tender.rules):
        lots = _lots_of(tender, rule)
        needs = {need for lot in lots for need in tender.lot_needs(lot)}
        asked = {need.id for need in needs}
        empty = (
            not lots
            or (isinstance(rule, Expertise) and not rule.expertise and not tender.expertise)
            or (isinstance(rule, UrgentServed) and not any(need.urgent for need in needs))
            or (isinstance(rule, Waiting) and rule.needs and not asked & {*rule.needs})
        )
        if empty:
            yield Problem("T347", ("rules", str(number)), {"rule": rule.name})


def coverage_counts_in_served_areas(tender: Tender) -> Iterator[Problem]:
    """Yield every area of a coverage rule that bidders cannot tick, because it has parts."""
    served = {area.id for area in tender.leaf_areas}
    known = {area.id for area in tender.areas}
    for number, rule in enumerate(tender.rules):
        for area in rule.areas if isinstance(rule, Coverage) else ():
            if area in known - served:
                values = {"rule": rule.name, "area": area}
                yield Problem("T348", ("rules", str(number), "areas"), values)


def shares_have_a_whole(tender: Tender) -> Iterator[Problem]:
    """Yield every share of a lot's budget where no budget covers the whole lot."""
    for number, rule in enumerate(tender.rules):
        if isinstance(rule, Share) and rule.of == "budget":
            for lot in _lots_of(tender, rule):
                if not any(_covers(tender, budget, lot) for budget in tender.budgets):
                    values = {"rule": rule.name, "lot": lot.id}
                    yield Problem("T349", ("rules", str(number)), values)


def _covers(tender: Tender, budget: Budget, lot: Lot) -> bool:
    """Return whether all spend of a lot counts under this budget."""
    asked = [row for row in tender.demand if row.lot == lot.id]
    above = {area.id: {area.id, *tender.above(area)} for area in tender.areas}
    return (not budget.lots or lot.id in budget.lots) and all(
        (not budget.needs or row.need in budget.needs)
        and (not budget.areas or bool({*budget.areas} & above.get(row.area, set())))
        and (not budget.periods or row.period in budget.periods)
        for row in asked
    )


def urgent_need_has_its_rule(tender: Tender) -> Iterator[Problem]:
    """Yield every urgent need level of an open lot that may still wait by the rules."""
    ruled = {
        lot.id for rule in tender.rules if isinstance(rule, UrgentServed)
        for lot in _lots_of(tender, rule)
    }  # fmt: skip
    for number, need in enumerate(tender.needs):
        for lot in tender.open_lots:
            if need.urgent and need in tender.lot_needs(lot) and lot.id not in ruled:
                values = {"need": need.id, "lot": lot.id}
                yield Problem("T350", ("needs", str(number), "urgent"), values, Weight.NOTICE)


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
