"""Segments, lots, areas and periods: what is bought, where and when."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from aanbesteding.tender.decision import AwardMode, Selection
from aanbesteding.tender.model import Euro, Id, Number, Part, Text, Whole


class Funding(StrEnum):
    """How a contract is paid (b.3 of the domain model; iJW execution variants)."""

    EFFORT = "effort"
    OUTPUT = "output"
    TASK_LUMP_SUM = "task_lump_sum"
    SHARED_BUDGET = "shared_budget"
    SINGLE_PARTNER = "single_partner"


class Segment(Part):
    """A label for a kind of care; free, so that a region can use its own."""

    id: Id = Field(description="Label of the segment, such as A, B, C or C+.")
    description: Text = Field(description="What care it holds.")


class Lot(Part):
    """A part of the assignment one can bid for."""

    id: Id = Field(description="Identifier of the lot.")
    title: Text = Field(description="Name of the lot as published.")
    segment: str = Field(default="", description="Segment label.")
    in_scope: bool = Field(default=True, description="False: described but not bought now.")
    out_of_scope_reason: str = Field(default="", description="Why it is not bought now.")
    funding: Funding = Field(default=Funding.EFFORT, description="How contracts are paid.")
    needs: tuple[Id, ...] = Field(default=(), description="Need levels; empty: every one.")
    areas: tuple[Id, ...] = Field(default=(), description="Areas; empty: every one.")
    framework_max_value: Euro | None = Field(
        default=None, description="Greatest value over the whole term, euro excl. VAT."
    )
    term_years: int | None = Field(default=None, ge=1, le=100, description="Years of the contract.")
    extension: str = Field(default="", description="Options to extend, in words.")
    accepts_all: bool = Field(default=False, description="Contractors must accept every client.")
    no_waiting: bool = Field(default=False, description="Waiting lists are forbidden.")
    mode: AwardMode | None = Field(
        default=None, description="How this lot is awarded; empty: as the whole tender."
    )
    selection: Selection | None = Field(
        default=None, description="How the ranking of this lot selects; empty: as the tender."
    )
    least_points: Number | None = Field(
        default=None, ge=0, description="Least quality points to take part; empty: as the tender."
    )
    client_choice: bool = Field(
        default=False, description="Clients choose among the winners: no volume is promised."
    )
    fallback: str = Field(default="", description="What happens when nobody gets a contract.")
    free_within_weeks: int | None = Field(
        default=None, ge=0, le=520, description="Bidders also say what is free within these weeks."
    )
    contract_cost: Euro | None = Field(
        default=None,
        description="What managing one contract costs the buyer; euro excl. VAT a period.",
    )


class Area(Part):
    """A municipality, district or subregion; areas without others under them are served."""

    id: Id = Field(description="Identifier of the area.")
    name: Text = Field(description="Name of the area.")
    kind: Text = Field(default="municipality", description="region, municipality, district …")
    parent: Id | None = Field(default=None, description="The area this one is part of.")
    code: str = Field(default="", description="CBS code of a municipality, such as GM0363.")
    population: Whole | None = Field(default=None, description="Inhabitants.")
    youth: Whole | None = Field(default=None, description="Inhabitants under 18.")
    joins: date | None = Field(default=None, description="First day of taking part.")
    leaves: date | None = Field(default=None, description="Last day of taking part.")


class Period(Part):
    """A year, or another period demand and budget are stated for."""

    id: Id = Field(description="Identifier, such as 2021.")
    start: date = Field(description="First day.")
    end: date = Field(description="Last day.")
