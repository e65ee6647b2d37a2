"""For which bids, or for which care, a rule holds."""

from collections.abc import Iterator

from pydantic import Field

from aanbesteding.rules.facts import Ask, Facts, Pick, Volume
from aanbesteding.rules.rule import Rule


class OfBids(Rule):
    """A rule on contracts, of every bidder or of some; all that is named must hold."""

    bidders: tuple[str, ...] = Field(default=(), description="Bidders; empty: every one.")
    attributes: tuple[str, ...] = Field(
        default=(), description="Attributes a bidder must all have; empty: none asked."
    )

    def concerns(self, facts: Facts, bidder: str) -> bool:
        """Whether the rule holds for this bidder."""
        named = not self.bidders or bidder in self.bidders
        return named and set(self.attributes) <= facts.attributes.get(bidder, frozenset())

    def picks(self, facts: Facts) -> Iterator[Pick]:
        """Yield the contracts in scope, in the order of the facts."""
        lots = self.in_scope(facts)
        yield from (p for p in facts.picks if p.lot in lots and self.concerns(facts, p.bidder))


class OfCare(Rule):
    """A rule on care asked: of every need level, area and period, or of some."""

    needs: tuple[str, ...] = Field(default=(), description="Need levels; empty: every one.")
    areas: tuple[str, ...] = Field(default=(), description="Areas; empty: every one.")
    periods: tuple[str, ...] = Field(default=(), description="Periods; empty: every one.")

    def asks(self, facts: Facts) -> Iterator[tuple[Ask, int]]:
        """Yield the demand in scope with its size, in the order of the tender."""
        lots = set(self.in_scope(facts))
        for ask, asked in facts.demand.items():
            if ask.lot in lots and self.about(ask):
                yield ask, asked

    def about(self, care: Ask | Volume) -> bool:
        """Whether need level, area and period of this care are in scope."""
        return (
            (not self.needs or care.need in self.needs)
            and (not self.areas or care.area in self.areas)
            and (not self.periods or care.period in self.periods)
        )

    def whom(self, *more: str) -> str:
        """Return what narrows the rule, in a list; empty where it holds for all care."""
        return ", ".join((*more, *self.needs, *self.areas, *self.periods))
