"""Clients in care keep their provider, most of them."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from aanbesteding.rules.facts import Chosen, Facts, Volume
from aanbesteding.rules.rule import Count, Helper, Key, Part, Row, Sentence
from aanbesteding.rules.scope import OfCare
from aanbesteding.rules.soft import Soft


class InCare(Soft, OfCare):
    """A rule on clients who are in care, and can stay as far as their provider serves so many."""

    def in_care(self, facts: Facts) -> Mapping[Volume, int]:
        """Return the clients in care in scope, by who helps them now."""
        lots = set(self.in_scope(facts))
        return {v: n for v, n in facts.incumbent.items() if n and v.lot in lots and self.about(v)}

    def helpers(self, facts: Facts) -> Iterator[tuple[Key, int]]:
        """Yield per volume the clients who stay, at most as many as are in care."""
        for volume, clients in self.in_care(facts).items():
            if volume in facts.price:
                yield self._stay(volume), clients

    def staying(self, facts: Facts, part: str, volumes: Iterable[Volume]) -> Iterator[Row]:
        """Yield a row per volume: whoever stays is served there."""
        for volume in volumes:
            if volume in facts.price:
                yield Row(self.name, part, {volume: 1, self._stay(volume): -1}, ">=", 0)

    def stay_terms(self, facts: Facts, volumes: Iterable[Volume]) -> dict[Key, int | Fraction]:
        """Return the number who stay; none do where their provider made no offer."""
        return {self._stay(volume): 1 for volume in volumes if volume in facts.price}

    def has_room(self, row: Row) -> bool:
        """Return whether this row bounds who stays; the others say what staying is."""
        return not any(isinstance(key, Volume) for key in row.terms)

    def _stay(self, volume: Volume) -> Helper:
        return Helper(self.name, "stay", "/".join(volume))


class Transition(InCare):
    """At most so many clients in care, or such a share of them, change provider; all together.

    The share is a part of one (0.10 is 10 %).
    """

    kind: Literal["transition"] = Field(default="transition", description="Bounds who must move.")
    at_most: int | None = Field(default=None, ge=0, description="Most clients who may move.")
    at_most_share: Part | None = Field(
        default=None, description="Greatest share of the clients in care who may move."
    )

    @model_validator(mode="after")
    def _some_limit(self) -> Self:
        if self.at_most is None and self.at_most_share is None:
            raise ValueError("at_most or at_most_share is needed")
        return self

    def _limits(self, clients: int) -> Iterator[Fraction]:
        if self.at_most is not None:
            yield Fraction(self.at_most)
        if self.at_most_share is not None:
            yield Fraction(self.at_most_share) * clients

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per volume with clients in care, and per limit: enough of them stay."""
        part, in_care = "+".join(self.in_scope(facts)), self.in_care(facts)
        yield from self.staying(facts, part, in_care)
        clients = sum(in_care.values())
        for limit in self._limits(clients):
            terms = self.stay_terms(facts, in_care)
            yield Row(self.name, part, terms, ">=", clients - limit)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield how many clients change provider."""
        part, in_care = "+".join(self.in_scope(facts)), self.in_care(facts)
        for limit in self._limits(sum(in_care.values())):
            yield Count(self.name, part, moved(facts, chosen, in_care), "<=", limit)

    def sentence(self, part: str) -> Sentence:
        """Return how many may move."""
        which = "share" if self.at_most is None else "clients"
        if self.at_most is not None and self.at_most_share is not None:
            which = "both"
        values = {"at_most": self.at_most, "share": self.at_most_share}
        return Sentence(f"rule.transition.{which}", {**values, "part": part, "who": self.whom()})


def moved(facts: Facts, chosen: Chosen, volumes: Iterable[Volume] | None = None) -> int:
    """Return the clients in care whose provider serves fewer of their kind than it helps now.

    Of these volumes; of all clients in care when none are given.
    """
    among = facts.incumbent if volumes is None else volumes
    return sum(max(facts.incumbent[volume] - chosen.clients(volume), 0) for volume in among)
