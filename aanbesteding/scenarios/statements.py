"""What a future means in plain statements, beside the round as it stands."""

from collections import Counter
from collections.abc import Iterator

from aanbesteding.basis.exact import euros
from aanbesteding.scenarios.outlook import NeedLine, Outlook, Says

CAUSES = ("capacity", "budget", "rules")


def statements(outlook: Outlook, baseline: Outlook) -> tuple[Says, ...]:
    """Return what is said of an outlook: ceilings first, then who waits, then contracts."""
    found = [*_ceilings(outlook), *_unpriced(outlook), *_waiting(outlook, baseline)]
    return (*found, *_contracts(outlook, baseline))


def _ceilings(outlook: Outlook) -> Iterator[Says]:
    for fund in outlook.funds:
        over = "breaks" if fund.left_cents < 0 else "fits"
        values = {
            "left": euros(abs(fund.left_cents)),
            "cost": euros(fund.cost_cents),
            "ceiling": euros(fund.ceiling_cents),
        }
        if fund.budget is None:
            yield Says(f"scenarios.says.{over}_together", {**values, "period": fund.period})
        else:
            yield Says(f"scenarios.says.{over}", {**values, "budget": fund.budget})
    for place in outlook.places:
        if place.left_cents is not None and place.left_cents < 0:
            amounts = {
                "left": euros(-place.left_cents),
                "ceiling": euros(place.ceiling_cents or 0),
            }
            yield Says("scenarios.says.area_breaks", {**amounts, "area": place.area})


def _unpriced(outlook: Outlook) -> Iterator[Says]:
    for line in outlook.needs:
        if line.cost_cents is None:
            yield Says("scenarios.says.unpriced", {"lot": line.lot, "need": line.need})


def _waiting(outlook: Outlook, baseline: Outlook) -> Iterator[Says]:
    if any(line.waiting is None for line in outlook.needs) or not outlook.needs:
        yield Says(f"scenarios.says.{outlook.outcome}", {})
        return
    waits = _waits(outlook)
    if not waits:
        yield Says("scenarios.says.no_shortage", {})
    elif outlook.scenario is not None and waits == _waits(baseline):
        yield Says("scenarios.says.same_shortage", {})
    else:
        for (lot, need), waiting in waits.items():
            lines = [x for x in outlook.needs if (x.lot, x.need) == (lot, need)]
            values = {
                "lot": lot,
                "need": need,
                "waiting": waiting,
                "demand": sum(x.demand for x in lines),
            }
            yield Says(f"scenarios.says.short_{_cause(lines)}", values)


def _waits(outlook: Outlook) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for line in outlook.needs:
        if line.waiting:
            found[line.lot, line.need] += line.waiting
    return found


def _cause(lines: list[NeedLine]) -> str:
    return next(cause for cause in CAUSES if any(x.cause == cause for x in lines))


def _contracts(outlook: Outlook, baseline: Outlook) -> Iterator[Says]:
    """Whether the same bidders have contracts; said only where both have an award."""
    ends = ("awarded", "admitted")
    if outlook.scenario is None or {outlook.outcome, baseline.outcome} - set(ends):
        return
    before = {end.lot: end.winners for end in baseline.lots}
    same = True
    for end in outlook.lots:
        pairs = (("gained", end.winners, before[end.lot]), ("lost", before[end.lot], end.winners))
        for said, here, there in pairs:
            bidders = [bidder for bidder in here if bidder not in there]
            if bidders:
                same = False
                values = {"lot": end.lot, "bidders": bidders}
                yield Says(f"scenarios.says.contracts_{said}", values)
    if same:
        yield Says("scenarios.says.same_contracts", {})
