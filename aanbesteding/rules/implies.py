"""One contract only together with others."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.on_contracts import OnContracts, name_of
from aanbesteding.rules.rule import Count, Key, Row, Sentence


class Implies(OnContracts):
    """A contract in scope is given only together with others: of the same bidder, or named.

    `also_lots` are lots the same bidder must win too, `also_contracts` contracts by name.
    """

    kind: Literal["implies"] = Field(
        default="implies", description="Gives a contract only together with others."
    )
    also_lots: tuple[str, ...] = Field(
        default=(), description="Lots that the same bidder must win too."
    )
    also_contracts: tuple[str, ...] = Field(
        default=(), description="Contracts that must be given too, each as bidder/lot."
    )
    at_least: int | None = Field(
        default=None, ge=1, description="How many of those; empty: all of them."
    )

    def _asked(self, pick: Pick) -> tuple[list[str], int]:
        """The names of the other contracts that are looked at, and how many must be given."""
        own = name_of(pick)
        lots = (name_of(Pick(pick.bidder, lot)) for lot in self.also_lots)
        names = list(dict.fromkeys((*lots, *self.also_contracts)))
        least = len(names) if self.at_least is None else self.at_least
        return [name for name in names if name != own], least - names.count(own)

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per contract and contract it needs; one in all where some will do."""
        known = {name_of(pick): pick for pick in facts.picks}
        for pick in self.picks(facts):
            names, least = self._asked(pick)
            there = [known[name] for name in names if name in known]
            if least > len(there):
                yield Row(self.name, name_of(pick), {pick: 1}, "<=", 0)
            elif least == len(there):
                for other in there:
                    yield Row(self.name, name_of(pick), {other: 1, pick: -1}, ">=", 0)
            elif least > 0:
                terms: dict[Key, Exact] = {**dict.fromkeys(there, 1), pick: -least}
                yield Row(self.name, name_of(pick), terms, ">=", 0)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield how many of those each contract needs were given with it."""
        given = set(map(name_of, chosen.contracts))
        for pick in self.given(facts, chosen):
            names, least = self._asked(pick)
            if least > 0:
                yield Count(self.name, name_of(pick), len(given.intersection(names)), ">=", least)

    def sentence(self, part: str) -> Sentence:
        """Return what must be given too."""
        also = ", ".join((*self.also_lots, *self.also_contracts))
        values = {"part": part, "also": also, "who": self.whom(*self.lots)}
        if self.at_least is None:
            return Sentence("rule.implies.all", values)
        return Sentence("rule.implies.some", {**values, "at_least": self.at_least})
