"""What if needs, capacity, prices or rules turn out otherwise, and how far figures may stray."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, TypeVar

from pydantic import Field

from aanbesteding.basis.exact import RoundingMode
from aanbesteding.rules.rule import Rule
from aanbesteding.tender.model import Id, Number, Part, Text

AnyOf = TypeVar("AnyOf", bound=Rule)


class Scenario(Part):
    """A named future; the round as it stands is always the baseline."""

    id: Id = Field(description="Identifier of the scenario.")
    title: Text = Field(description="What happens, in words.")


class Change(Part):
    """One change of a scenario: a factor on figures, another rule, or a bidder who drops out."""

    scenario: Id = Field(description="Scenario it belongs to.")
    what: Literal["demand", "capacity", "tariff", "price", "budget", "rule", "drop_out"] = Field(
        description="What changes; price is what bidders ask, tariff also what the buyer fixed."
    )
    lots: tuple[Id, ...] = Field(default=(), description="Lots; empty: every lot.")
    needs: tuple[Id, ...] = Field(default=(), description="Need levels; empty: every one.")
    bidders: tuple[Id, ...] = Field(
        default=(),
        description="Bidders, for capacity, price and drop_out; empty: every one, and for"
        " drop_out each winner in turn.",
    )
    attributes: tuple[Id, ...] = Field(
        default=(), description="Only bidders that have all of these attributes."
    )
    factor: Number | None = Field(
        default=None, ge=0, le=100, description="0.88 is twelve percent less; for figures only."
    )
    rounding: RoundingMode = Field(
        default=RoundingMode.HALF_UP, description="To whole units, or whole cents for money."
    )
    rule: str = Field(default="", description="Name of the rule that changes, for rule.")
    field: str = Field(
        default="", description="Number of that rule that changes; empty: the rule is left out."
    )
    step: Number | None = Field(
        default=None, description="Added to that number: -1 is one fewer, 0.05 five percent more."
    )

    @property
    def in_turn(self) -> bool:
        """Whether every winner drops out in turn, each in a scenario of its own."""
        return self.what == "drop_out" and not self.bidders and not self.attributes


class Spread(Part):
    """How far figures may stray, for futures drawn at random: any factor between two ends."""

    what: Literal["demand", "capacity", "tariff", "budget"] = Field(
        description="What is uncertain; tariff is what a unit costs, whoever states it."
    )
    lots: tuple[Id, ...] = Field(default=(), description="Lots; empty: every lot.")
    needs: tuple[Id, ...] = Field(default=(), description="Need levels; empty: every one.")
    low: Number = Field(ge=0, le=100, description="Least factor; 0.9 is ten percent less.")
    high: Number = Field(ge=0, le=100, description="Greatest factor; 1.1 is ten percent more.")
    together: bool = Field(
        default=False,
        description="One factor for all of it; else one for each need level and area, or bidder.",
    )


def number_in(rule: Rule, field: str) -> int | Decimal | None:
    """Return the number a rule holds in a field; None where it has no number there."""
    value = getattr(rule, field, None) if field in type(rule).model_fields else None
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def with_other_rule(rules: Sequence[AnyOf], change: Change) -> tuple[AnyOf, ...]:
    """Return the rules without the one that changes, or with its number a step further.

    Raises pydantic's ValidationError when the rule cannot hold that number.
    """
    found: list[AnyOf] = []
    for rule in rules:
        now = number_in(rule, change.field)
        if rule.name != change.rule:
            found.append(rule)
        elif change.field and now is not None:
            held = {name: getattr(rule, name) for name in type(rule).model_fields}
            number = Decimal(now) + (change.step or 0)
            found.append(type(rule).model_validate({**held, change.field: number}))
    return tuple(found)
