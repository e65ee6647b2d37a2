"""What stands around the award: the market before it, bridging care, cost shares, indicators."""

from pydantic import Field

from aanbesteding.tender.model import Euro, Id, Number, Part, Text, Whole
from aanbesteding.tender.needs import Basis


class Contracted(Part):
    """What was contracted for a need level before this tender."""

    need: Id = Field(description="Need level.")
    contracts: Whole | None = Field(default=None, description="Contracts, if known per need level.")
    capacity: Whole = Field(description="Contracted capacity, in units a period.")
    basis: Basis = Field(default=Basis.ESTIMATE, description="Sourced or estimate.")
    source: str = Field(default="", description="Source, if sourced.")


class Bridging(Part):
    """Lighter help while waiting; never counts as meeting the need, reported with its cost."""

    need: Id = Field(description="Need level of the clients who wait.")
    by: Text = Field(description="What help bridges the wait.")
    price: Euro = Field(description="Euro per waiting client, excl. VAT.")
    basis: Basis = Field(default=Basis.ESTIMATE, description="Sourced or estimate.")


class CostShare(Part):
    """The part of the spend of a lot that a municipality pays."""

    area: Id = Field(description="Municipality.")
    lot: Id | None = Field(default=None, description="Lot; empty: every lot.")
    share: Number = Field(
        ge=0, le=1, description="Part of one; the shares of a lot are 1 together."
    )
    basis: Basis = Field(default=Basis.ESTIMATE, description="Sourced or estimate.")


class Ceiling(Part):
    """What a municipality or subregion can spend; compared with its cost share, never a rule."""

    area: Id = Field(description="Municipality, or an area above several.")
    period: Id = Field(description="Period.")
    amount: Euro = Field(description="Euro excl. VAT.")
    basis: Basis = Field(default=Basis.ESTIMATE, description="Sourced or estimate.")


class Kpi(Part):
    """An indicator that is measured during the contract."""

    id: Id = Field(description="Identifier.")
    group: str = Field(default="", description="Group of indicators.")
    title: Text = Field(description="What is measured.")
    unit: str = Field(default="", description="Unit.")
    baseline: Number = Field(description="Value before.")
    target: Number = Field(description="Value aimed at.")
    moments: str = Field(default="", description="When it is measured.")
    basis: Basis = Field(default=Basis.ESTIMATE, description="Sourced or estimate.")
