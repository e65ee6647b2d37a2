"""Suitability that code can check: what a bidder must be able to do, hold, or say yes to."""

from pydantic import Field

from aanbesteding.tender.model import Id, Part, Text, Whole


class Requirement(Part):
    """A requirement that code can check: a least capacity, a contract held already, or a yes.

    It is met or it is not; nobody earns points with it.
    """

    id: Id = Field(description="Identifier of the requirement.")
    title: Text = Field(description="The requirement as published.")
    lots: tuple[Id, ...] = Field(default=(), description="Lots it holds for; empty: all.")
    need: Id | None = Field(default=None, description="Need level whose capacity is meant.")
    least_capacity: Whole | None = Field(
        default=None,
        description="Least capacity, in units a period; of all needs if none is named.",
    )
    contract_held: bool = Field(
        default=False, description="The bidder must stand in the list of contract holders."
    )
    asked: bool = Field(
        default=False, description="The bidder answers yes or no in the form; yes is needed."
    )


class ContractHolder(Part):
    """A bidder who holds a contract already, for a call-off under it."""

    id: Id = Field(description="Identifier the bidder bids with.")
    name: Text = Field(description="Name of the contract holder.")
    contract: str = Field(default="", description="The contract, and the clause that allows this.")
