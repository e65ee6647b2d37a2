"""A provider that gets a contract keeps its own clients."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.facts import Chosen, Facts, Pick, Volume
from aanbesteding.rules.on_contracts import name_of
from aanbesteding.rules.rule import Count, Key, Part, Row, Sentence
from aanbesteding.rules.transition import InCare, moved


class KeepIncumbents(InCare):
    """Each bidder that gets a contract keeps at least a share of its clients in care in the lot."""

    kind: Literal["keep_incumbents"] = Field(
        default="keep_incumbents", description="Who wins keeps its clients."
    )
    at_least: Part = Field(description="The least share of the clients in care.")

    def _picks(self, facts: Facts) -> Iterator[tuple[Pick, Mapping[Volume, int]]]:
        in_care = self.in_care(facts)
        found: dict[Pick, dict[Volume, int]] = {}
        for volume, clients in in_care.items():
            found.setdefault(volume.pick, {})[volume] = clients
        yield from ((pick, found[pick]) for pick in facts.picks if pick in found)

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per volume with clients in care, and per contract: enough of them stay."""
        for pick, clients in self._picks(facts):
            yield from self.staying(facts, name_of(pick), clients)
            least = Fraction(self.at_least) * sum(clients.values())
            terms: dict[Key, Exact] = {**self.stay_terms(facts, clients), pick: -least}
            yield Row(self.name, name_of(pick), terms, ">=", 0)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield how many clients each contract that was given keeps."""
        for pick, clients in self._picks(facts):
            if pick in chosen.contracts:
                total = sum(clients.values())
                least = Fraction(self.at_least) * total
                kept = total - moved(facts, chosen, clients)
                yield Count(self.name, name_of(pick), kept, ">=", least)

    def sentence(self, part: str) -> Sentence:
        """Return how many stay."""
        values = {"at_least": self.at_least, "part": part, "who": self.whom()}
        return Sentence("rule.keep_incumbents.says", values)
