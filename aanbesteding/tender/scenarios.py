"""What if needs, capacity or tariffs turn out otherwise."""

from typing import Literal

from pydantic import Field

from aanbesteding.basis.exact import RoundingMode
from aanbesteding.tender.model import Id, Number, Part, Text


class Scenario(Part):
    """A named future; the round as it stands is always the baseline."""

    id: Id = Field(description="Identifier of the scenario.")
    title: Text = Field(description="What happens, in words.")


class Change(Part):
    """One change of a scenario: a factor on demand, capacity, tariffs or budgets."""

    scenario: Id = Field(description="Scenario it belongs to.")
    what: Literal["demand", "capacity", "tariff", "budget"] = Field(description="What changes.")
    lots: tuple[Id, ...] = Field(default=(), description="Lots; empty: every lot.")
    needs: tuple[Id, ...] = Field(default=(), description="Need levels; empty: every one.")
    factor: Number = Field(ge=0, le=100, description="0.88 is twelve percent less.")
    rounding: RoundingMode = Field(
        default=RoundingMode.HALF_UP, description="To whole units, or whole cents for tariffs."
    )
