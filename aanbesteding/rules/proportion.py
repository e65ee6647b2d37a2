"""What part of a whole somebody has: how large both are, and the bounds between them."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal, NamedTuple, Self

from pydantic import Field, model_validator

from aanbesteding.basis.exact import Exact, simplest
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.measure import Measure
from aanbesteding.rules.rule import Count, Key, Part, Row, Sentence, Terms, Unmet, fitting
from aanbesteding.rules.scope import OfCare

Of = Literal["budget", "volume", "awarded_spend", "awarded_volume"]


class Holder(NamedTuple):
    """Contracts whose sizes are added up, and the lots that are their whole.

    `always`: the least holds also when none of the contracts is given.
    """

    part: str
    picks: tuple[Pick, ...]
    lots: tuple[str, ...]
    always: bool = False


class Whole(NamedTuple):
    """A whole as a number plus what the award decides, and the greatest it can be."""

    number: Exact
    terms: Terms
    greatest: Exact


class _Bound(NamedTuple):
    """A share of a whole: its part of what the award decides, of the number, of the greatest."""

    sense: str
    terms: Terms
    number: Exact
    greatest: Exact

    @classmethod
    def of(cls, whole: Whole, sense: str, share: Fraction) -> "_Bound":
        terms = {key: share * each for key, each in whole.terms.items()}
        return cls(sense, terms, simplest(share * whole.number), simplest(share * whole.greatest))


class Proportion(OfCare):
    """A rule by which somebody has between a least and a greatest part of a whole.

    Shares are parts of one (0.25 is 25 %). Of `budget` counts spend in cents against the least
    budgets that cover the care in scope, of `volume` units against what is asked there; of
    `awarded_spend` and `awarded_volume` count against what the award spends and serves there.
    """

    of: Of = Field(default="budget", description="Share of what.")
    at_least: Part | None = Field(default=None, description="The least share.")
    at_most: Part | None = Field(default=None, description="The greatest share.")

    @model_validator(mode="after")
    def _fitting_bounds(self) -> Self:
        fitting(self.at_least, self.at_most)
        return self

    @property
    def in_money(self) -> bool:
        """Whether sizes are cents and not units."""
        return self.of in ("budget", "awarded_spend")

    @abstractmethod
    def holders(self, facts: Facts) -> Iterator[Holder]:
        """Yield whose part is bounded."""

    def measure(self, facts: Facts) -> Measure:
        """Return how sizes are measured in the scope of this rule."""
        asks = dict(self.asks(facts))
        return Measure(facts, asks, self.in_money, self.areas, self.periods)

    def _bounds(self) -> Iterator[tuple[str, Fraction]]:
        if self.at_least is not None:
            yield ">=", Fraction(self.at_least)
        if self.at_most is not None:
            yield "<=", Fraction(self.at_most)

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per holder and bound: its size against its part of the whole.

        Capacity keeps a bid without contract at nothing, so only the least needs the contract
        in its row; a ceiling in cents stays on the right side, where no solver finds it too fine.
        """
        measure = self.measure(facts)
        parts: dict[tuple[str, ...], list[_Bound]] = {}
        for holder in self.holders(facts):
            if holder.lots not in parts:
                whole = self._whole(measure, holder.lots)
                parts[holder.lots] = [_Bound.of(whole, *bound) for bound in self._bounds()]
            sizes = measure.terms(holder.picks)
            for sense, part, right, most in parts[holder.lots]:
                terms = _less(sizes, part)
                if sense == "<=" or holder.always:
                    yield Row(self.name, holder.part, terms, sense, right)
                    continue
                for pick in holder.picks:
                    given = _less(terms, {pick: most})
                    yield Row(self.name, holder.part, given, sense, right - most)

    def _whole(self, measure: Measure, lots: tuple[str, ...]) -> Whole:
        if self.of == "budget":
            cents = measure.ceiling(lots)
            return Whole(cents, {}, cents)
        if self.of == "awarded_spend":
            spend = measure.terms(p for lot in lots for p in measure.facts.by_lot.get(lot, ()))
            return Whole(0, spend, measure.greatest(spend))
        asked = measure.asked(lots)
        unserved: dict[Key, Exact] = {}
        if self.of == "awarded_volume":
            unserved.update((Unmet.of(ask), -1) for ask in measure.asks if ask.lot in lots)
        return Whole(asked, unserved, asked)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the size of whoever has a contract, in cents or units, against its bounds."""
        measure = self.measure(facts)
        sizes = measure.sizes(chosen)
        in_lot: dict[str, Exact] = {}
        for pick, size in sizes.items():
            in_lot[pick.lot] = in_lot.get(pick.lot, 0) + size
        for holder in self.holders(facts):
            if holder.always or not chosen.contracts.isdisjoint(holder.picks):
                size = sum(sizes.get(pick, 0) for pick in holder.picks)
                whole = self._counted(measure, holder.lots, in_lot)
                for sense, share in self._bounds():
                    yield Count(self.name, holder.part, size, sense, share * whole)

    def _counted(
        self, measure: Measure, lots: tuple[str, ...], in_lot: Mapping[str, Exact]
    ) -> Exact:
        match self.of:
            case "budget":
                return measure.ceiling(lots)
            case "volume":
                return measure.asked(lots)
        return sum(in_lot.get(lot, 0) for lot in lots)

    def says(self, key: str, part: str, *whom: str) -> Sentence:
        """Return the sentence for what is counted and the bounds that are given."""
        low, high = self.at_least is not None, self.at_most is not None
        which = "between" if low and high else "at_least" if low else "at_most"
        bounds = {"at_least": self.at_least, "at_most": self.at_most}
        values = {**bounds, "part": part, "who": self.whom(*whom)}
        return Sentence(f"rule.{key}.{self.of}.{which}", values)


def _less(terms: Terms, other: Terms) -> dict[Key, Exact]:
    """Return the terms minus the other."""
    found = dict(terms)
    for key, each in other.items():
        found[key] = found.get(key, 0) - each
    return found
