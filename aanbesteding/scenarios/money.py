"""What the whole demand costs: against every budget, and for every area that pays a part."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from aanbesteding.basis.exact import cents, rounded
from aanbesteding.rules.facts import Ask
from aanbesteding.scenarios.demand import Case
from aanbesteding.scenarios.outlook import Fund, NeedLine, Place, Short
from aanbesteding.tender.market import Ceiling
from aanbesteding.tender.paying import part_paid
from aanbesteding.tender.tender import Tender


def funds(case: Case, lines: Sequence[NeedLine]) -> tuple[Fund, ...]:
    """Return cost against every budget; without budgets, against all ceilings of a period."""
    found = []
    for budget in case.facts.budgets:
        inside = [x for x in lines if budget.covers(Ask(x.lot, x.need, x.area, x.period))]
        cost, spend = sum(x.cost_cents or 0 for x in inside), case.spent(budget.covers)
        left = budget.cents - cost
        found.append(Fund(budget.id, None, cost, spend, budget.cents, left))
    return tuple(found) or tuple(_together(case, lines))


def _together(case: Case, lines: Sequence[NeedLine]) -> Iterator[Fund]:
    """The ceilings of a period added up; one under another that has a ceiling is part of it."""
    tender = case.tender
    for period in dict.fromkeys(row.period for row in tender.ceilings):
        rows = [row for row in tender.ceilings if row.period == period]
        areas = {row.area for row in rows}
        above = {area.id: set(tender.above(area)) for area in tender.areas}
        outer = [row for row in rows if not above.get(row.area, set()) & areas]
        own = [x for x in lines if x.period == period]
        parts = [(x, sum(part_paid(tender, row.area, x.area, x.lot) for row in outer)) for x in own]
        cost = int(rounded(sum((p * (x.cost_cents or 0) for x, p in parts), Fraction(0)), 0))
        spend = int(rounded(_spend(case, parts, outer, period), 0))
        ceiling = sum(cents(row.amount) for row in outer)
        yield Fund(None, period, cost, spend, ceiling, ceiling - cost)


def _spend(
    case: Case,
    parts: Sequence[tuple[NeedLine, Fraction | int]],
    outer: Sequence[Ceiling],
    period: str,
) -> Fraction:
    """What these ceilings pay for volumes, and of what contracts cost in themselves."""
    total = Fraction(sum(part * x.spend_cents for x, part in parts))
    for fee, cents_paid in case.fees:
        if fee.period == period:
            shares = (part_paid(case.tender, row.area, fee.area, fee.lot) for row in outer)
            total += sum(shares, Fraction(0)) * cents_paid
    return total


def places(tender: Tender, lines: Sequence[NeedLine]) -> tuple[Place, ...]:
    """Return affordability and availability of every area with a ceiling or a cost share."""
    ceilings = {(row.area, row.period): cents(row.amount) for row in tender.ceilings}
    shares = ((row.area, period.id) for row in tender.cost_shares for period in tender.periods)
    keys = dict.fromkeys((*ceilings, *shares))
    return tuple(_place(tender, lines, *key, ceilings.get(key)) for key in keys)


def _place(
    tender: Tender, lines: Sequence[NeedLine], area: str, period: str, ceiling: int | None
) -> Place:
    parts = [(x, part_paid(tender, area, x.area, x.lot)) for x in lines if x.period == period]
    exact = sum((part * (x.cost_cents or 0) for x, part in parts), Fraction(0))
    cost = int(rounded(exact, 0))
    return Place(
        area,
        period,
        cost,
        ceiling,
        None if ceiling is None else ceiling - cost,
        served_share(parts),
        tuple(Short(x.lot, x.need, part * x.waiting) for x, part in parts if part and x.waiting),
    )


def served_share(parts: Sequence[tuple[NeedLine, Fraction]]) -> Fraction | None:
    """Return which part of a demand is served; None without an award or without a price.

    Units weigh by their price, because minutes and days cannot be added up.
    """
    known = [(x, part) for x, part in parts if x.price_cents is not None]
    if not known or any(x.served is None for x, _ in parts):
        return None
    whole = sum((part * x.demand * (x.price_cents or 0) for x, part in known), Fraction(0))
    served = sum((part * (x.served or 0) * (x.price_cents or 0) for x, part in known), Fraction(0))
    return served / whole if whole else None
