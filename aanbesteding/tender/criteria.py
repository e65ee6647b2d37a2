"""Criteria and scales: how quality is judged."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from aanbesteding.formulas import BY_ID
from aanbesteding.tender.model import Id, Number, Part, Text

# A record holds an empty text where there is no scale, and must be readable again.
NoneOrId = Annotated[str, Field(max_length=40, pattern=r"^([A-Za-z0-9][A-Za-z0-9_.+-]*)?$")]


class Criterion(Part):
    """An award criterion; a criterion with others under it carries their weights together."""

    id: Id = Field(description="Identifier of the criterion.")
    title: Text = Field(description="Name as published.")
    weight: Number = Field(ge=0, description="Most points (or euros, for award on value).")
    parent: Id | None = Field(default=None, description="The criterion this one is part of.")
    lots: tuple[Id, ...] = Field(
        default=(),
        description="Lots it holds for; empty: all, or those of the criterion it is part of.",
    )
    scale: NoneOrId = Field(
        default="", description="Scale of marks; empty for a parent and for an answer in a number."
    )
    shared: bool = Field(
        default=False, description="Judged once for all its lots: one mark counts in each."
    )
    bonus: bool = Field(
        default=False, description="Comes on top: its weight is no part of the whole of 100."
    )
    formula: Text = Field(
        default="quality.scale_share", description="Formula that makes points of a mark or answer."
    )
    best_answer: Number | None = Field(
        default=None, description="Answer in a number that gets all points."
    )
    worst_answer: Number | None = Field(
        default=None, description="Answer in a number that gets no points."
    )
    unit: str = Field(default="", description="Unit of an answer in a number, such as dagen.")
    lowest_mark: Number | None = Field(
        default=None,
        description="A mark (or answer) worse than this knocks the bid out; an answer gets worse"
        " towards worst_answer.",
    )
    lowest_mark_in: bool = Field(
        default=True, description="Whether exactly the lowest mark stays in (at least)."
    )
    asks: str = Field(default="", description="What the bidder is asked to write.")

    @property
    def in_numbers(self) -> bool:
        """Whether bidders answer it in a number, of which a formula makes points."""
        formula = BY_ID.get(self.formula)
        return formula is not None and "answer" in formula.inputs

    @property
    def lower_is_better(self) -> bool:
        """Whether a lower answer is a better one, as with days of waiting."""
        best, worst = self.best_answer, self.worst_answer
        return best is not None and worst is not None and best < worst

    def good_enough(self, value: Fraction | Decimal) -> bool:
        """Whether a bid with this mark or answer takes part, by the bound that was published."""
        if self.lowest_mark is None or value == self.lowest_mark:
            return self.lowest_mark is None or self.lowest_mark_in
        return (value < self.lowest_mark) is self.lower_is_better


class Step(Part):
    """One mark of a scale and what it means."""

    scale: Id = Field(description="Scale this step belongs to.")
    mark: Number = Field(description="The mark; below zero takes points away.")
    label: Text = Field(description="The mark in a word.")
    meaning: str = Field(default="", description="When this mark is given.")


class Expertise(Part):
    """A kind of expertise a bidder can have, such as jeugd-ggz or crisis."""

    id: Id = Field(description="Identifier.")
    label: Text = Field(description="Name as people say it.")
