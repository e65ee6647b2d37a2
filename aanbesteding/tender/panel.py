"""The panel: who judges what, which mark counts, what was declared, how the forms look."""

from typing import Literal

from pydantic import Field

from aanbesteding.tender.model import Id, Part, Text

NO_INTEREST = ("geen", "none")


class Panel(Part):
    """How the panel comes to the mark that counts, and how its forms look."""

    method: Literal["consensus", "mean", "median"] = Field(
        default="consensus",
        description="The mark that counts: of the panel together, or worked out of its members'.",
    )
    order: Literal["by_bid", "by_question"] = Field(
        default="by_bid", description="Order in the forms: bid by bid, or criterion by criterion."
    )
    anonymous: bool = Field(
        default=False, description="The forms show a pseudonym instead of the bidder."
    )
    least_assessors: int | None = Field(
        default=None, ge=1, description="Every bid is judged by at least this many, on each point."
    )


class Assessor(Part):
    """A member of the panel."""

    id: Id = Field(description="Identifier of the assessor.")
    name: Text = Field(description="Name or role.")
    expertise: str = Field(default="", description="What makes them competent.")
    interest: str = Field(
        default="", description="Declared interest, geen (none) for none; empty: nothing declared."
    )
    lots: tuple[Id, ...] = Field(default=(), description="Lots they judge; empty: all.")
    criteria: tuple[Id, ...] = Field(default=(), description="Criteria they judge; empty: all.")

    def judges(self, lot: str, criterion: str) -> bool:
        """Return whether they were asked to judge a criterion of a lot."""
        return (not self.lots or lot in self.lots) and (
            not self.criteria or criterion in self.criteria
        )

    @property
    def declared_none(self) -> bool:
        """Whether they declared to have no interest."""
        return self.interest.casefold().strip(" .") in NO_INTEREST


class Interest(Part):
    """An interest of an assessor in a bidder, declared by the assessor: they do not judge it."""

    assessor: Id = Field(description="Assessor who declares it.")
    bidder: Id = Field(description="Bidder it is about, as it is numbered in this round.")
    text: Text = Field(description="What the interest is.")
