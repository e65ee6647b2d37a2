"""Checks of rules: each binds something, and can be counted where it holds."""

from collections.abc import Iterator

from aanbesteding.basis.findings import Weight
from aanbesteding.rules import AnyRule
from aanbesteding.rules.coverage import Coverage
from aanbesteding.rules.expertise import Expertise
from aanbesteding.rules.facts import Ask
from aanbesteding.rules.free_capacity import FreeCapacity
from aanbesteding.rules.proportion import Proportion
from aanbesteding.rules.reserved import Reserved
from aanbesteding.rules.scope import OfCare
from aanbesteding.rules.share_of_turnover import ShareOfTurnover
from aanbesteding.rules.substitution import Substitution
from aanbesteding.rules.transition import InCare
from aanbesteding.rules.urgent_served import UrgentServed
from aanbesteding.rules.wait_norm import WaitNorm
from aanbesteding.tender.decision import AwardMode
from aanbesteding.tender.lots import Lot
from aanbesteding.tender.needs import Budget
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

OF_VOLUME = (OfCare, FreeCapacity, Substitution)
SHARES = (Proportion, ShareOfTurnover)


def lots_of(tender: Tender, rule: AnyRule) -> tuple[Lot, ...]:
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
    lots = lots_of(tender, rule)
    needs = {need for lot in lots for need in tender.lot_needs(lot)}
    if isinstance(rule, OF_VOLUME):
        needs = {need for need in needs if not rule.needs or need.id in rule.needs}
    if isinstance(rule, OfCare) and not _asks_care(tender, rule, lots):
        return False
    match rule:
        case Expertise():
            return bool(lots) and bool(rule.expertise or tender.expertise)
        case UrgentServed():
            return any(need.urgent for need in needs)
        case WaitNorm():
            return any(need.longest_wait_weeks is not None for need in needs)
    return bool(needs) if isinstance(rule, OF_VOLUME) else bool(lots)


def _asks_care(tender: Tender, rule: OfCare, lots: tuple[Lot, ...]) -> bool:
    """Whether anything is asked in the care a rule names: demand, or clients in care now.

    A rule that names none holds for all there is.
    """
    named = rule.needs or rule.areas or rule.periods or isinstance(rule, Reserved | InCare)
    rows = tender.incumbents if isinstance(rule, InCare) else tender.demand
    within = {lot.id for lot in lots}
    return not named or any(
        row.lot in within and rule.about(Ask(row.lot, row.need, row.area, row.period))
        for row in rows
    )


def volume_is_promised(tender: Tender) -> Iterator[Problem]:
    """Yield every lot in which a rule would count volume that nobody is promised."""
    for number, rule in enumerate(tender.rules):
        for lot in tender.open_lots if isinstance(rule, OF_VOLUME) else ():
            named = lot.id in rule.lots
            silent = isinstance(rule, SHARES) and not rule.lots and lot.client_choice
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
    """Yield every share of a budget where no budget covers all care of a lot in its scope."""
    for number, rule in enumerate(tender.rules):
        if isinstance(rule, Proportion) and rule.of == "budget":
            for lot in lots_of(tender, rule):
                if not any(_covers(tender, budget, lot, rule) for budget in tender.budgets):
                    values = {"rule": rule.name, "lot": lot.id}
                    yield Problem("T349", ("rules", str(number)), values)


def _covers(tender: Tender, budget: Budget, lot: Lot, rule: Proportion) -> bool:
    """Return whether all spend of a lot in a rule's scope counts under this budget."""
    rows = (row for row in tender.demand if row.lot == lot.id)
    asks = (Ask(row.lot, row.need, row.area, row.period) for row in rows)
    above = {area.id: {area.id, *tender.above(area)} for area in tender.areas}
    return (not budget.lots or lot.id in budget.lots) and all(
        (not budget.needs or ask.need in budget.needs)
        and (not budget.areas or bool({*budget.areas} & above.get(ask.area, set())))
        and (not budget.periods or ask.period in budget.periods)
        for ask in asks
        if rule.about(ask)
    )


def urgent_need_has_its_rule(tender: Tender) -> Iterator[Problem]:
    """Yield every urgent need level that may wait by the rules, where volume is promised."""
    ruled = {
        lot.id for rule in tender.rules if isinstance(rule, UrgentServed)
        for lot in lots_of(tender, rule)
    }  # fmt: skip
    for number, need in enumerate(tender.needs):
        for lot in filter(tender.promises_volume, tender.open_lots):
            if need.urgent and need in tender.lot_needs(lot) and lot.id not in ruled:
                values = {"need": need.id, "lot": lot.id}
                yield Problem("T350", ("needs", str(number), "urgent"), values, Weight.NOTICE)
