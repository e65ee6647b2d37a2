"""Heavier places may serve lighter need; lighter help never counts for heavier need."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.capacity import Places, used, volumes_by_places
from aanbesteding.rules.facts import Chosen, Facts, NeedFact, Volume
from aanbesteding.rules.rule import Count, Helper, Key, Row, Rule, Sentence
from aanbesteding.rules.soft import Soft


class Substitution(Soft):
    """A bidder's places for heavier need may be taken by lighter need, at the lighter price.

    Without this rule they may not. It works through `Facts.bridging`, by which the capacity rule
    counts; with `at_most` it also bounds the places that are bridged in each lot.
    """

    kind: Literal["substitution"] = Field(
        default="substitution", description="Lets heavier places serve lighter need."
    )
    needs: tuple[str, ...] = Field(default=(), description="Need levels; empty: every one.")
    at_most: int | None = Field(default=None, ge=0, description="Most places bridged, per lot.")

    def bridges(self, facts: Facts) -> Iterator[tuple[str, tuple[Places, ...]]]:
        """Yield per lot in scope the offers whose clients may take heavier places."""
        found: dict[str, list[Places]] = {lot: [] for lot in self.in_scope(facts)}
        for places in volumes_by_places(facts):
            lot, named = places.pick.lot, not self.needs or places.need in self.needs
            if lot in found and named and len(facts.places_for(lot, places.need)) > 1:
                found[lot].append(places)
        yield from ((lot, tuple(offers)) for lot, offers in found.items())

    def helpers(self, facts: Facts) -> Iterator[tuple[Key, int]]:
        """Yield the places an offer takes from heavier need, for a rule that bounds them."""
        for _, offers in self.bridges(facts) if self.at_most is not None else ():
            for pick, need, period in offers:
                needs = facts.places_for(pick.lot, need)[:-1]
                heavier = sum(facts.capacity.get((pick, other), 0) for other in needs)
                yield self._over(Places(pick, need, period)), heavier

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield per offer: bridged ≥ taken − own capacity × contract; and per lot their sum."""
        if self.at_most is None:
            return
        volumes = volumes_by_places(facts)
        for lot, offers in self.bridges(facts):
            for places in offers:
                terms: dict[Key, Exact] = {v: facts.load.get(v, 1) for v in volumes[places]}
                terms[places.pick] = -facts.capacity.get((places.pick, places.need), 0)
                terms[self._over(places)] = -1
                yield Row(self.name, lot, terms, "<=", 0)
            yield Row(self.name, lot, {self._over(p): 1 for p in offers}, "<=", self.at_most)

    def has_room(self, row: Row) -> bool:
        """Return whether this row bounds the places bridged; the others say what is bridged."""
        return not any(isinstance(key, Volume) for key in row.terms)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the places bridged in each lot."""
        if self.at_most is None:
            return
        taken = bridged(facts, chosen)
        for lot, offers in self.bridges(facts):
            total = sum(taken.get(places, 0) for places in offers)
            yield Count(self.name, lot, total, "<=", self.at_most)

    def _over(self, places: Places) -> Helper:
        pick, need, period = places
        return Helper(self.name, "bridged", "/".join((*pick, need, period)))

    def sentence(self, part: str) -> Sentence:
        """Return what may be bridged."""
        which = "says" if self.at_most is None else "at_most"
        values = {"at_most": self.at_most, "part": part, "who": ", ".join(self.needs)}
        return Sentence(f"rule.substitution.{which}", values)


def bridged(facts: Facts, chosen: Chosen) -> Mapping[Places, int]:
    """Return the places that clients take above their own need level's, per offer and period.

    Their help is lighter than the place: it is counted apart, and never as heavier help.
    """
    found: dict[Places, int] = {}
    for places, volumes in volumes_by_places(facts).items():
        pick, need, _ = places
        own = facts.capacity.get((pick, need), 0) if pick in chosen.contracts else 0
        over = used(facts, chosen, volumes) - own
        if over > 0 and len(facts.places_for(pick.lot, need)) > 1:
            found[places] = over
    return found


def bridging_of(
    rules: Iterable[Rule], lots: Iterable[str], needs: Iterable[NeedFact]
) -> dict[str, tuple[frozenset[str], ...]]:
    """Return what the written rules let be bridged: the value of `Facts.bridging`.

    Raises ValueError when two rules name the same need level in one lot.
    """
    every = tuple(need.id for need in needs)
    found: dict[str, tuple[frozenset[str], ...]] = {}
    written = [rule for rule in rules if isinstance(rule, Substitution)]
    for lot in lots:
        groups = [frozenset(r.needs or every) for r in written if not r.lots or lot in r.lots]
        if sum(map(len, groups)) > len(frozenset().union(*groups)):
            raise ValueError(f"two rules bridge the same need level in lot {lot}")
        if groups:
            found[lot] = tuple(groups)
    return found
