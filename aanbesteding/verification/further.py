"""What a record tells only where a tender uses it, counted again from the choice."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from aanbesteding.basis.exact import simplest
from aanbesteding.rules.facts import Condition, Pick, Tier, Volume
from aanbesteding.verification.recount import Recount

Row = dict[str, Any]


def told_where_used(recount: Recount) -> dict[str, list[Row]]:
    """Return the lists that an award has only where they are not empty."""
    lists = {
        "discounts": list(_discounts(recount)),
        "bridged": list(_bridged(recount)),
        "moved": list(_moved(recount)),
        "conditions": [_condition(recount, one) for one in recount.facts.conditions],
        "companies": list(_companies(recount)),
    }
    return {name: rows for name, rows in lists.items() if rows}


def _by_contract(recount: Recount) -> dict[Pick, dict[Volume, int]]:
    found: dict[Pick, dict[Volume, int]] = defaultdict(dict)
    for volume, clients in recount.chosen.volumes.items():
        found[volume.pick][volume] = clients
    return found


def _discounts(recount: Recount) -> Iterator[Row]:
    """The cheapest tier that holds for what was bought, beside the prices of the bid."""
    bought = _by_contract(recount)
    for pick, tiers in recount.facts.tiers.items():
        volumes = bought.get(pick, {})
        units = sum(volumes.values())
        holding = [tier for tier in tiers if tier.least <= units <= tier.most]
        if units and holding:
            tier = min(holding, key=lambda one: _cost(one, volumes))
            listed = sum(Fraction(recount.facts.price[v]) * n for v, n in volumes.items())
            spend = _cost(tier, volumes)
            yield {
                "bidder": pick.bidder,
                "lot": pick.lot,
                "units": units,
                "least": tier.least,
                "most": tier.most,
                "listed_cents": simplest(Fraction(listed)),
                "spend_cents": simplest(spend),
                "saved_cents": simplest(listed - spend),
            }


def _cost(tier: Tier, volumes: dict[Volume, int]) -> Fraction:
    return Fraction(tier.fee) + sum(Fraction(tier.price[v.need]) * n for v, n in volumes.items())


def _bridged(recount: Recount) -> Iterator[Row]:
    """Where the clients of a need level take more than its own places."""
    facts = recount.facts
    taken: dict[tuple[Pick, str, str], int] = {}
    for volume in facts.volumes:
        key = (volume.pick, volume.need, volume.period)
        places = facts.load.get(volume, 1) * recount.chosen.volumes.get(volume, 0)
        taken[key] = taken.get(key, 0) + places
    for (pick, need, period), places in taken.items():
        own = facts.capacity[pick, need] if pick in recount.chosen.contracts else 0
        if places > own and _heavier(recount, pick.lot, need):
            row = {"need": need, "period": period, "places": places - own}
            yield {"bidder": pick.bidder, "lot": pick.lot, **row}


def _heavier(recount: Recount, lot: str, need: str) -> bool:
    """Whether some heavier need level may be bridged by this one."""
    priority = {one.id: one.priority for one in recount.tender.needs}
    groups = recount.facts.bridging.get(lot, ())
    return any(
        priority[other] < priority[need] for group in groups if need in group for other in group
    )


def _moved(recount: Recount) -> Iterator[Row]:
    """Clients in care with each provider, and how many of them it does not serve any more."""
    clients: dict[tuple[str, str, str], int] = defaultdict(int)
    gone: dict[tuple[str, str, str], int] = defaultdict(int)
    for volume, number in recount.facts.incumbent.items():
        key = (volume.bidder, volume.lot, volume.need)
        served = recount.chosen.volumes.get(volume, 0)
        clients[key] += number
        gone[key] += number - served if served < number else 0
    for key, number in clients.items():
        bidder, lot, need = key
        counted = {"in_care": number, "stay": number - gone[key], "move": gone[key]}
        yield {"bidder": bidder, "lot": lot, "need": need, **counted}


def _condition(recount: Recount, asked: Condition) -> Row:
    """What a bidder asked, the number of those lots it got, and its units in its fullest period."""
    units: dict[str, int] = defaultdict(int)
    for volume, number in recount.chosen.volumes.items():
        if volume.bidder == asked.bidder and volume.lot in asked.lots:
            units[volume.period] += number
    won = {pick.lot for pick in recount.chosen.contracts if pick.bidder == asked.bidder}
    return {
        **asked._asdict(),
        "lots": sorted(asked.lots),
        "given": len(won & asked.lots),
        "units": max([0, *units.values()]),
    }


def _companies(recount: Recount) -> Iterator[Row]:
    rules: tuple[Any, ...] = recount.tender.rules
    if any(
        rule.kind == "one_role"
        or (rule.kind == "lots_per_bidder" and rule.per_company)
        or (rule.kind == "share_of_bidder" and rule.per == "party")
        for rule in rules
    ):
        for bidder, names in recount.facts.parties.items():
            yield {"bidder": bidder, "companies": sorted(names)}
