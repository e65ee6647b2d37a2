"""The numbers a rule may speak of: picks, volumes, demand, prices, by key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple


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

    def covers(self, volume: Volume | Ask) -> bool:
        """Whether the spend of this volume, or on this ask, counts under this ceiling."""
        return (
            volume.lot in self.lots
            and volume.need in self.needs
            and volume.area in self.areas
            and volume.period in self.periods
        )


@dataclass(frozen=True)
class Facts:
    """All numbers of one choice; money in cents, volumes in clients, points as published."""

    picks: tuple[Pick, ...]
    volumes: tuple[Volume, ...]
    needs: tuple[NeedFact, ...]
    demand: Mapping[Ask, int]
    capacity: Mapping[tuple[Pick, str], int]
    price: Mapping[Volume, int]
    budgets: tuple[BudgetFact, ...] = ()
    serves: Mapping[Pick, frozenset[str]] = field(default_factory=dict)
    traits: Mapping[Pick, frozenset[str]] = field(default_factory=dict)
    least: Mapping[Pick, int] = field(default_factory=dict)
    points: Mapping[Pick, Fraction] = field(default_factory=dict)
    lots: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    lot_areas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    all_traits: tuple[str, ...] = ()

    def areas_of(self, lot: str) -> tuple[str, ...]:
        """Return the areas of a lot: every area where the lot names none."""
        return self.lot_areas.get(lot, self.areas)

    @cached_property
    def need(self) -> Mapping[str, NeedFact]:
        """Need levels by id."""
        return {need.id: need for need in self.needs}

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

    def spend(self, facts: Facts, volumes: tuple[Volume, ...]) -> int:
        """Cents paid for these volumes; what nobody offered has no price (see capacity)."""
        return sum(facts.price.get(v, 0) * self.clients(v) for v in volumes)
