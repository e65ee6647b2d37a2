"""The bids for one lot as bare numbers: what each was marked and asks, and what was published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from aanbesteding.basis.exact import Step
from aanbesteding.formulas.formula import Formula
from aanbesteding.tender.decision import Clip


@dataclass(frozen=True)
class Weighed:
    """A criterion in a contest: the formula that makes points of a value, and its inputs.

    `weight` is the most points (euros, for award on value); a `bonus` comes on top of the whole.
    """

    id: str
    formula: Formula
    weight: Fraction
    inputs: Mapping[str, Fraction]
    bonus: bool = False


@dataclass(frozen=True)
class Pricing:
    """What the price does: its formula, most points, published parameters, and clipping."""

    formula: Formula
    weight: Fraction
    parameters: Mapping[str, Fraction] = field(default_factory=dict)
    clip: Clip = Clip.NONE


@dataclass(frozen=True)
class Rounding:
    """At which steps is rounded, and how; None keeps a step exact."""

    criterion: Step | None = None
    price: Step | None = None
    quality: Step | None = None
    total: Step | None = None


@dataclass(frozen=True)
class Entry:
    """A bid: its value (mark or answer) per criterion in order, and its price in euros.

    A bid that is not `ranked` dropped out late: its numbers still count among the others.
    """

    bidder: str
    values: tuple[Fraction, ...]
    price: Fraction | None = None
    ranked: bool = True


@dataclass(frozen=True)
class Contest:
    """Everything the arithmetic of one lot rests on; `pricing` is None where no price counts."""

    criteria: tuple[Weighed, ...]
    pricing: Pricing | None
    rounding: Rounding
    entries: tuple[Entry, ...]

    @property
    def lowest_wins(self) -> bool:
        """Whether the lowest total wins, as with fictive prices."""
        return self.pricing is not None and self.pricing.formula.best == "lowest"

    @property
    def on_value(self) -> bool:
        """Whether the formula makes the total itself, of price and quality together."""
        return self.pricing is not None and self.pricing.formula.measures == "value"

    @property
    def most_quality(self) -> Fraction:
        """The most quality points, without any bonus."""
        return sum((c.weight for c in self.criteria if not c.bonus), start=Fraction(0))


@dataclass(frozen=True)
class Points:
    """What one criterion (or the price) brought a bid; `rounded` is what is shown."""

    criterion: str
    formula: str
    inputs: Mapping[str, Fraction]
    exact: Fraction
    rounded: Decimal


@dataclass(frozen=True)
class Counted:
    """A bid with its points, its quality and its total; `rank` is None when it is not ranked.

    `quality` and `total` are rounded as published; `exact` is the total without any rounding.
    """

    bidder: str
    points: tuple[Points, ...]
    quality: Fraction
    exact: Fraction
    total: Fraction
    rank: int | None
