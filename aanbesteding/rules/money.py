"""What is spent: price × volume, what a contract costs in itself, and the tiers of a discount."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.rules.facts import Chosen, Facts, Fee, Pick, Tier, Volume
from aanbesteding.rules.rule import Key
from aanbesteding.rules.tiers import tier_terms, tiers_in_force

Covers = Callable[[Volume | Fee], bool]


def everything(_: Volume | Fee) -> bool:
    """Return that all spend counts."""
    return True


def spend_terms(facts: Facts, volumes: Iterable[Volume], fees: Iterable[Fee]) -> dict[Key, Exact]:
    """Return the spend on these volumes and fees as an exact sum, in cents.

    The fee of a discount's tier has no area: it counts whole wherever some volume of its contract
    does, so that no ceiling on part of the care is ever passed unseen.
    """
    terms: dict[Key, Exact] = {}
    tiered: dict[Pick, list[Volume]] = {}
    for volume in volumes:
        if facts.tiers and volume.pick in facts.tiers:
            tiered.setdefault(volume.pick, []).append(volume)
        else:
            terms[volume] = facts.price[volume]
    for pick, some in tiered.items():
        terms.update(tier_terms(facts, pick, some))
    for fee in fees:
        terms[fee.pick] = terms.get(fee.pick, 0) + facts.fees[fee]
    return terms


def spent(facts: Facts, chosen: Chosen, covers: Covers = everything) -> Exact:
    """Return the cents spent on what is covered; what nobody offered has no price."""
    tiers = tiers_in_force(facts, chosen)
    return simplest(
        sum(_price(facts, tiers, v) * n for v, n in chosen.volumes.items() if covers(v))
        + sum(t.fee for p, t in tiers.items() if t.fee and any(map(covers, facts.by_pick[p])))
        + sum(c for fee, c in facts.fees.items() if fee.pick in chosen.contracts and covers(fee))
    )


def prices_paid(facts: Facts, chosen: Chosen) -> Mapping[Volume, Exact]:
    """Return the cents a unit of each volume costs: its price, or that of the tier that counts."""
    if not facts.tiers:
        return facts.price
    tiers = tiers_in_force(facts, chosen)
    return {volume: _price(facts, tiers, volume) for volume in facts.volumes}


def _price(facts: Facts, tiers: Mapping[Pick, Tier], volume: Volume) -> Exact:
    tier = tiers.get(volume.pick)
    return facts.price.get(volume, 0) if tier is None else tier.price.get(volume.need, 0)


class Bill(NamedTuple):
    """What one contract costs, in cents: for its volumes, and in itself."""

    volumes: Exact
    fees: Exact

    @property
    def whole(self) -> Exact:
        """All of it."""
        return simplest(self.volumes + self.fees)


NOTHING = Bill(0, 0)


def bills(facts: Facts, chosen: Chosen, covers: Covers = everything) -> Mapping[Pick, Bill]:
    """Return the bill of every contract given, and of whoever serves somebody without one.

    Of the bill counts what is covered; a tier's fee has no area and counts as in `spend_terms`.
    """
    tiers = tiers_in_force(facts, chosen)
    volumes: dict[Pick, Exact] = dict.fromkeys(sorted(chosen.contracts), 0)
    for volume, number in filter(lambda one: covers(one[0]), chosen.volumes.items()):
        price = _price(facts, tiers, volume)
        volumes[volume.pick] = volumes.get(volume.pick, 0) + price * number
    found = {}
    for pick, cents in volumes.items():
        given = facts.fees_of.get(pick, ()) if pick in chosen.contracts else ()
        tier = tiers[pick].fee if pick in tiers and any(map(covers, facts.by_pick[pick])) else 0
        fees = tier + sum(facts.fees[fee] for fee in given if covers(fee))
        found[pick] = Bill(simplest(cents), simplest(fees))
    return found


class Charge(NamedTuple):
    """Cents that a contract costs in itself, and the budgets under which they count.

    The fee of a discount's tier has no area and no period.
    """

    bidder: str
    lot: str
    area: str
    period: str
    spend_cents: Exact
    budgets: tuple[str, ...]


def charges(facts: Facts, chosen: Chosen) -> Iterator[Charge]:
    """Yield everything that the contracts given cost in themselves, as it is counted."""
    for fee, cents in facts.fees.items():
        if fee.pick in chosen.contracts and cents:
            under = tuple(budget.id for budget in facts.budgets if budget.covers(fee))
            yield Charge(*fee, simplest(cents), under)
    for pick, tier in tiers_in_force(facts, chosen).items():
        if tier.fee:
            mine = facts.by_pick[pick]
            under = tuple(b.id for b in facts.budgets if any(map(b.covers, mine)))
            yield Charge(*pick, "", "", simplest(tier.fee), under)


def fees_paid(facts: Facts, chosen: Chosen) -> Iterator[tuple[Fee, Exact]]:
    """Yield who pays for what contracts cost in themselves: the cents per area and period.

    The fee of a discount's tier is spread over areas and periods by the units bought in each.
    """
    yield from ((fee, cents) for fee, cents in facts.fees.items() if fee.pick in chosen.contracts)
    for pick, tier in tiers_in_force(facts, chosen).items():
        units = {v: chosen.clients(v) for v in facts.by_pick[pick]}
        for volume, number in units.items() if tier.fee else ():
            if number:
                part = Fraction(number, sum(units.values()))
                yield Fee(*pick, volume.area, volume.period), tier.fee * part
