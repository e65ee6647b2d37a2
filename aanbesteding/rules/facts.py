"""The numbers a rule may speak of: picks, volumes, demand, prices, by key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from aanbesteding.basis.exact import Exact


class Pick(NamedTuple):
    """A contract that may be given: this bidder for this lot."""

    bidder: str
    lot: str


class Ask(NamedTuple):
    """One demand: clients of a need level in an area and period, asked in a lot."""

    lot: str
    need: str
    area: str
    period: str


class Volume(NamedTuple):
    """Clients of one ask served by one bidder."""

    bidder: str
    lot: str
    need: str
    area: str
    period: str

    @property
    def pick(self) -> Pick:
        """The contract this volume needs."""
        return Pick(self.bidder, self.lot)

    @property
    def ask(self) -> Ask:
        """The demand this volume serves."""
        return Ask(self.lot, self.need, self.area, self.period)


class Fee(NamedTuple):
    """What a contract costs in itself, whatever its volume, for one area and period."""

    bidder: str
    lot: str
    area: str
    period: str

    @property
    def pick(self) -> Pick:
        """The contract this is paid for."""
        return Pick(self.bidder, self.lot)


class Tier(NamedTuple):
    """A tier of a volume discount: prices (cents per need level) from `least` to `most` units.

    The units of a contract are counted over needs, areas and periods; `fee` is paid once, in
    cents, when the contract ends in this tier.
    """

    least: int
    most: int
    price: Mapping[str, Exact]
    fee: Exact = 0


class Condition(NamedTuple):
    """A bidder's own condition: of these lots none, or from `at_least` to `at_most` of them."""

    bidder: str
    lots: frozenset[str]
    at_least: int = 0
    at_most: int | None = None
    most_units: int | None = None


class NeedFact(NamedTuple):
    """A need level: lower priority numbers come first; urgent never waits."""

    id: str
    priority: int
    urgent: bool
    longest_wait_weeks: int | None


class BudgetFact(NamedTuple):
    """A ceiling in cents, and the volumes whose spend counts under it."""

    id: str
    cents: int
    lots: frozenset[str]
    needs: frozenset[str]
    areas: frozenset[str]
    periods: frozenset[str]

    def covers(self, spend: Volume | Ask | Fee) -> bool:
        """Whether the spend of this volume, on this ask or of this fee counts under this ceiling.

        What a contract costs in itself has no need level, and counts wherever lot, area and
        period do.
        """
        return (
            spend.lot in self.lots
            and (isinstance(spend, Fee) or spend.need in self.needs)
            and spend.area in self.areas
            and spend.period in self.periods
        )


class FrameworkFact(NamedTuple):
    """The greatest value of a lot over its whole term, in cents.

    `times` is how often the planned periods fit in the term: 4 for a plan of one year and a term
    of four.
    """

    lot: str
    cents: int
    times: Exact


@dataclass(frozen=True)
class Facts:
    """All numbers of one choice; money in cents, volumes in clients, points as published.

    `fees` are costs of a contract in itself; `tiers` replace the price of contracts with a volume
    discount; `load` is the capacity a unit takes where it is not one; `free` the capacity that is
    free at once; `incumbent` the clients a bidder has in care already; `parties` the companies
    behind a bidder, itself included; `divisible` the need levels whose unit may be split;
    `bridging` per lot the groups of need levels in which heavier places may serve lighter need;
    `frameworks` the greatest value of lots over their whole term; `turnover` what a bidder earns in
    a year, as it stated it, in cents, absent nothing; `years` how long a period lasts where that is
    not one year.
    """

    picks: tuple[Pick, ...]
    volumes: tuple[Volume, ...]
    needs: tuple[NeedFact, ...]
    demand: Mapping[Ask, int]
    capacity: Mapping[tuple[Pick, str], int]
    price: Mapping[Volume, Exact]
    budgets: tuple[BudgetFact, ...] = ()
    serves: Mapping[Pick, frozenset[str]] = field(default_factory=dict)
    traits: Mapping[Pick, frozenset[str]] = field(default_factory=dict)
    least: Mapping[Pick, int] = field(default_factory=dict)
    points: Mapping[Pick, Fraction] = field(default_factory=dict)
    lots: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    lot_areas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    all_traits: tuple[str, ...] = ()
    fees: Mapping[Fee, Exact] = field(default_factory=dict)
    tiers: Mapping[Pick, tuple[Tier, ...]] = field(default_factory=dict)
    load: Mapping[Volume, int] = field(default_factory=dict)
    free: Mapping[tuple[Pick, str], int] = field(default_factory=dict)
    incumbent: Mapping[Volume, int] = field(default_factory=dict)
    attributes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    parties: Mapping[str, frozenset[str]] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    divisible: frozenset[str] = frozenset()
    bridging: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    frameworks: tuple[FrameworkFact, ...] = ()
    turnover: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[str, Exact] = field(default_factory=dict)

    def areas_of(self, lot: str) -> tuple[str, ...]:
        """Return the areas of a lot: every area where the lot names none."""
        return self.lot_areas.get(lot, self.areas)

    @cached_property
    def need(self) -> Mapping[str, NeedFact]:
        """Need levels by id."""
        return {need.id: need for need in self.needs}

    def places_for(self, lot: str, need: str) -> tuple[str, ...]:
        """Return the need levels whose places may serve this one, itself last, heaviest first."""
        for group in self.bridging.get(lot, ()):
            if need in group:
                own = self.need[need].priority
                heavier = (n for n in self.needs if n.id in group and n.priority < own)
                return (*(n.id for n in sorted(heavier, key=lambda n: n.priority)), need)
        return (need,)

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The periods for which care is asked, in the order of the demand."""
        return tuple(dict.fromkeys(ask.period for ask in self.demand))

    @cached_property
    def periods_of(self) -> Mapping[str, tuple[str, ...]]:
        """The periods for which each lot asks care, as the tender lists its demand."""
        asked = self.asks_of.items()
        return {lot: tuple(dict.fromkeys(ask.period for ask in asks)) for lot, asks in asked}

    @cached_property
    def asks_of(self) -> Mapping[str, tuple[Ask, ...]]:
        """What each lot asks, in the order of the demand."""
        found: dict[str, list[Ask]] = {}
        for ask in self.demand:
            found.setdefault(ask.lot, []).append(ask)
        return {lot: tuple(asks) for lot, asks in found.items()}

    @cached_property
    def by_lot(self) -> Mapping[str, tuple[Pick, ...]]:
        """The contracts that may be given in each lot, in the order of the picks."""
        found: dict[str, list[Pick]] = {}
        for pick in self.picks:
            found.setdefault(pick.lot, []).append(pick)
        return {lot: tuple(picks) for lot, picks in found.items()}

    @cached_property
    def by_bidder(self) -> Mapping[str, tuple[Pick, ...]]:
        """The contracts each bidder may get, in the order of the picks."""
        found: dict[str, list[Pick]] = {}
        for pick in self.picks:
            found.setdefault(pick.bidder, []).append(pick)
        return {bidder: tuple(picks) for bidder, picks in found.items()}

    @cached_property
    def fees_of(self) -> Mapping[Pick, tuple[Fee, ...]]:
        """What each contract costs in itself, by area and period."""
        found: dict[Pick, list[Fee]] = {}
        for fee in self.fees:
            found.setdefault(fee.pick, []).append(fee)
        return {pick: tuple(fees) for pick, fees in found.items()}

    @cached_property
    def by_pick(self) -> Mapping[Pick, tuple[Volume, ...]]:
        """The volumes each contract can carry."""
        found: dict[Pick, list[Volume]] = {pick: [] for pick in self.picks}
        for volume in self.volumes:
            found[volume.pick].append(volume)
        return {pick: tuple(volumes) for pick, volumes in found.items()}

    @cached_property
    def by_ask(self) -> Mapping[Ask, tuple[Volume, ...]]:
        """The volumes that can serve each ask."""
        found: dict[Ask, list[Volume]] = {ask: [] for ask in self.demand}
        for volume in self.volumes:
            found[volume.ask].append(volume)
        return {ask: tuple(volumes) for ask, volumes in found.items()}


@dataclass(frozen=True)
class Chosen:
    """A finished award as bare choice: who has a contract, who serves how many clients."""

    contracts: frozenset[Pick]
    volumes: Mapping[Volume, int]

    def clients(self, volume: Volume) -> int:
        """Clients served under that key; none when it is absent."""
        return self.volumes.get(volume, 0)

    def unmet(self, facts: Facts, ask: Ask) -> int:
        """Clients of an ask whom nobody serves."""
        return facts.demand[ask] - sum(self.clients(v) for v in facts.by_ask[ask])
