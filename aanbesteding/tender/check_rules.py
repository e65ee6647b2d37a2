"""Checks of goals and rules: each binds something, and can be counted where it holds."""

from collections.abc import Collection, Iterator

from aanbesteding.basis.findings import Weight
from aanbesteding.rules import AnyRule
from aanbesteding.rules.coverage import Coverage
from aanbesteding.rules.expertise import Expertise
from aanbesteding.rules.reserved import Reserved
from aanbesteding.rules.share import Share
from aanbesteding.rules.urgent_served import UrgentServed
from aanbesteding.rules.wait_norm import WaitNorm
from aanbesteding.rules.waiting import Waiting
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.needs import Budget, Demand, Need
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

OF_VOLUME = (Share, UrgentServed, Waiting, WaitNorm, Reserved)
OF_NEEDS = (Waiting, WaitNorm, Reserved)


def goals_stand_once(tender: Tender) -> Iterator[Problem]:
    """Yield every goal that already stands above it."""
    seen: set[str] = set()
    for number, goal in enumerate(tender.goals):
        if goal.name in seen:
            yield Problem("T344", ("goals", str(number)), {"goal": goal.name})
        seen.add(goal.name)


def _lots_of(tender: Tender, rule: AnyRule) -> tuple[Lot, ...]:
    """Return the lots a rule can bind: where bidders are chosen or, if it counts it, get volume."""
    found = (lot for lot in tender.open_lots if not rule.lots or lot.id in rule.lots)
    if isinstance(rule, OF_VOLUME):
        return tuple(lot for lot in found if tender.promises_volume(lot))
    return tuple(lot for lot in found if tender.mode_of(lot.id) is not AwardMode.ADMIT_ALL)


def rules_bind_something(tender: Tender) -> Iterator[Problem]:
    """Yield every rule that holds for no lot it can bind, no expertise or no need level at all."""
    for number, rule in enumerate(tender.rules):
        if not _binds(tender, rule):
            yield Problem("T347", ("rules", str(number)), {"rule": rule.name})


def _binds(tender: Tender, rule: AnyRule) -> bool:
    lots = _lots_of(tender, rule)
    needs = {need for lot in lots for need in tender.lot_needs(lot)}
    if isinstance(rule, OF_NEEDS) and rule.needs:
        needs = {need for need in needs if need.id in rule.needs}
    match rule:
        case Expertise():
            return bool(lots) and bool(rule.expertise or tender.expertise)
        case UrgentServed():
            return any(need.urgent for need in needs)
        case WaitNorm():
            return any(need.longest_wait_weeks is not None for need in needs)
        case Reserved():
            return any(_kept(row, rule, lots, needs) for row in tender.demand)
    return bool(needs) if isinstance(rule, Waiting) else bool(lots)


def _kept(row: Demand, rule: Reserved, lots: Collection[Lot], needs: Collection[Need]) -> bool:
    """Whether a reserve holds for this demand."""
    asked = row.lot in {lot.id for lot in lots} and row.need in {need.id for need in needs}
    return asked and (not rule.areas or row.area in rule.areas)


def volume_is_promised(tender: Tender) -> Iterator[Problem]:
    """Yield every lot in which a rule would count volume that nobody is promised."""
    for number, rule in enumerate(tender.rules):
        for lot in tender.open_lots if isinstance(rule, OF_VOLUME) else ():
            named = lot.id in rule.lots
            silent = isinstance(rule, Share) and not rule.lots and lot.client_choice
            if (named or silent) and not tender.promises_volume(lot):
                values = {"rule": rule.name, "lot": lot.id}
                yield Problem("T364", ("rules", str(number)), values)


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
    """Yield every urgent need level that may wait by the rules, where volume is promised."""
    ruled = {
        lot.id for rule in tender.rules if isinstance(rule, UrgentServed)
        for lot in _lots_of(tender, rule)
    }  # fmt: skip
    for number, need in enumerate(tender.needs):
        for lot in filter(tender.promises_volume, tender.open_lots):
            if need.urgent and need in tender.lot_needs(lot) and lot.id not in ruled:
                values = {"need": need.id, "lot": lot.id}
                yield Problem("T350", ("needs", str(number), "urgent"), values, Weight.NOTICE)
