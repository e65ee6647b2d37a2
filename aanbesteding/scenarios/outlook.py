"""What a future looks like: who is served, what it costs, who can pay; records only."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Says:
    """A sentence by key; amounts are in euros."""

    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class LotEnd:
    """How a lot ended and who has a contract."""

    lot: str
    outcome: str
    winners: tuple[str, ...]


@dataclass(frozen=True)
class NeedLine:
    """One demand row: what is asked, offered, served, and what all of it costs.

    `served` and `waiting` are None without an award. Where no volume is promised, `served` is
    what the contracted bidders can do together. `price_from` says where the price comes from:
    tariff, paid, offers, norm or unknown. `cause` says why somebody waits: capacity, budget, rules.
    """

    lot: str
    need: str
    area: str
    period: str
    unit: str
    demand: int
    offered: int
    promised: bool
    served: int | None
    waiting: int | None
    price_cents: Fraction | None
    price_from: str
    cost_cents: int | None
    spend_cents: int
    cause: str = ""


@dataclass(frozen=True)
class Fund:
    """What the whole demand costs against one ceiling; below nothing left, the ceiling breaks.

    `budget` is None for the ceilings of all areas together, where the tender has no budget.
    """

    budget: str | None
    period: str | None
    cost_cents: int
    spend_cents: int
    ceiling_cents: int
    left_cents: int


@dataclass(frozen=True)
class Short:
    """An area's part of those who wait for one need level."""

    lot: str
    need: str
    waiting: Fraction


@dataclass(frozen=True)
class Place:
    """What an area pays of the whole demand, against its ceiling, and who of it is served."""

    area: str
    period: str
    cost_cents: int
    ceiling_cents: int | None
    left_cents: int | None
    served_share: Fraction | None
    short: tuple[Short, ...]


@dataclass(frozen=True)
class Outlook:
    """One future; `scenario` is None for the round as it stands."""

    scenario: str | None
    title: str
    outcome: str
    lots: tuple[LotEnd, ...]
    cost_cents: int
    spend_cents: int
    served_share: Fraction | None
    needs: tuple[NeedLine, ...]
    funds: tuple[Fund, ...]
    places: tuple[Place, ...]
    says: tuple[Says, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """The round as it stands, and after it every scenario of the tender."""

    scenarios: tuple[Outlook, ...]
