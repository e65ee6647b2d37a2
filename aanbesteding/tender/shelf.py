"""What rules may speak of beside care and money: kinds of bidders, and who has clients now."""

from pydantic import Field

from aanbesteding.tender.model import Id, Part, Text, Whole


class Attribute(Part):
    """What a bidder may be, such as small, new or local; it ticks those that hold in its form."""

    id: Id = Field(description="Identifier of the attribute.")
    label: Text = Field(description="Name as people say it.")
    description: str = Field(default="", description="When it holds; bidders read this.")


class Incumbent(Part):
    """Clients whom a provider has in care now, who would move if it gets less than that.

    A bidder is the same provider when it states the same chamber of commerce number; when one of
    both states none, when it has that identifier or name.
    """

    kvk: str = Field(default="", pattern=r"^(\d{8})?$", description="Chamber of commerce number.")
    name: str = Field(default="", description="Name, or identifier in this round.")
    lot: Id = Field(description="Lot that the care falls in now.")
    need: Id = Field(description="Need level.")
    area: Id = Field(description="Area, as in the demand.")
    period: Id = Field(description="Period, as in the demand.")
    clients: Whole = Field(description="Clients in care now (or units a period).")
