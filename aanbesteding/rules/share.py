"""No contract too small to live on, none too large to do without."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, Self

from pydantic import Field, model_validator

from aanbesteding.rules.budget import ceiling
from aanbesteding.rules.facts import Chosen, Facts, Pick
from aanbesteding.rules.rule import Count, Exact, Key, Part, Row, Rule, Sentence, fitting


class Share(Rule):
    """Each contract has between a least and a greatest share of the lot's budget or demand.

    Shares are parts of one (0.25 is 25 %). Of `budget` counts spend against the lot's ceiling
    in cents, of `volume` counts clients against the lot's demand.
    """

    kind: Literal["share"] = Field(default="share", description="Bounds the size of a contract.")
    of: Literal["budget", "volume"] = Field(default="budget", description="Share of what.")
    at_least: Part | None = Field(default=None, description="The least share.")
    at_most: Part | None = Field(default=None, description="The greatest share.")

    @model_validator(mode="after")
    def _fitting_bounds(self) -> Self:
        fitting(self.at_least, self.at_most)
        return self

    def _whole(self, facts: Facts, lot: str) -> int:
        if self.of == "budget":
            return ceiling(facts, lot)
        return sum(asked for ask, asked in facts.demand.items() if ask.lot == lot)

    def _picks(self, facts: Facts) -> Iterator[tuple[Pick, int]]:
        for lot in self.in_scope(facts):
            whole = self._whole(facts, lot)
            yield from ((pick, whole) for pick in facts.picks if pick.lot == lot)

    def _bounds(self, whole: int) -> Iterator[tuple[str, Fraction]]:
        if self.at_least is not None:
            yield ">=", Fraction(self.at_least) * whole
        if self.at_most is not None:
            yield "<=", Fraction(self.at_most) * whole

    def rows(self, facts: Facts) -> Iterator[Row]:
        """Yield a row per contract and bound: its size against the bound.

        Capacity keeps a bid without contract at nothing, so only the least needs the contract
        in its row; a ceiling in cents stays on the right side, where no solver finds it too fine.
        """
        for pick, whole in self._picks(facts):
            sizes: dict[Key, Exact] = {
                v: (facts.price[v] if self.of == "budget" else 1) for v in facts.by_pick[pick]
            }
            for sense, bound in self._bounds(whole):
                if sense == "<=":
                    yield Row(self.name, _part(pick), sizes, sense, bound)
                else:
                    yield Row(self.name, _part(pick), {pick: -bound, **sizes}, sense, 0)

    def counts(self, facts: Facts, chosen: Chosen) -> Iterator[Count]:
        """Yield the size of each contract that was given, in cents or clients."""
        for pick, whole in self._picks(facts):
            if pick not in chosen.contracts:
                continue
            mine = tuple(v for v in chosen.volumes if v.pick == pick)
            clients = sum(chosen.clients(v) for v in mine)
            size = chosen.spend(facts, mine) if self.of == "budget" else clients
            for sense, bound in self._bounds(whole):
                yield Count(self.name, _part(pick), size, sense, bound)

    def sentence(self, part: str) -> Sentence:
        """Return the bounds in words."""
        low, high = self.at_least is not None, self.at_most is not None
        which = "between" if low and high else "at_least" if low else "at_most"
        values = {"at_least": self.at_least, "at_most": self.at_most, "part": part}
        return Sentence(f"rule.share.{self.of}.{which}", values)


def _part(pick: Pick) -> str:
    return f"{pick.bidder}/{pick.lot}"
