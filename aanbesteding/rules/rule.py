"""What every rule does: constrain (rows), count (plain arithmetic) and say itself."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from aanbesteding.basis.exact import Exact, bare
from aanbesteding.rules.facts import Ask, Chosen, Facts, Volume


class Unmet(NamedTuple):
    """Clients of an ask who wait."""

    lot: str
    need: str
    area: str
    period: str

    @staticmethod
    def of(ask: Ask) -> "Unmet":
        """Return the waiting clients of that ask."""
        return Unmet(*ask)


class Helper(NamedTuple):
    """A whole number that is neither pick nor volume, such as which tier of a discount holds."""

    purpose: str
    detail: str
    number: str


class Tiered(NamedTuple):
    """Units of a volume bought in one tier of a volume discount."""

    bidder: str
    lot: str
    need: str
    area: str
    period: str
    tier: str

    @staticmethod
    def of(volume: Volume, tier: int) -> "Tiered":
        """Return that volume's units in the tier."""
        return Tiered(*volume, str(tier))


# Told apart by their number of fields: pick 2, helper 3, unmet 4, volume 5, tiered 6.
Key = tuple[str, ...]
Part = Annotated[Decimal, Field(ge=0, le=1, max_digits=15), AfterValidator(bare)]
Terms = Mapping[Key, Exact]


class Row(NamedTuple):
    """One exact linear row; the sum of coefficient × key compared with the right side."""

    rule: str
    part: str
    terms: Terms
    sense: str
    right: Exact


@dataclass(frozen=True)
class Count:
    """What was counted on a finished award, against what the rule requires."""

    rule: str
    part: str
    counted: Exact
    sense: str
    required: Exact

    @property
    def holds(self) -> bool:
        """Whether the count meets the requirement."""
        return compare(self.counted, self.sense, self.required)


@dataclass(frozen=True)
class Sentence:
    """The key of a text and the values for its slots."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


def fitting(at_least: int | Decimal | None, at_most: int | Decimal | None) -> None:
    """Return nothing; raises ValueError when both bounds are absent or exclude each other."""
    if at_least is None and at_most is None:
        raise ValueError("at_least or at_most is needed")
    if at_least is not None and at_most is not None and at_least > at_most:
        raise ValueError("at_least is above at_most")


def compare(left: Exact, sense: str, right: Exact) -> bool:
    """Return whether `left sense right` holds; sense is ``<=``, ``>=`` or ``==``."""
    match sense:
        case "<=":
            return left <= right
        case ">=":
            return left >= right
        case "==":
            return left == right
    raise ValueError(sense)


class Rule(BaseModel, ABC):
    """A named rule of the award; `lots` empty means every lot."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    id: str = Field(default="", description="Name of the rule, as people will read it in a clash.")
    lots: tuple[str, ...] = Field(default=(), description="Lots it holds for; empty: every lot.")

    @property
    def name(self) -> str:
        """The rule's own id, or its kind when it has none."""
        return self.id or self.kind

    def in_scope(self, facts: Facts) -> tuple[str, ...]:
        """Return the lots this rule holds for."""
        return tuple(lot for lot in facts.lots if not self.lots or lot in self.lots)

    def helpers(self, facts: Facts) -> Iterator[tuple[Key, int]]:
        """Yield the further whole numbers its rows use, each with the greatest value it takes."""
        yield from ()

    @abstractmethod
    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield the exact rows for the solver."""

    @abstractmethod
    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield what is counted on a finished award, without looking at the rows."""

    @abstractmethod
    def sentence(self, part: str) -> Sentence:
        """Return what the rule says of one of its parts, for people."""

    def breaches(self, facts: Facts, chosen: Chosen) -> tuple[Count, ...]:
        """Return the counts that do not hold."""
        return tuple(count for count in self.counts(facts, chosen) if not count.holds)


class Bounded(Rule):
    """A rule with a least and a most; one is given, and the least is not above the most."""

    at_least: int | None = Field(default=None, ge=0, description="The least number allowed.")
    at_most: int | None = Field(default=None, ge=0, description="The greatest number allowed.")

    @model_validator(mode="after")
    def _fitting_bounds(self) -> Self:
        fitting(self.at_least, self.at_most)
        return self

    def bounds(self) -> Iterator[tuple[str, int]]:
        """Yield each bound as sense and number."""
        if self.at_least is not None:
            yield ">=", self.at_least
        if self.at_most is not None:
            yield "<=", self.at_most

    def bounded(self, part: str, keys: list[Key]) -> Iterator[Row]:
        """Yield a row per bound on the sum of these keys."""
        for sense, right in self.bounds():
            yield Row(self.name, part, dict.fromkeys(keys, 1), sense, right)

    def measured(self, part: str, counted: Exact) -> Iterator[Count]:
        """Yield a count per bound."""
        for sense, right in self.bounds():
            yield Count(self.name, part, counted, sense, right)

    def says(self, key: str, **values: Any) -> Sentence:
        """Return the sentence that fits the bounds that are given."""
        which = "exactly" if self.at_least == self.at_most else ""
        if not which:
            low, high = self.at_least is not None, self.at_most is not None
            which = "between" if low and high else "at_least" if low else "at_most"
        bounds = {"at_least": self.at_least, "at_most": self.at_most}
        return Sentence(f"rule.{key}.{which}", {**bounds, **values})
