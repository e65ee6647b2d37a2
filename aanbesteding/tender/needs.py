"""Need levels, demand, budgets and tariffs: how much care for how much money."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from aanbesteding.tender.model import Euro, Id, Number, Part, Text, Whole


class Basis(StrEnum):
    """How far a figure can be trusted."""

    SOURCED = "sourced"
    ESTIMATE = "estimate"


class Need(Part):
    """A need level: how heavy the care is a client needs."""

    id: Id = Field(description="Identifier of the need level.")
    label: Text = Field(description="Name as people say it.")
    priority: int = Field(
        ge=1, le=1000, description="1 comes first: the heaviest or most urgent need."
    )
    urgent: bool = Field(default=False, description="Urgent need never waits.")
    unit: str = Field(default="", description="What is counted: client, minuut, etmaal …")
    unit_code: str = Field(default="", description="iJW unit code (WJ756): 01, 04, 14, 16, 82-84.")
    product: str = Field(default="", description="iJW product or SPIC code, if any.")
    longest_wait_weeks: Whole | None = Field(default=None, description="Norm in weeks.")
    profile: str = Field(default="", description="Support profile, for a SPIC.")
    intensity: str = Field(default="", description="Intensity, for a SPIC: perspectief …")
    monthly: bool = Field(
        default=False, description="Paid in twelfths: a price must divide by 12 in whole cents."
    )
    divisible: bool = Field(
        default=False, description="Units may be split at will, such as minutes; clients may not."
    )


class Demand(Part):
    """How many clients of a need level an area has in a period, asked in one lot."""

    lot: Id = Field(description="Lot the demand is asked in.")
    need: Id = Field(description="Need level.")
    area: Id = Field(description="Area; may be one above the areas bidders serve.")
    period: Id = Field(description="Period.")
    volume: Whole = Field(description="Units a period (clients, minutes …).")
    in_care: Whole = Field(
        default=0, description="Of these, clients in care already who keep their provider."
    )
    basis: Basis = Field(default=Basis.ESTIMATE, description="Sourced or estimate.")


class Budget(Part):
    """A ceiling; empty scopes mean all."""

    id: Id = Field(description="Identifier of the budget.")
    amount: Euro = Field(description="Euro excl. VAT for the period.")
    committed: Euro = Field(
        default=Decimal("0.00"), description="Of this, bound already to clients in care; euro."
    )
    indexed_from: Id | None = Field(default=None, description="Budget this one was indexed from.")
    index: Number | None = Field(
        default=None, ge=-1, le=10, description="Indexation on that budget: 0.02 is 2 %."
    )
    lots: tuple[Id, ...] = Field(default=(), description="Lots; empty: all.")
    needs: tuple[Id, ...] = Field(default=(), description="Need levels; empty: all.")
    areas: tuple[Id, ...] = Field(default=(), description="Areas; empty: all.")
    periods: tuple[Id, ...] = Field(default=(), description="Periods; empty: all.")
    basis: Basis = Field(default=Basis.ESTIMATE, description="Sourced or estimate.")


class TariffKind(StrEnum):
    """What a tariff of the buyer means for a bid price."""

    FIXED = "fixed"
    CEILING = "ceiling"
    FLOOR = "floor"
    NORM = "norm"


class Tariff(Part):
    """A price the buyer states for a need level; euro per unit, excl. VAT."""

    lot: Id = Field(description="Lot.")
    need: Id = Field(description="Need level.")
    kind: TariffKind = Field(description="fixed: everyone is paid this; ceiling, floor; norm.")
    amount: Euro = Field(description="Euro per unit, excl. VAT.")
    basis: Basis = Field(default=Basis.ESTIMATE, description="Sourced or estimate.")
