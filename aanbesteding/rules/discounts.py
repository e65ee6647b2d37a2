"""Units of a contract with a volume discount lie in one tier, at the prices of that tier."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from aanbesteding.basis.exact import Exact
from aanbesteding.rules.capacity import most_units
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.rule import Count, Key, Row, Rule, Sentence, Tiered
from aanbesteding.rules.tiers import Piece, choice, pieces


class Discounts(Rule):
    """All units of a contract with tiers lie in at most one of them; see `tiers`.

    A contract without units lies in none, and so does a bid without contract.
    """

    kind: Literal["discounts"] = Field(default="discounts", description="Standing rule.")

    def helpers(self, facts: Facts) -> Iterator[tuple[Key, int]]:
        """Yield for each run of units whether it holds, and the units bought in it."""
        for pick in facts.tiers:
            for piece in pieces(facts, pick):
                yield choice(pick, piece), 1
                for volume in facts.by_pick[pick]:
                    yield (
                        Tiered.of(volume, piece.number),
                        min(most_units(facts, volume), piece.most),
                    )

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield per contract: units divided over tiers, each tier's bounds, at most one tier.

        Where two tiers overlap and what is bought decides which is cheaper, a row keeps out the
        dearer one.
        """
        for pick in facts.tiers:
            part, found = f"{pick.bidder}/{pick.lot}", pieces(facts, pick)
            for volume in facts.by_pick[pick]:
                divided: dict[Key, Exact] = {Tiered.of(volume, p.number): -1 for p in found}
                yield Row(self.name, part, {volume: 1, **divided}, "==", 0)
            for piece in found:
                yield from self._within(facts, pick, part, piece)
            chosen: dict[Key, Exact] = {choice(pick, piece): 1 for piece in found}
            yield Row(self.name, part, {pick: -1, **chosen}, "<=", 0)

    def _within(self, facts: Facts, pick: Pick, part: str, piece: Piece) -> Iterator[Row]:
        volumes, holds = facts.by_pick[pick], choice(pick, piece)
        units: dict[Key, Exact] = {Tiered.of(v, piece.number): 1 for v in volumes}
        yield Row(self.name, part, {holds: -piece.least, **units}, ">=", 0)
        yield Row(self.name, part, {holds: -piece.most, **units}, "<=", 0)
        for rival in piece.rivals:
            dearer: dict[Key, Exact] = {
                Tiered.of(v, piece.number): piece.tier.price[v.need] - rival.price[v.need]
                for v in volumes
            }
            yield Row(self.name, part, {holds: piece.tier.fee - rival.fee, **dearer}, "<=", 0)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield how many of the units bought under a contract with tiers lie in none of them."""
        for pick, tiers in facts.tiers.items():
            units = sum(chosen.clients(volume) for volume in facts.by_pick[pick])
            inside = any(tier.least <= units <= tier.most for tier in tiers)
            yield Count(self.name, f"{pick.bidder}/{pick.lot}", 0 if inside else units, "<=", 0)

    def sentence(self, part: str) -> Sentence:
        """Return that the units lie within the discount's tiers."""
        return Sentence("rule.discounts.says", {"part": part})
