"""This contract is given, or is not."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.on_contracts import OnContracts, name_of
from aanbesteding.rules.rule import Count, Key, Row, Sentence


class Freeze(OnContracts):
    """Every contract in scope is given, or none is; for a what-if question or a settlement.

    What is named and nobody bid for cannot be given: then nothing fits.
    """

    kind: Literal["freeze"] = Field(
        default="freeze", description="Settles contracts before the choice."
    )
    out: bool = Field(default=False, description="False: they are given. True: they are not.")

    def _parts(self, facts: Facts) -> Iterator[tuple[str, Pick | None]]:
        known = {name_of(pick) for pick in facts.picks} | set(facts.by_bidder)
        yield from ((name_of(pick), pick) for pick in self.picks(facts))
        yield from ((n, None) for n in (*self.contracts, *self.bidders) if n not in known)

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per contract; one without any term where it cannot be given."""
        for part, pick in self._parts(facts):
            keys: list[Key] = [pick] if pick else []
            yield Row(self.name, part, dict.fromkeys(keys, 1), "==", 0 if self.out else 1)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield for each contract whether it was given."""
        given = set(self.given(facts, chosen))
        for part, pick in self._parts(facts):
            yield Count(self.name, part, int(pick in given), "==", 0 if self.out else 1)

    def sentence(self, part: str) -> Sentence:
        """Return whether it is given."""
        return Sentence(f"rule.freeze.{'out' if self.out else 'in'}", {"part": part})
