"""Checks of what is bought: lots, need levels, demand, budgets."""

from collections.abc import Iterator
from decimal import Decimal

from aanbesteding.basis.findings import Weight
from aanbesteding.tender.needs import Budget, Demand
from aanbesteding.tender.problems import Problem
from aanbesteding.tender.tender import Tender

UNIT_CODES = ("01", "04", "14", "16", "82", "83", "84")


def lots_out_of_scope_say_why(tender: Tender) -> Iterator[Problem]:
    """Yield every lot that is described but not bought, without a reason."""
    for number, lot in enumerate(tender.lots):
        if not lot.in_scope and not lot.out_of_scope_reason:
            yield Problem("T311", ("lots", str(number), "out_of_scope_reason"), {"lot": lot.id})


def _open_needs(tender: Tender) -> Iterator[tuple[int, str, str]]:
    """Yield place, name and lot of every need level that is asked now."""
    for number, need in enumerate(tender.needs):
        for lot in tender.open_lots:
            if need in tender.lot_needs(lot):
                yield number, need.id, lot.id


def needs_have_units(tender: Tender) -> Iterator[Problem]:
    """Yield every need level of an open lot that does not say what is counted."""
    for number in sorted({number for number, _, _ in _open_needs(tender)}):
        need = tender.needs[number]
        if not need.unit:
            yield Problem("T312", ("needs", str(number), "unit"), {"need": need.id})


def needs_have_demand(tender: Tender) -> Iterator[Problem]:
    """Yield every need level of an open lot for which no demand is stated."""
    stated = {(row.lot, row.need) for row in tender.demand}
    for number, need, lot in _open_needs(tender):
        if (lot, need) not in stated:
            yield Problem("T313", ("needs", str(number)), {"need": need, "lot": lot})


def unit_codes_exist(tender: Tender) -> Iterator[Problem]:
    """Yield every unit code that the iJW list does not have."""
    for number, need in enumerate(tender.needs):
        if need.unit_code and need.unit_code not in UNIT_CODES:
            values = {"given": need.unit_code, "choices": UNIT_CODES}
            yield Problem("T314", ("needs", str(number), "unit_code"), values)


def priorities_differ(tender: Tender) -> Iterator[Problem]:
    """Yield every need level that comes at the same moment as one above it."""
    seen: dict[int, str] = {}
    for number, need in enumerate(tender.needs):
        first = seen.setdefault(need.priority, need.id)
        if first != need.id:
            values = {"need": need.id, "other": first, "priority": need.priority}
            yield Problem("T315", ("needs", str(number), "priority"), values)


def periods_run_forward(tender: Tender) -> Iterator[Problem]:
    """Yield every period that ends before it starts."""
    for number, period in enumerate(tender.periods):
        if period.end < period.start:
            values = {"id": period.id, "start": period.start, "end": period.end}
            yield Problem("T316", ("periods", str(number), "end"), values)


def areas_leave_after_joining(tender: Tender) -> Iterator[Problem]:
    """Yield every area that leaves before it joins."""
    for number, area in enumerate(tender.areas):
        if area.joins and area.leaves and area.leaves < area.joins:
            values = {"id": area.id, "start": area.joins, "end": area.leaves}
            yield Problem("T317", ("areas", str(number), "leaves"), values)


def demand_falls_while_taking_part(tender: Tender) -> Iterator[Problem]:
    """Yield every demand of an area in a period before it joins or after it left."""
    areas = {area.id: area for area in tender.areas}
    periods = {period.id: period for period in tender.periods}
    for number, row in enumerate(tender.demand):
        area, period = areas.get(row.area), periods.get(row.period)
        if area is None or period is None:
            continue
        early = area.joins is not None and period.end < area.joins
        late = area.leaves is not None and period.start > area.leaves
        if early or late:
            values = {"area": area.name, "period": period.id}
            yield Problem("T366", ("demand", str(number), "period"), values)


def budgets_carry_demand(tender: Tender) -> Iterator[Problem]:
    """Yield every budget that is too small for the demand at the buyer's own tariffs."""
    for number, budget in enumerate(tender.budgets):
        cost = sum((_cost(tender, row) for row in _under(tender, budget)), start=Decimal(0))
        free = budget.amount - budget.committed
        if cost > free:
            values = {"budget": budget.id, "cost": cost, "amount": free, "short": cost - free}
            path = ("budgets", str(number), "amount")
            yield Problem("T318", path, values, Weight.NOTICE)


def _cost(tender: Tender, row: Demand) -> Decimal:
    tariffs = tender.tariff(row.lot, row.need)
    tariff = tariffs.get("fixed") or tariffs.get("norm")
    return tariff.amount * row.volume if tariff else Decimal(0)


def _under(tender: Tender, budget: Budget) -> Iterator[Demand]:
    """Yield the demand that this budget must pay as a whole."""
    paid = _paid_areas(tender, budget)
    for row in _about(tender, budget):
        if not budget.areas or tender.leaves_under(row.area) <= paid:
            yield row


def budgets_have_demand(tender: Tender) -> Iterator[Problem]:
    """Yield the budgets of open lots that no demand falls under, together.

    Such a budget stops nothing: a year without demand costs nothing, whatever it will cost.
    """
    open_lots = {lot.id for lot in tender.open_lots}
    idle = [
        (number, budget.id)
        for number, budget in enumerate(tender.budgets)
        if not open_lots.isdisjoint(budget.lots or open_lots)
        if not any(_touches(tender, budget, row) for row in _about(tender, budget))
    ]
    if idle and tender.demand:
        values = {"budgets": tuple(budget for _, budget in idle), "number": len(idle)}
        yield Problem("T499", ("budgets", str(idle[0][0]), "id"), values, Weight.NOTICE)


def _touches(tender: Tender, budget: Budget, row: Demand) -> bool:
    paid = _paid_areas(tender, budget)
    return not budget.areas or not paid.isdisjoint(tender.leaves_under(row.area))


def _paid_areas(tender: Tender, budget: Budget) -> set[str]:
    return {leaf for area in budget.areas for leaf in tender.leaves_under(area)}


def _about(tender: Tender, budget: Budget) -> Iterator[Demand]:
    """Yield the demand of open lots that this budget is about, wherever it is."""
    open_lots = {lot.id for lot in tender.open_lots}
    for row in tender.demand:
        if (
            row.lot in open_lots
            and (not budget.lots or row.lot in budget.lots)
            and (not budget.needs or row.need in budget.needs)
            and (not budget.periods or row.period in budget.periods)
        ):
            yield row


def lots_are_proportionate(tender: Tender) -> Iterator[Problem]:
    """Yield every open lot with a ceiling, a duty to accept all and a ban on waiting at once."""
    for number, lot in enumerate(tender.lots):
        capped = any(not budget.lots or lot.id in budget.lots for budget in tender.budgets)
        if lot.in_scope and lot.accepts_all and lot.no_waiting and capped:
            path = ("lots", str(number), "no_waiting")
            yield Problem("T319", path, {"lot": lot.id}, Weight.NOTICE)


def lots_have_a_greatest_value(tender: Tender) -> Iterator[Problem]:
    """Yield every open lot that does not state its greatest value."""
    for number, lot in enumerate(tender.lots):
        if lot.in_scope and lot.framework_max_value is None:
            path = ("lots", str(number), "framework_max_value")
            yield Problem("T320", path, {"lot": lot.id}, Weight.NOTICE)
