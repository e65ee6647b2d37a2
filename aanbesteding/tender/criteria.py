"""Criteria, scales, assessors: how quality is judged."""

from pydantic import Field

from aanbesteding.tender.model import Id, Number, Part, Text


class Criterion(Part):
    """An award criterion; a criterion with others under it carries their weights together."""

    id: Id = Field(description="Identifier of the criterion.")
    title: Text = Field(description="Name as published.")
    weight: Number = Field(ge=0, description="Most points (or euros, for award on value).")
    parent: Id | None = Field(default=None, description="The criterion this one is part of.")
    lots: tuple[Id, ...] = Field(default=(), description="Lots it is judged for; empty: all.")
    scale: Id = Field(default="", description="Scale of marks; empty for a parent.")
    lowest_mark: Number | None = Field(
        default=None, description="A mark below this knocks the bid out; this mark stays in."
    )
    asks: str = Field(default="", description="What the bidder is asked to write.")


class Step(Part):
    """One mark of a scale and what it means."""

    scale: Id = Field(description="Scale this step belongs to.")
    mark: Number = Field(ge=0, description="The mark.")
    label: Text = Field(description="The mark in a word.")
    meaning: str = Field(default="", description="When this mark is given.")


class Assessor(Part):
    """A member of the panel."""

    id: Id = Field(description="Identifier of the assessor.")
    name: Text = Field(description="Name or role.")
    expertise: str = Field(default="", description="What makes them competent.")
    interest: str = Field(default="", description="Declared interest; empty: none declared.")


class Expertise(Part):
    """A kind of expertise a bidder can have, such as jeugd-ggz or crisis."""

    id: Id = Field(description="Identifier.")
    label: Text = Field(description="Name as people say it.")
